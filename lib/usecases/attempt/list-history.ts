import type { Context } from "@/lib/core/access/viewer";
import { findExam } from "@/lib/core/pack/pack-view";
import { type AttemptRow, listAttempts } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listPackViews } from "@/lib/usecases/learn/current-exam";
import { isOverdue, touchAttempt } from "./settle-attempt";

export type HistoryEntry = { attempt: AttemptRow; examCode: string };

const PAGE = 20;

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
  return {
    entries: shown.map((attempt) => ({
      attempt,
      examCode:
        packs.map((pack) => findExam(pack, attempt.examId)).find((exam) => exam !== undefined)?.code ?? attempt.examId,
    })),
    more: rows.length > take,
  };
}
