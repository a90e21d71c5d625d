import { addCounts, type WeekCounts, weekCountsSchema } from "@/lib/core/cohort/week-counts";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate, toEpochMs } from "./time";

/** A membership that counts what its member does in one exam, from a moment on, in weeks of a zone. */
export type CountingMembership = { id: string; timeZone: string; examId: string; joinedAt: EpochMs };

/** The memberships of a learner, that have not ended, in cohorts of a pack. */
export async function listCounting(
  db: Reader,
  { userId, packId }: { userId: string; packId: string },
): Promise<CountingMembership[]> {
  const rows = await db.membership.findMany({
    where: { userId, role: "learner", endedAt: null, cohort: { packId } },
    orderBy: { id: "asc" },
    select: { id: true, joinedAt: true, cohort: { select: { timeZone: true, examId: true } } },
  });
  return rows.map(({ id, joinedAt, cohort }) => ({ id, joinedAt: toEpochMs(joinedAt), ...cohort }));
}

/** Adds to what a member did in a week. */
export async function addToWeek(
  tx: Tx,
  at: { membershipId: string; week: string },
  counts: WeekCounts,
  lastAt: EpochMs,
): Promise<void> {
  const where = { membershipId_week: at };
  const known = await tx.memberWeek.findUnique({ where });
  if (known === null) {
    await tx.memberWeek.create({ data: { ...at, counts: JSON.stringify(counts), lastAt: toDate(lastAt) } });
    return;
  }
  const sum = addCounts(weekCountsSchema.parse(JSON.parse(known.counts)), counts);
  const later = toDate(Math.max(lastAt, toEpochMs(known.lastAt)));
  await tx.memberWeek.update({ where, data: { counts: JSON.stringify(sum), lastAt: later } });
}

/** Forgets what a member did, before it is counted anew. */
export async function clearWeeks(tx: Tx, membershipId: string): Promise<void> {
  await tx.memberWeek.deleteMany({ where: { membershipId } });
}

export type WeekRow = { userId: string; week: string; counts: WeekCounts; lastAt: EpochMs };

/** What the learners of a cohort did from a week on. For those who lead it: ask `findLedCohort` first. */
export async function listWeeks(db: Reader, cohortId: string, from: string): Promise<WeekRow[]> {
  const rows = await db.memberWeek.findMany({
    where: { week: { gte: from }, membership: { cohortId, role: "learner", endedAt: null } },
    select: { week: true, counts: true, lastAt: true, membership: { select: { userId: true } } },
  });
  return rows.map(({ membership, counts, lastAt, ...row }) => ({
    ...row,
    userId: membership.userId,
    // Written by `addToWeek` alone: a thousand learners' weeks are not checked one by one each time a board opens.
    counts: JSON.parse(counts),
    lastAt: toEpochMs(lastAt),
  }));
}
