import { z } from "zod";
import type { Evidence, Outcome } from "@/lib/core/question/score";

const count = z.number().int().nonnegative();

/** What one member did in one week: answers by lesson, and what traps did. A sub-trap counts for its parent as well. */
export const weekCountsSchema = z.strictObject({
  /** lesson → [answered, right] */
  lessons: z.record(z.string(), z.tuple([count, count])),
  /** trap → [offered, decided, falls] */
  traps: z.record(z.string(), z.tuple([count, count, count])),
  /** Time on the questions that were answered. */
  spentMs: count,
});
export type WeekCounts = z.infer<typeof weekCountsSchema>;

export const noCounts: WeekCounts = { lessons: {}, traps: {}, spentMs: 0 };

/** One answer that counts: not a pilot's, not a dropped question's, and given. */
export type CountedAnswer = { lesson: string; outcome: Outcome; evidence: Evidence; spentMs: number };

type Tuple = readonly number[];
const plus = <T extends Tuple>(a: T | undefined, b: T): T =>
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: a tuple mapped entry by entry keeps its length
  b.map((value, index) => value + (a?.[index] ?? 0)) as unknown as T;

function merged<T extends Tuple>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): Record<string, T> {
  const all = { ...a };
  for (const [key, value] of Object.entries(b)) all[key] = plus(a[key], value);
  return all;
}

/** Two counts in one. */
export const addCounts = (a: WeekCounts, b: WeekCounts): WeekCounts => ({
  lessons: merged(a.lessons, b.lessons),
  traps: merged(a.traps, b.traps),
  spentMs: a.spentMs + b.spentMs,
});

/** The counts of some answers. `parentOf`: the trap that a sub-trap belongs to. */
export function countAnswers(
  answers: readonly CountedAnswer[],
  parentOf: (trap: string) => string | undefined,
): WeekCounts {
  return answers.reduce((sum, { lesson, outcome, evidence, spentMs }) => {
    const up = (traps: readonly string[]) => new Set(traps.flatMap((trap) => [trap, parentOf(trap) ?? trap]));
    const [offered, taken, refused] = [up(evidence.offered), up(evidence.taken), up(evidence.refused)];
    const traps = [...offered].map((trap): [string, [number, number, number]] => {
      const fell = taken.has(trap);
      return [trap, [1, Number(fell || refused.has(trap)), Number(fell)]];
    });
    const own: WeekCounts = {
      lessons: { [lesson]: [1, Number(outcome === "right")] },
      traps: Object.fromEntries(traps),
      spentMs,
    };
    return addCounts(sum, own);
  }, noCounts);
}

/** How many answers, and how many of them were right. */
export function answersOf({ lessons }: WeekCounts): { answers: number; right: number } {
  const all = Object.values(lessons);
  return {
    answers: all.reduce((sum, [answered]) => sum + answered, 0),
    right: all.reduce((sum, [, right]) => sum + right, 0),
  };
}
