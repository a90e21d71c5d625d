import type { Context } from "@/lib/core/access/viewer";
import { isHeld } from "@/lib/core/attempt/held";
import type { AttemptResult } from "@/lib/core/exam/result";
import { findExam } from "@/lib/core/pack/pack-view";
import { type AttemptRow, listAttempts } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listPackViews } from "@/lib/data/packs";
import { listRevisions } from "@/lib/data/result-revisions";
import { isOverdue, touchAttempt } from "./settle-attempt";

/** `was`: the result as it was at the end, where a repair has changed it since. */
export type HistoryEntry = { attempt: AttemptRow; examCode: string; was: AttemptResult | null };

const PAGE = 20;

/** The first result, unless it is what it was again. */
const originalOf = (attempt: AttemptRow, was: AttemptResult | undefined): AttemptResult | null =>
  was === undefined || JSON.stringify(was) === JSON.stringify(attempt.result) ? null : was;

/** The viewer's attempts, newest first; those whose time is over are finished on the way. */
export async function listHistory(
  { viewer, now }: Context,
  page: { before: number | null; take?: number },
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const { reader } = await database();
  const take = page.take ?? PAGE;
  const rows = await listAttempts(reader, viewer, {
    take: take + 1,
    ...(page.before === null ? {} : { before: page.before }),
  });
  const packs = await listPackViews(reader);
  const shown = await Promise.all(
    rows
      .slice(0, take)
      .map(async (row) => (isOverdue(row, now) ? ((await touchAttempt(viewer, row.id, now)) ?? row) : row)),
  );
  const revisions = await listRevisions(
    reader,
    shown.map(({ id }) => id),
  );
  const originals = new Map(revisions.toReversed().map(({ attemptId, was }) => [attemptId, was]));
  return {
    entries: shown.map((attempt) => ({
      attempt: isHeld(attempt, now) ? { ...attempt, result: null } : attempt,
      was: isHeld(attempt, now) ? null : originalOf(attempt, originals.get(attempt.id)),
      examCode:
        packs.map((pack) => findExam(pack, attempt.examId)).find((exam) => exam !== undefined)?.code ?? attempt.examId,
    })),
    more: rows.length > take,
  };
}
