import type { KindScore } from "@/lib/core/question/kind-score";
import type { MultipleChoice } from "./schema";

/** Right: the key. A wrong option takes its trap; another wrong option says nothing about the other traps. */
export function scoreMultipleChoice(question: MultipleChoice, response: string): KindScore {
  const chosen = question.options.find((option) => option.id === response);
  const right = chosen?.key === true;
  const offered = question.options.flatMap((option) => (option.key ? [] : [option.trap]));
  return { right, offered, taken: right ? [] : [chosen?.trap], refused: right ? offered : [] };
}
