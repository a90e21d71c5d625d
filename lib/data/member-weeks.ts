import { createHash } from "node:crypto";
import { WORST_WEEKS, type WorstTraps, worstTraps, worstTrapsSchema } from "@/lib/core/cohort/board";
import { weeksUpTo } from "@/lib/core/cohort/wall-time";
import { addCounts, answersOf, type WeekCounts, weekCountsSchema } from "@/lib/core/cohort/week-counts";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { selectMemberSums, selectWeekCounts, selectWeekSums, selectWorst } from "./sql/select-cohort";
import { selectCounting } from "./sql/select-counting";
import { toDate, toEpochMs } from "./time";

/** A membership that counts what its member does in one exam, from a moment on, in weeks of a zone. */
export type CountingMembership = { id: string; timeZone: string; examId: string; joinedAt: EpochMs };

/** The memberships of a learner, that have not ended, in cohorts of a pack. */
export async function listCounting(
  db: Reader,
  { userId, packId }: { userId: string; packId: string },
): Promise<CountingMembership[]> {
  const rows = await selectCounting(db, { userId, packId });
  return rows.map((row) => ({ ...row, joinedAt: toEpochMs(row.joinedAt) }));
}

/** The columns that hold counts: as they are, and what the board sums of them in the database. */
function columnsOf(counts: WeekCounts) {
  const text = JSON.stringify(counts);
  // 32 bits, so that the sum over any cohort is a whole number that a double holds exactly.
  const mark = createHash("sha256").update(text).digest().readUInt32BE();
  return { counts: text, ...answersOf(counts), mark };
}

/** Adds to what a member did in a week. */
export async function addToWeek(
  tx: Tx,
  at: { membershipId: string; week: string },
  counts: WeekCounts,
  lastAt: EpochMs,
): Promise<void> {
  const where = { membershipId_week: at };
  const known = await tx.memberWeek.findUnique({ where, select: { counts: true, lastAt: true } });
  if (known === null) {
    await tx.memberWeek.create({ data: { ...at, ...columnsOf(counts), lastAt: toDate(lastAt) } });
  } else {
    const sum = addCounts(weekCountsSchema.parse(JSON.parse(known.counts)), counts);
    const later = toDate(Math.max(lastAt, toEpochMs(known.lastAt)));
    await tx.memberWeek.update({ where, data: { ...columnsOf(sum), lastAt: later } });
  }
  await noteWorst(tx, at.membershipId, at.week);
}

/** Works out the worst traps of a member in a week that changed, and in those after it that look back on it. */
async function noteWorst(tx: Tx, membershipId: string, from: string): Promise<void> {
  const [first = from] = weeksUpTo(from, WORST_WEEKS);
  const rows = await tx.memberWeek.findMany({
    where: { membershipId, week: { gte: first } },
    select: { week: true, counts: true, worst: true },
  });
  const weeks = new Map(rows.map(({ week, counts }) => [week, weekCountsSchema.parse(JSON.parse(counts))]));
  for (const { week, worst } of rows) {
    const of = weeksUpTo(week, WORST_WEEKS);
    if (!of.includes(from)) continue;
    const text = JSON.stringify(worstTraps({ weeks }, of));
    if (text === worst) continue;
    await tx.memberWeek.update({ where: { membershipId_week: { membershipId, week } }, data: { worst: text } });
  }
}

/** Forgets what a member did, before it is counted anew. */
export async function clearWeeks(tx: Tx, membershipId: string): Promise<void> {
  await tx.memberWeek.deleteMany({ where: { membershipId } });
}

/** The learners of a cohort, whose weeks are counted. */
const inCohort = (cohortId: string) => ({ cohortId, role: "learner", endedAt: null });

/** Memberships with weeks that were counted before their sums were kept. For those who lead the cohort. */
export async function listUnsummed(db: Reader, cohortId: string): Promise<string[]> {
  const rows = await db.memberWeek.findMany({
    where: { mark: 0, membership: inCohort(cohortId) },
    distinct: ["membershipId"],
    select: { membershipId: true },
  });
  return rows.map(({ membershipId }) => membershipId);
}

/** Works out what is kept beside the counts of a member's weeks. */
export async function sumWeeks(tx: Tx, membershipId: string): Promise<void> {
  const rows = await tx.memberWeek.findMany({ where: { membershipId }, select: { week: true, counts: true } });
  for (const { week, counts } of rows) {
    const data = columnsOf(weekCountsSchema.parse(JSON.parse(counts)));
    await tx.memberWeek.update({ where: { membershipId_week: { membershipId, week } }, data });
    await noteWorst(tx, membershipId, week);
  }
}

/** What somebody did in a week. */
export type WeekRow = { membershipId: string; counts: WeekCounts };

// Written by `addToWeek` alone: a thousand learners' weeks are not checked one by one each time a board opens.
const readCounts = <T extends { counts: string }>({
  counts,
  ...row
}: T): Omit<T, "counts"> & { counts: WeekCounts } => ({
  ...row,
  counts: JSON.parse(counts),
});

/** What all learners of a cohort did in a week. For those who lead it: ask `findLedCohort` first. */
export async function listWeek(db: Reader, cohortId: string, week: string): Promise<WeekRow[]> {
  return (await selectWeekCounts(db, cohortId, week)).map(readCounts);
}

/**
 * What some learners of a cohort did in weeks, a row for each week. For those who lead it: ask `findLedCohort` first.
 */
export async function listWeeks(
  db: Reader,
  cohortId: string,
  of: { weeks: readonly string[]; membershipIds: readonly string[] },
): Promise<(WeekRow & { week: string })[]> {
  const { weeks, membershipIds } = of;
  const rows = await db.memberWeek.findMany({
    where: {
      week: { in: [...weeks] },
      membership: inCohort(cohortId),
      membershipId: { in: [...membershipIds] },
    },
    select: { membershipId: true, week: true, counts: true },
  });
  return rows.map(readCounts);
}

/** A member's weeks in sum; `week`: the last one with an answer. */
export type SummedWeeks = { week: string; answers: number; right: number; lastAt: EpochMs };

/** What each learner of a cohort did in weeks, in sum, by membership; who did nothing is left out. */
export async function sumByMember(
  db: Reader,
  cohortId: string,
  weeks: readonly string[],
): Promise<Map<string, SummedWeeks>> {
  const rows = await selectMemberSums(db, cohortId, weeks);
  return new Map(
    rows.map(({ membershipId, lastAt, ...sums }) => [membershipId, { ...sums, lastAt: toEpochMs(lastAt) }]),
  );
}

/** The worst traps that are known of learners in weeks; where a week has none, it is left out. */
export async function listWorst(
  db: Reader,
  cohortId: string,
  weeks: readonly string[],
): Promise<{ membershipId: string; week: string; worst: WorstTraps }[]> {
  const rows = await selectWorst(db, cohortId, weeks);
  return rows.map(({ worst, ...row }) => ({ ...row, worst: worstTrapsSchema.parse(JSON.parse(worst)) }));
}

/** What all learners of a cohort did in a week, in sum. `mark`: moves whenever the counts of one of them do. */
export type SummedWeek = { answers: number; right: number; people: number; mark: string };

/** The weeks of a cohort in sum; those without any answer are left out. */
export async function sumByWeek(
  db: Reader,
  cohortId: string,
  weeks: readonly string[],
): Promise<Map<string, SummedWeek>> {
  const rows = await selectWeekSums(db, cohortId, weeks);
  return new Map(
    rows.map(({ week, answers, right, people, mark }) => [
      week,
      { answers, right, people, mark: `${people}/${answers}/${right}/${mark}` },
    ]),
  );
}
