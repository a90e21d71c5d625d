import { type Standing, standingOf } from "@/lib/core/cohort/assignment";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import {
  type AllowanceRow,
  type AssignmentRow,
  countDone,
  countWork,
  listAllowances,
  listAssignments,
  listWork,
} from "@/lib/data/assignments";
import type { CohortRow, Member } from "@/lib/data/cohorts";
import type { Reader } from "@/lib/data/database";
import { rulesFor } from "./enter";

// Nearly everybody of a cohort has the rules of the assignment itself: how many of those stand where is counted by the
// database. Only who is allowed something of their own is looked at one by one.

export type AssignmentCounts = Record<Standing, number>;

const NONE: AssignmentCounts = { "to-come": 0, open: 0, begun: 0, done: 0, late: 0, overdue: 0, missed: 0 };

/** Those of some learners who have rules of their own, with what they are allowed. */
async function findAllowed(db: Reader, cohortId: string, learners: readonly Member[]) {
  const allowed = new Map<string, AllowanceRow[]>();
  for (const row of await listAllowances(db, cohortId)) {
    allowed.set(row.userId, [...(allowed.get(row.userId) ?? []), row]);
  }
  return learners.flatMap(({ userId }) => {
    const allowances = allowed.get(userId);
    return allowances === undefined ? [] : [{ userId, allowances }];
  });
}

type Allowed = Awaited<ReturnType<typeof findAllowed>>;

/** How each of those with rules of their own stands to each assignment. */
async function ownStandings(db: Reader, assignments: readonly AssignmentRow[], allowed: Allowed, now: EpochMs) {
  if (allowed.length === 0) return [];
  const ids = assignments.map(({ id }) => id);
  const work = await listWork(
    db,
    ids,
    allowed.map(({ userId }) => userId),
  );
  const known = new Map(work.map((row) => [`${row.assignmentId}/${row.userId}`, row]));
  return assignments.flatMap((assignment) =>
    allowed.map(({ userId, allowances }) => {
      const own = known.get(`${assignment.id}/${userId}`) ?? { begun: 0, doneAt: null };
      return { assignment, userId, standing: standingOf(rulesFor(assignment, allowances, userId), own, now) };
    }),
  );
}

/** How who has not done it stands under the rules of the assignment itself. */
const undone = (assignment: AssignmentRow, begun: number, now: EpochMs): Standing =>
  standingOf(rulesFor(assignment, [], ""), { begun, doneAt: null }, now);

/** How many of the learners of a cohort stand where, by assignment. */
export async function countStandings(
  db: Reader,
  assignments: readonly AssignmentRow[],
  { cohortId, learners }: { cohortId: string; learners: readonly Member[] },
  now: EpochMs,
): Promise<Map<string, AssignmentCounts>> {
  if (assignments.length === 0) return new Map();
  const allowed = await findAllowed(db, cohortId, learners);
  const except = allowed.map(({ userId }) => userId);
  const work = await countWork(db, { cohortId, assignments, except });
  const own = await ownStandings(db, assignments, allowed, now);
  return new Map(
    assignments.map((assignment) => {
      const { done, late, begun } = work.get(assignment.id) ?? { done: 0, late: 0, begun: 0 };
      const counts = { ...NONE, done, late };
      counts[undone(assignment, 1, now)] += begun;
      counts[undone(assignment, 0, now)] += learners.length - allowed.length - done - late - begun;
      for (const one of own) if (one.assignment.id === assignment.id) counts[one.standing] += 1;
      return [assignment.id, counts];
    }),
  );
}

export type Behind = { overdue: number; missed: number };

/** How many assignments of each learner of a cohort are overdue or were missed, by person; nobody where there are none. */
export async function countBehind(
  db: Reader,
  cohort: Pick<CohortRow, "id">,
  learners: readonly Member[],
  now: EpochMs,
): Promise<Map<string, Behind>> {
  const assignments = await listAssignments(db, cohort.id);
  if (assignments.length === 0) return new Map();
  const allowed = await findAllowed(db, cohort.id, learners);
  const of = (standing: Standing): string[] =>
    assignments.filter((assignment) => undone(assignment, 0, now) === standing).map(({ id }) => id);
  const [overdue, missed] = [of("overdue"), of("missed")];
  const done = {
    overdue: await countDone(db, cohort.id, overdue),
    missed: await countDone(db, cohort.id, missed),
  };
  const behind = new Map(
    learners.map(({ userId }): [string, Behind] => [
      userId,
      {
        overdue: overdue.length - (done.overdue.get(userId) ?? 0),
        missed: missed.length - (done.missed.get(userId) ?? 0),
      },
    ]),
  );
  for (const { userId } of allowed) behind.set(userId, { overdue: 0, missed: 0 });
  for (const { userId, standing } of await ownStandings(db, assignments, allowed, now)) {
    const own = behind.get(userId);
    if (own !== undefined && (standing === "overdue" || standing === "missed")) own[standing] += 1;
  }
  return behind;
}
