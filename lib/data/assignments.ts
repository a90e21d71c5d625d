import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import {
  type Allowance,
  type AssignmentRules,
  assignedWorkSchema,
  latenessSchema,
  reviewOpeningSchema,
} from "@/lib/core/cohort/assignment";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import type { Prisma } from "./generated/sqlite/client";
import { newId } from "./new-id";
import { selectDone } from "./sql/select-cohort";
import { toDate, toDateOrNull, toEpochMs, toEpochMsOrNull } from "./time";

export type AssignmentRow = AssignmentRules & {
  id: string;
  cohortId: string;
  title: string;
  updatedAt: EpochMs;
  revision: number;
  withdrawnAt: EpochMs | null;
};

const COLUMNS = {
  id: true,
  cohortId: true,
  title: true,
  work: true,
  opensAt: true,
  dueAt: true,
  closesAt: true,
  attempts: true,
  review: true,
  lateness: true,
  updatedAt: true,
  revision: true,
  withdrawnAt: true,
} as const;

type Stored = {
  id: string;
  cohortId: string;
  title: string;
  work: string;
  opensAt: Date;
  dueAt: Date;
  closesAt: Date | null;
  attempts: number | null;
  review: string;
  lateness: string;
  updatedAt: Date;
  revision: number;
  withdrawnAt: Date | null;
};

const rowOf = (row: Stored): AssignmentRow => ({
  ...row,
  work: assignedWorkSchema.parse(JSON.parse(row.work)),
  opensAt: toEpochMs(row.opensAt),
  dueAt: toEpochMs(row.dueAt),
  closesAt: toEpochMsOrNull(row.closesAt),
  review: reviewOpeningSchema.parse(row.review),
  lateness: latenessSchema.parse(row.lateness),
  updatedAt: toEpochMs(row.updatedAt),
  withdrawnAt: toEpochMsOrNull(row.withdrawnAt),
});

/** The assignments of a cohort, the next due first. For those who lead it: ask `findLedCohort` first. */
export async function listAssignments(db: Reader, cohortId: string): Promise<AssignmentRow[]> {
  const rows = await db.assignment.findMany({
    where: { cohortId, withdrawnAt: null },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: COLUMNS,
  });
  return rows.map(rowOf);
}

/** One assignment of a cohort. For those who lead it. */
export async function findAssignment(db: Reader, cohortId: string, id: string): Promise<AssignmentRow | null> {
  const row = await db.assignment.findFirst({ where: { id, cohortId, withdrawnAt: null }, select: COLUMNS });
  return row === null ? null : rowOf(row);
}

/** An assignment with the cohort that it is of, as one of its learners sees it. */
export type OwnAssignment = {
  assignment: AssignmentRow;
  cohort: { id: string; name: string; timeZone: string; packId: string; examId: string };
};

/** The filter of what is to be done by somebody: of running cohorts that they are a learner of, and not taken back. */
const assignedTo = (viewer: Pick<Viewer, "userId">) => ({
  withdrawnAt: null,
  cohort: {
    archivedAt: null,
    memberships: { some: { userId: viewer.userId, role: "learner", endedAt: null } },
  },
});
const WITH_COHORT = {
  ...COLUMNS,
  cohort: { select: { id: true, name: true, timeZone: true, packId: true, examId: true } },
} as const;

/** What the viewer is to do, the next due first. */
export async function listOwnAssignments(db: Reader, viewer: Pick<Viewer, "userId">): Promise<OwnAssignment[]> {
  const rows = await db.assignment.findMany({
    where: assignedTo(viewer),
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: WITH_COHORT,
  });
  return rows.map(({ cohort, ...row }) => ({ assignment: rowOf(row), cohort }));
}

