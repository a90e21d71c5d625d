import type { AttemptResult } from "@/lib/core/exam/result";
import type { AttemptItemRow, AttemptRow } from "@/lib/data/attempts";
import { type ScoringRules, scoreItems } from "@/lib/usecases/attempt/settle-attempt";

type ItemScore = Pick<AttemptItemRow, "id"> & {
  outcome: NonNullable<AttemptItemRow["outcome"]>;
  evidence: NonNullable<AttemptItemRow["evidence"]>;
  dropped: boolean;
};

/** What rulings make of an attempt: the items that come out otherwise, and the result if it does. */
export type RescoredAttempt = {
  attempt: AttemptRow;
  items: ItemScore[];
  result: { was: AttemptResult; now: AttemptResult } | null;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Scores what was scored of an attempt again: all of a finished one, what was checked of one that runs or was given up.
 * Writes nothing: a preview and the repair itself come from here.
 */
export function rescoredAttempt(
  attempt: AttemptRow,
  items: readonly AttemptItemRow[],
  rules: ScoringRules,
): RescoredAttempt {
  const { scored, result } = scoreItems(attempt, items, rules);
  const changed = scored.flatMap(({ item, outcome, evidence, dropped }): ItemScore[] => {
    if (item.outcome === null) return [];
    const kept = item.outcome === outcome && item.dropped === dropped && same(item.evidence, evidence);
    return kept ? [] : [{ id: item.id, outcome, evidence, dropped }];
  });
  const was = attempt.result;
  return { attempt, items: changed, result: was === null || same(was, result) ? null : { was, now: result } };
}
