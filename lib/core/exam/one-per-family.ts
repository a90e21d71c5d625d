import { type Rng, shuffled } from "@/lib/core/shared/rng";

/** What is asked of a question to keep draws of one family apart; `family` is null for what somebody wrote. */
export type FamilyMember = { id: string; family: string | null };

/** How often a learner met a question itself, and how often it or another draw of its family. */
export type Freshness = { seen: number; familySeen: number };

/** Never met first, and of these the draws of a met family last: the numbers are new, the idea is not. */
export const byFreshness = (a: Freshness, b: Freshness): number => a.seen - b.seen || a.familySeen - b.familySeen;

/**
 * The questions with one draw of each family: the one that comes first by `byNeed`, drawn by lot among equals. All else
 * stays, in its order. No sitting holds two draws of a family, since the feedback on one is the way to solve the other.
 */
export function onePerFamily<T extends FamilyMember>(
  questions: readonly T[],
  byNeed: (a: T, b: T) => number,
  rng: Rng,
): T[] {
  const families = new Map<string, T[]>();
  for (const question of questions) {
    if (question.family === null) continue;
    families.set(question.family, [...(families.get(question.family) ?? []), question]);
  }
  const chosen = new Set<T>();
  for (const draws of families.values()) {
    const [first] = shuffled(draws, rng).sort(byNeed);
    if (first !== undefined) chosen.add(first);
  }
  return questions.filter((question) => question.family === null || chosen.has(question));
}

/** How often each question was met, with what is known of its family, from how often each question was. */
export function freshnessOf(
  questions: readonly FamilyMember[],
  met: ReadonlyMap<string, { times: number }>,
): Map<string, Freshness> {
  const times = (id: string): number => met.get(id)?.times ?? 0;
  const families = new Map<string, number>();
  for (const { id, family } of questions) {
    if (family !== null) families.set(family, (families.get(family) ?? 0) + times(id));
  }
  return new Map(
    questions.map(({ id, family }) => [
      id,
      { seen: times(id), familySeen: family === null ? times(id) : (families.get(family) ?? 0) },
    ]),
  );
}