/** One thing that the viewer is to do; null where it is somebody else's, or nothing any more. */
export async function findOwnAssignment(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  id: string,
): Promise<OwnAssignment | null> {
  const found = await db.assignment.findFirst({ where: { id, ...assignedTo(viewer) }, select: WITH_COHORT });
  if (found === null) return null;
  const { cohort, ...row } = found;
  return { assignment: rowOf(row), cohort };
}

/** Open assignments of anybody that are due between two times, for all or for somebody who is allowed more time. */
export async function unscopedDueBetween(db: Reader, from: EpochMs, to: EpochMs): Promise<OwnAssignment[]> {
  const due = { gt: toDate(from), lte: toDate(to) };
  const later = await db.accommodation.findMany({
    where: { dueAt: due },
    distinct: ["scope"],
    select: { scope: true },
  });
  const rows = await db.assignment.findMany({
    where: {
      withdrawnAt: null,
      opensAt: { lte: toDate(from) },
      cohort: { archivedAt: null },
      OR: [{ dueAt: due }, { id: { in: later.map(({ scope }) => scope) } }],
    },
    orderBy: { id: "asc" },
    select: WITH_COHORT,
  });
  return rows.map(({ cohort, ...row }) => ({ assignment: rowOf(row), cohort }));
}

export type AssignmentText = AssignmentRules & { title: string };

const columnsOf = ({ work, opensAt, dueAt, closesAt, ...rest }: AssignmentText) => ({
  ...rest,
  work: JSON.stringify(work),
  opensAt: toDate(opensAt),
  dueAt: toDate(dueAt),
  closesAt: toDateOrNull(closesAt),
});

/** Returns the new assignment's id. */
export async function createAssignment(
  tx: Tx,
  at: { cohortId: string; by: string },
  text: AssignmentText,
  now: EpochMs,
): Promise<string> {
  const id = newId();
  const when = { createdAt: toDate(now), updatedAt: toDate(now) };
  await tx.assignment.create({
    data: { id, cohortId: at.cohortId, createdBy: at.by, ...columnsOf(text), ...when },
  });
  return id;
}

/** Changes an assignment where it still stands at `revision`; false where it does not. */
export async function updateAssignment(
  tx: Tx,
  at: { cohortId: string; id: string; revision: number },
  text: AssignmentText,
  now: EpochMs,
): Promise<boolean> {
  const { count } = await tx.assignment.updateMany({
    where: { ...at, withdrawnAt: null },
    data: { ...columnsOf(text), updatedAt: toDate(now), revision: { increment: 1 } },
  });
  return count === 1;
}

/** Takes an assignment back. Returns whether there was one. */
export async function withdrawAssignment(tx: Tx, at: { cohortId: string; id: string }, now: EpochMs): Promise<boolean> {
  const { count } = await tx.assignment.updateMany({
    where: { ...at, withdrawnAt: null },
    data: { withdrawnAt: toDate(now), updatedAt: toDate(now), revision: { increment: 1 } },
  });
  return count === 1;
}

/** How far somebody has come with an assignment. */
export type WorkRow = { assignmentId: string; userId: string; begun: number; doneAt: EpochMs | null };

const workSelect = { assignmentId: true, userId: true, begun: true, doneAt: true } as const;
const workOf = (row: Omit<WorkRow, "doneAt"> & { doneAt: Date | null }): WorkRow => ({
  ...row,
  doneAt: toEpochMsOrNull(row.doneAt),
});

/** How far everybody has come with some assignments, or some people. */
export async function listWork(
  db: Reader,
  assignmentIds: readonly string[],
  userIds?: readonly string[],
): Promise<WorkRow[]> {
  const rows = await db.assignmentWork.findMany({
    where: {
      assignmentId: { in: [...assignmentIds] },
      ...(userIds === undefined ? {} : { userId: { in: [...userIds] } }),
    },
    select: workSelect,
  });
  return rows.map(workOf);
}

/** The work of those who are learners of a cohort now. */
const ofLearners = (cohortId: string) => ({
  memberships: { some: { cohortId, role: "learner", endedAt: null } },
});

