import type { AttemptResult } from "@/lib/core/exam/result";
import { type AttemptItemRow, type AttemptRow, listItems } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { listEvents } from "@/lib/data/responses";
import type { Rulings } from "@/lib/data/rulings";
import { scoreAttempt } from "@/lib/usecases/attempt/settle-attempt";

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
 * By the rulings in force, unless others are given. Writes nothing: a preview and the repair itself come from here.
 */
export async function rescoredAttempt(db: Reader, attempt: AttemptRow, given?: Rulings): Promise<RescoredAttempt> {
  const items = await listItems(db, attempt.id);
  const { scored, result } = await scoreAttempt(db, attempt, items, await listEvents(db, attempt.id), given);
  const changed = scored.flatMap(({ item, outcome, evidence, dropped }): ItemScore[] => {
    if (item.outcome === null) return [];
    const kept = item.outcome === outcome && item.dropped === dropped && same(item.evidence, evidence);
    return kept ? [] : [{ id: item.id, outcome, evidence, dropped }];
  });
  const was = attempt.result;
  return { attempt, items: changed, result: was === null || same(was, result) ? null : { was, now: result } };
}
