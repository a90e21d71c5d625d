import { statisticsIdOf } from "@/lib/core/learning/fold/learning-parameters";

/** A question's shares are shrunk to even ones with the weight of so many wrong answers. */
const SHARE_STRENGTH = 6;
/** Wrong choices that a question has at least. */
const WRONG_OPTIONS = 3;

export type QuestionOffers = { id: string; family: string | null; traps: readonly string[] };

/** Wrong answers: the question as it is now, the traps that were taken, and how many they are; one unless told. */
export type WrongChoice = { question: QuestionOffers; taken: readonly string[]; times?: number };

/**
 * Of the wrong answers to a question that offers a trap, the share that took it, by `statisticsIdOf` and trap. The draws
 * of a family count together, each for the traps that it offers itself: a trap of one variant is not refused by whoever
 * was wrong on another.
 */
export function trapShares(
  questions: readonly QuestionOffers[],
  wrong: readonly WrongChoice[],
): Map<string, Record<string, number>> {
  const counts = new Map<string, Map<string, { offered: number; taken: number }>>();
  const most = new Map<string, number>();
  for (const question of questions) {
    const id = statisticsIdOf(question);
    const known = counts.get(id) ?? new Map<string, { offered: number; taken: number }>();
    counts.set(id, known);
    for (const trap of question.traps) if (!known.has(trap)) known.set(trap, { offered: 0, taken: 0 });
    most.set(id, Math.max(most.get(id) ?? WRONG_OPTIONS, question.traps.length));
  }
  for (const { question, taken, times = 1 } of wrong) {
    const known = counts.get(statisticsIdOf(question));
    for (const trap of question.traps) {
      const count = known?.get(trap);
      if (count === undefined) continue;
      count.offered += times;
      if (taken.includes(trap)) count.taken += times;
    }
  }
  return new Map(
    [...counts].map(([id, byTrap]) => {
      const even = 1 / (most.get(id) ?? WRONG_OPTIONS);
      const shares = [...byTrap].map(([trap, { offered, taken }]): [string, number] => [
        trap,
        (taken + even * SHARE_STRENGTH) / (offered + SHARE_STRENGTH),
      ]);
      return [id, Object.fromEntries(shares)];
    }),
  );
}