/** How many have done an assignment in time and late, and how many others have begun with it. */
export type WorkCounts = { done: number; late: number; begun: number };

/** How many learners of a cohort have come how far with each of its assignments, without some people. */
export async function countWork(
  db: Reader,
  of: { cohortId: string; assignments: readonly AssignmentRow[]; except: readonly string[] },
): Promise<Map<string, WorkCounts>> {
  const count = async (where: Prisma.AssignmentWorkWhereInput): Promise<Map<string, number>> => {
    const rows = await db.assignmentWork.groupBy({
      by: ["assignmentId"],
      where: { AND: [where, { userId: { notIn: [...of.except] }, user: ofLearners(of.cohortId) }] },
      _count: { _all: true },
    });
    return new Map(rows.map(({ assignmentId, _count }) => [assignmentId, _count._all]));
  };
  const ids = of.assignments.map(({ id }) => id);
  const inTime = of.assignments.map(({ id, dueAt }) => ({ assignmentId: id, doneAt: { lte: toDate(dueAt) } }));
  const all = await count({ assignmentId: { in: ids }, doneAt: { not: null } });
  const done = await count({ OR: inTime });
  const begun = await count({ assignmentId: { in: ids }, doneAt: null, begun: { gt: 0 } });
  return new Map(
    ids.map((id) => {
      const inTimeToo = done.get(id) ?? 0;
      return [id, { done: inTimeToo, late: (all.get(id) ?? 0) - inTimeToo, begun: begun.get(id) ?? 0 }];
    }),
  );
}

/** How many of some assignments each learner of a cohort has done, by person; who has done none is left out. */
export async function countDone(
  db: Reader,
  cohortId: string,
  assignmentIds: readonly string[],
): Promise<Map<string, number>> {
  return new Map((await selectDone(db, cohortId, assignmentIds)).map(({ userId, done }) => [userId, done]));
}

/** Counts one more beginning. */
export async function countBegun(tx: Tx, assignmentId: string, userId: string, now: EpochMs): Promise<void> {
  const at = toDate(now);
  await tx.assignmentWork.upsert({
    where: { assignmentId_userId: { assignmentId, userId } },
    create: { assignmentId, userId, begun: 1, updatedAt: at },
    update: { begun: { increment: 1 }, updatedAt: at },
  });
}

/** Notes that somebody has done an assignment; the first time stands. */
export async function markDone(tx: Tx, assignmentId: string, userId: string, at: EpochMs): Promise<void> {
  const row = { doneAt: toDate(at), updatedAt: toDate(at) };
  // An assignment whose cohort was deleted is nobody's any more.
  if ((await tx.assignment.count({ where: { id: assignmentId } })) === 0) return;
  const key = { assignmentId, userId };
  const known = await tx.assignmentWork.findUnique({ where: { assignmentId_userId: key } });
  if (known === null) await tx.assignmentWork.create({ data: { ...key, ...row } });
  else if (known.doneAt === null) await tx.assignmentWork.update({ where: { assignmentId_userId: key }, data: row });
}

const EVERYWHERE = "all";

export type AllowanceRow = Allowance & {
  userId: string /** null: all assignments of the cohort. */;
  assignmentId: string | null;
};

const storedAllowance = z.object({ extraTime: extraTimeSchema });

/** What is allowed in a cohort beyond its rules; of one person, where it is asked for. */
export async function listAllowances(db: Reader, cohortId: string, userId?: string): Promise<AllowanceRow[]> {
  const rows = await db.accommodation.findMany({
    where: { cohortId, ...(userId === undefined ? {} : { userId }) },
    orderBy: [{ scope: "asc" }, { userId: "asc" }],
    select: { scope: true, userId: true, extraTime: true, dueAt: true, closesAt: true, attempts: true },
  });
  return rows.map(({ scope, dueAt, closesAt, ...row }) => ({
    ...row,
    ...storedAllowance.parse(row),
    assignmentId: scope === EVERYWHERE ? null : scope,
    dueAt: toEpochMsOrNull(dueAt),
    closesAt: toEpochMsOrNull(closesAt),
  }));
}

