import type { KindScore } from "@/lib/core/question/kind-score";
import type { Ordering } from "./schema";

/**
 * Right: exactly the right sequence. An inversion takes its trap when both items are placed the wrong way round; it
 * counts against the trap when both are placed the right way round, whatever the rest of the sequence is.
 */
export function scoreOrdering(question: Ordering, response: readonly string[]): KindScore {
  const place = new Map(response.map((id, index) => [id, index]));
  const right =
    response.length === question.items.length && question.items.every((item, index) => response[index] === item.id);
  const taken: (string | undefined)[] = [];
  const refused: (string | undefined)[] = [];
  for (const inversion of question.wrongOrders) {
    const before = place.get(inversion.before);
    const after = place.get(inversion.after);
    if (before === undefined || after === undefined) continue;
    (before < after ? taken : refused).push(inversion.trap);
  }
  for (const decoy of question.decoys) {
    if (place.has(decoy.id)) taken.push(decoy.trap);
    else if (right) refused.push(decoy.trap);
  }
  const offered = [...question.wrongOrders, ...question.decoys].map((part) => part.trap);
  return { right, offered, taken, refused };
}
