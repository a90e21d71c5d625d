import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { timeSchema, wholeSchema } from "./stored-values";

// What a board asks of all the learners of a cohort at once: a row for each of thousands, which Prisma takes several times
// as long to hand out as the database to find. For those who lead the cohort.

const membersSchema = z.array(
  z.object({
    id: z.string(),
    userId: z.string(),
    role: z.string(),
    joinedAt: timeSchema,
    name: z.string(),
    email: z.string().nullable(),
  }),
);

/** Who is in a cohort, or one of them, by name. */
export async function selectMembers(db: Reader, cohortId: string, userId?: string) {
  const one = userId === undefined ? Prisma.empty : Prisma.sql`AND m."userId" = ${userId}`;
  const rows = await db.$queryRaw`
    SELECT m."id", m."userId", m."role", m."joinedAt", u."name", u."email"
    FROM "Membership" m INNER JOIN "User" u ON u."id" = m."userId"
    WHERE m."cohortId" = ${cohortId} AND m."endedAt" IS NULL ${one} ORDER BY u."name", m."id"`;
  return membersSchema.parse(rows);
}

/** Whether a membership is that of somebody who learns in a cohort. */
const learnsIn = (cohortId: string) =>
  Prisma.sql`m."cohortId" = ${cohortId} AND m."role" = 'learner' AND m."endedAt" IS NULL`;

/** The weeks of those who learn in a cohort. */
const learnersWeeks = (cohortId: string, weeks: readonly string[]) => Prisma.sql`
  "MemberWeek" w INNER JOIN "Membership" m ON m."id" = w."membershipId"
  WHERE ${learnsIn(cohortId)} AND w."week" IN (${Prisma.join([...weeks])})`;

const memberSumsSchema = z.array(
  z.object({
    membershipId: z.string(),
    week: z.string(),
    answers: wholeSchema,
    right: wholeSchema,
    lastAt: timeSchema,
  }),
);

/** What each learner did in weeks, in sum; `week`: the last of them with anything. */
export async function selectMemberSums(db: Reader, cohortId: string, weeks: readonly string[]) {
  if (weeks.length === 0) return [];
  const rows = await db.$queryRaw`
    SELECT w."membershipId", MAX(w."week") AS "week", SUM(w."answers") AS "answers", SUM(w."right") AS "right",
      MAX(w."lastAt") AS "lastAt"
    FROM ${learnersWeeks(cohortId, weeks)} GROUP BY w."membershipId"`;
  return memberSumsSchema.parse(rows);
}

const weekSumsSchema = z.array(
  z.object({ week: z.string(), answers: wholeSchema, right: wholeSchema, mark: z.number(), people: wholeSchema }),
);

/** What all learners did in each of some weeks, in sum; those without any answer are left out. */
export async function selectWeekSums(db: Reader, cohortId: string, weeks: readonly string[]) {
  if (weeks.length === 0) return [];
  const rows = await db.$queryRaw`
    SELECT w."week", SUM(w."answers") AS "answers", SUM(w."right") AS "right", SUM(w."mark") AS "mark",
      COUNT(*) AS "people"
    FROM ${learnersWeeks(cohortId, weeks)} AND w."answers" > 0 GROUP BY w."week"`;
  return weekSumsSchema.parse(rows);
}

const countsSchema = z.array(z.object({ membershipId: z.string(), counts: z.string() }));

/** What each learner did in a week; `counts` is JSON. */
export async function selectWeekCounts(db: Reader, cohortId: string, week: string) {
  const rows = await db.$queryRaw`
    SELECT w."membershipId", w."counts" FROM ${learnersWeeks(cohortId, [week])}`;
  return countsSchema.parse(rows);
}

const worstSchema = z.array(z.object({ membershipId: z.string(), week: z.string(), worst: z.string() }));

/** The worst traps that are known of learners in weeks, as JSON; where a week has none, it is left out. */
export async function selectWorst(db: Reader, cohortId: string, weeks: readonly string[]) {
  if (weeks.length === 0) return [];
  const rows = await db.$queryRaw`
    SELECT w."membershipId", w."week", w."worst" FROM ${learnersWeeks(cohortId, weeks)} AND w."worst" <> '[]'`;
  return worstSchema.parse(rows);
}

const doneSchema = z.array(z.object({ userId: z.string(), done: wholeSchema }));

/** How many of some assignments each learner has done; who has done none is left out. */
export async function selectDone(db: Reader, cohortId: string, assignmentIds: readonly string[]) {
  if (assignmentIds.length === 0) return [];
  const rows = await db.$queryRaw`
    SELECT a."userId", COUNT(*) AS "done"
    FROM "AssignmentWork" a INNER JOIN "Membership" m ON m."userId" = a."userId"
    WHERE ${learnsIn(cohortId)} AND a."assignmentId" IN (${Prisma.join([...assignmentIds])}) AND a."doneAt" IS NOT NULL
    GROUP BY a."userId"`;
  return doneSchema.parse(rows);
}
