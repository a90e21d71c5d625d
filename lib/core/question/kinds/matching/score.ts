import type { KindScore } from "@/lib/core/question/kind-score";
import type { Matching } from "./schema";

/** Right: every prompt with its answer. A wrong pair takes its trap; its prompt answered rightly counts against it. */
export function scoreMatching(question: Matching, response: Readonly<Record<string, string>>): KindScore {
  const answers = new Map(question.prompts.map((prompt) => [prompt.id, prompt.answer]));
  const right = question.prompts.every((prompt) => response[prompt.id] === prompt.answer);
  const taken = question.wrongPairs.filter((pair) => response[pair.prompt] === pair.response);
  const refused = question.wrongPairs.filter((pair) => response[pair.prompt] === answers.get(pair.prompt));
  return {
    right,
    offered: question.wrongPairs.map((pair) => pair.trap),
    taken: taken.map((pair) => pair.trap),
    refused: refused.map((pair) => pair.trap),
  };
}