/** Sets what one learner is allowed; what allows nothing is taken away. */
export async function setAllowance(
  tx: Tx,
  at: { cohortId: string; by: string },
  { userId, assignmentId, ...allowance }: AllowanceRow,
  now: EpochMs,
): Promise<void> {
  const key = { cohortId: at.cohortId, scope: assignmentId ?? EVERYWHERE, userId };
  const { extraTime, dueAt, closesAt, attempts } = allowance;
  if (extraTime === "none" && dueAt === null && closesAt === null && attempts === null) {
    await tx.accommodation.deleteMany({ where: key });
    return;
  }
  const row = {
    extraTime,
    attempts,
    dueAt: toDateOrNull(dueAt),
    closesAt: toDateOrNull(closesAt),
    setBy: at.by,
    updatedAt: toDate(now),
  };
  await tx.accommodation.upsert({
    where: { cohortId_scope_userId: key },
    create: { ...key, ...row },
    update: row,
  });
}

/** Exam attempts that were begun for an assignment, with what their clock hangs on; those of one person, where asked. */
export async function listAssignedAttempts(
  db: Reader,
  assignmentId: string,
  userId?: string,
): Promise<{ id: string; userId: string; running: boolean }[]> {
  const rows = await db.attempt.findMany({
    where: { assignmentId, mode: "exam", ...(userId === undefined ? {} : { userId }) },
    orderBy: { id: "asc" },
    select: { id: true, userId: true, state: true },
  });
  return rows.map(({ state, ...row }) => ({ ...row, running: state === "running" }));
}

/** Sets the clock of a running attempt, which the caller has locked. */
export async function setClock(
  tx: Tx,
  attemptId: string,
  clock: { deadline: EpochMs | null; limitMs: number | null; extraTime: string },
): Promise<void> {
  const { deadline, ...rest } = clock;
  await tx.attempt.update({ where: { id: attemptId }, data: { deadlineAt: toDateOrNull(deadline), ...rest } });
}

/** Sets when result and review of some attempts open. */
export async function setReviewAt(tx: Tx, attemptIds: readonly string[], at: EpochMs | null): Promise<void> {
  await tx.attempt.updateMany({ where: { id: { in: [...attemptIds] } }, data: { reviewAt: toDateOrNull(at) } });
}

/** Lets an attempt that is somebody's already count for an assignment, where it counts for none. */
export async function adoptAttempt(tx: Tx, attemptId: string, assignmentId: string): Promise<void> {
  await tx.attempt.updateMany({ where: { id: attemptId, assignmentId: null }, data: { assignmentId } });
}

/** Whose calendar is read under a secret address. */
export async function findFeedOwner(db: Reader, tokenHash: string): Promise<{ userId: string } | null> {
  return db.calendarFeed.findFirst({
    where: { tokenHash, user: { disabledAt: null } },
    select: { userId: true },
  });
}

/** When the viewer's calendar address was made; null where there is none. */
export async function findFeed(db: Reader, viewer: Viewer): Promise<EpochMs | null> {
  const row = await db.calendarFeed.findUnique({ where: { userId: viewer.userId }, select: { createdAt: true } });
  return row === null ? null : toEpochMs(row.createdAt);
}

/** Gives the viewer a calendar address, in place of the one before; null takes it away. */
export async function setFeed(tx: Tx, viewer: Viewer, tokenHash: string | null, now: EpochMs): Promise<void> {
  await tx.calendarFeed.deleteMany({ where: { userId: viewer.userId } });
  if (tokenHash === null) return;
  await tx.calendarFeed.create({ data: { userId: viewer.userId, tokenHash, createdAt: toDate(now) } });
}
