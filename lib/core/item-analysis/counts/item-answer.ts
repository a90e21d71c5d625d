import { OMIT } from "@/lib/core/item-analysis/statistics/cell";
import type { ItemDescription } from "@/lib/core/item-analysis/statistics/item-statistics";
import type { Answer, ResponseValue } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import { scoreAnswer } from "@/lib/core/question/score";
import type { ItemAnswer } from "./item-counts";

/** An answer as text: an option's id, or a pattern that is the same for the same choices. */
function patternOf(type: Question["type"], answer: ResponseValue): string {
  if (typeof answer === "string") return answer;
  if (Array.isArray(answer)) return type === "ordering" ? answer.join(" > ") : [...answer].sort().join(" + ");
  return Object.entries(answer)
    .map(([prompt, option]) => `${prompt}: ${option}`)
    .sort()
    .join(", ");
}

/** An answer to this question as it is counted. `rest` is about the other scored questions of the attempt. */
export function itemAnswer(question: Question, answer: Answer, rest: ItemAnswer["rest"]): ItemAnswer {
  const { outcome, evidence } = scoreAnswer(question, answer);
  const pattern = answer === null ? "" : patternOf(question.type, answer);
  return {
    option: pattern === "" ? OMIT : pattern,
    right: outcome === "right",
    rest,
    taken: evidence.taken,
    refused: evidence.refused,
  };
}

/** What a question says about its options. */
export function describeItem(question: Question): ItemDescription {
  if (question.type !== "multiple-choice") return { kind: "pattern", options: [] };
  return {
    kind: "choice",
    options: question.options.map(({ id, key, trap }) => ({
      id,
      isKey: key === true,
      trap: trap === undefined || trap === PLAIN_ERROR ? null : trap,
    })),
  };
}
