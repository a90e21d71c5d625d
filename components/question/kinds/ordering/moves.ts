import { type Choice, chosenIds, type Given } from "@/components/question/choice";

// An ordering's answer is the sequence so far: places fill from the first on, without gaps.

const answerOf = (sequence: readonly string[]): string[] | null => (sequence.length === 0 ? null : [...sequence]);

/** Puts an item into the next free place, or takes it out where it stands already. */
export function toggleItem(given: Given, itemId: string, pick: number): Choice {
  const sequence = chosenIds(given.answer);
  const place = sequence.indexOf(itemId);
  if (place >= 0) {
    const rest = sequence.filter((id) => id !== itemId);
    return { ...given, answer: answerOf(rest), says: `Taken out of place ${place + 1}.` };
  }
  if (sequence.length >= pick) {
    return { ...given, says: `All ${pick} places are filled. Take an entry out to place another.` };
  }
  return { ...given, answer: [...sequence, itemId], says: `Placed at ${sequence.length + 1} of ${pick}.` };
}

/** Moves an item by some places, at most to an end. */
export function moveItem(given: Given, itemId: string, by: -1 | 1): Choice {
  const sequence = [...chosenIds(given.answer)];
  const from = sequence.indexOf(itemId);
  const to = from + by;
  const other = sequence[to];
  if (from < 0) return { ...given, says: null };
  if (other === undefined) return { ...given, says: by < 0 ? "Already first." : "Already last." };
  sequence[to] = itemId;
  sequence[from] = other;
  return { ...given, answer: sequence, says: `Moved to place ${to + 1}.` };
}
