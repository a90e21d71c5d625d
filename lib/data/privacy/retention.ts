import type { Viewer } from "@/lib/core/access/viewer";
import { letsGoAt } from "@/lib/core/cohort/retention";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate, toEpochMsOrNull } from "@/lib/data/time";

/** The days after which a cohort that the viewer leads lets go of its learners, null for never; undefined for others. */
export async function findRetention(db: Reader, viewer: Viewer, cohortId: string): Promise<number | null | undefined> {
  const row = await db.cohort.findFirst({
    where: { id: cohortId, memberships: { some: { userId: viewer.userId, role: "lead", endedAt: null } } },
    select: { retentionDays: true },
  });
  return row?.retentionDays;
}

export async function setRetention(tx: Tx, cohortId: string, days: number | null): Promise<void> {
  await tx.cohort.update({ where: { id: cohortId }, data: { retentionDays: days } });
}

/** Ends the membership of everybody in a cohort. */
export async function endAllMemberships(tx: Tx, cohortId: string, now: EpochMs): Promise<void> {
  await tx.membership.updateMany({
    where: { cohortId, endedAt: null },
    data: { endedAt: toDate(now), endedBy: "retention" },
  });
}

/** Archived cohorts whose time is over and that still have learners, or a log of who looked at them. */
export async function unscopedListOverdueCohorts(db: Reader, now: EpochMs): Promise<string[]> {
  const rows = await db.cohort.findMany({
    where: {
      ...{ archivedAt: { not: null }, retentionDays: { not: null } },
      OR: [{ memberships: { some: { role: "learner", endedAt: null } } }, { accesses: { some: {} } }],
    },
    orderBy: { id: "asc" },
    select: { id: true, archivedAt: true, retentionDays: true },
  });
  return rows.filter(({ archivedAt, retentionDays }) => isOver(archivedAt, retentionDays, now)).map(({ id }) => id);
}

function isOver(archivedAt: Date | null, days: number | null, now: EpochMs): boolean {
  const over = letsGoAt(toEpochMsOrNull(archivedAt), days);
  return over !== null && over <= now;
}

/**
 * Lets go of the learners of a cohort whose time is over, and of the log of who looked at them, where that is older than
 * the cohort keeps anything. Asked again within the transaction: it may just have been opened again. Returns whether it
 * was over.
 */
export async function letGo(tx: Tx, cohortId: string, now: EpochMs): Promise<boolean> {
  await tx.cohort.updateMany({ where: { id: cohortId }, data: { id: cohortId } });
  const cohort = await tx.cohort.findUnique({
    where: { id: cohortId },
    select: { archivedAt: true, retentionDays: true },
  });
  if (cohort === null || !isOver(cohort.archivedAt, cohort.retentionDays, now)) return false;
  const data = { endedAt: toDate(now), endedBy: "retention" };
  await tx.membership.updateMany({ where: { cohortId, role: "learner", endedAt: null }, data });
  const before = toDate(now - (cohort.retentionDays ?? 0) * DAY_MS);
  await tx.accessLog.deleteMany({ where: { cohortId, at: { lt: before } } });
  return true;
}
