import type { KindScore } from "@/lib/core/question/kind-score";
import type { MultipleResponse } from "./schema";

/** Right: all keys and nothing else. A chosen wrong option takes its trap, a key left out takes its `missedTrap`. */
export function scoreMultipleResponse(question: MultipleResponse, response: readonly string[]): KindScore {
  const chosen = new Set(response);
  const right = question.options.every((option) => (option.key === true) === chosen.has(option.id));
  const offered = question.options.map((option) => (option.key ? option.missedTrap : option.trap));
  const taken = question.options.map((option) => {
    if (option.key) return chosen.has(option.id) ? undefined : option.missedTrap;
    return chosen.has(option.id) ? option.trap : undefined;
  });
  return { right, offered, taken, refused: right ? offered : [] };
}
