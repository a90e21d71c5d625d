import { type AttemptResult, attemptResultSchema } from "@/lib/core/exam/result";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

/** A result before and after a repair, or (`undone`) before and after it was taken back. */
export type ResultRevision = {
  attemptId: string;
  undone: boolean;
  was: AttemptResult;
  now: AttemptResult;
  because: string;
  at: EpochMs;
};

export async function recordRevision(
  tx: Tx,
  revision: { attemptId: string; repairId: string; undone: boolean; was: AttemptResult; now: AttemptResult },
  at: EpochMs,
): Promise<void> {
  const { was, now, ...rest } = revision;
  await tx.resultRevision.create({
    data: { ...rest, id: newId(), was: JSON.stringify(was), now: JSON.stringify(now), at: toDate(at) },
  });
}

/** The revisions of attempts, the oldest first; the caller knows the attempts to be the viewer's. */
export async function listRevisions(db: Reader, attemptIds: readonly string[]): Promise<ResultRevision[]> {
  const rows = await db.resultRevision.findMany({
    where: { attemptId: { in: [...attemptIds] } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { attemptId: true, undone: true, was: true, now: true, at: true, repair: { select: { because: true } } },
  });
  return rows.map(({ attemptId, undone, was, now, at, repair }) => ({
    attemptId,
    undone,
    was: attemptResultSchema.parse(JSON.parse(was)),
    now: attemptResultSchema.parse(JSON.parse(now)),
    because: repair.because,
    at: toEpochMs(at),
  }));
}

/** How many results a repair changed, of anybody. */
export const unscopedCountRevisions = (db: Reader, repairId: string, undone: boolean): Promise<number> =>
  db.resultRevision.count({ where: { repairId, undone } });
