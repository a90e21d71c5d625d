import type { Context } from "@/lib/core/access/viewer";
import {
  type AssignedWork,
  type Lateness,
  type OwnRules,
  type ReviewOpening,
  type Standing,
  standingOf,
} from "@/lib/core/cohort/assignment";
import { momentOf } from "@/lib/core/cohort/wall-time";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import {
  type AllowanceRow,
  type AssignmentRow,
  type AssignmentText,
  createAssignment,
  findAssignment,
  listAllowances,
  listAssignments,
  listWork,
  updateAssignment,
  withdrawAssignment,
} from "@/lib/data/assignments";
import { recordAudit } from "@/lib/data/audit";
import { type CohortRow, findLedCohort, listMembers, type Member } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { type CurrentExam, findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { type AssignmentCounts, countStandings } from "./count-standings";
import { rulesFor } from "./enter";
import { followClocks } from "./follow-clocks";

/** An assignment as a lead writes it: times are wall times of the cohort's zone, `YYYY-MM-DDTHH:mm`; empty: never. */
export type AssignmentForm = {
  title: string;
  work: AssignedWork;
  opens: string;
  due: string;
  closes: string;
  attempts: number | null;
  review: ReviewOpening;
  lateness: Lateness;
};

/** `moved-on`: somebody else has changed it; a field's name: what is wrong is there. */
export type AssignmentFault = "missing" | "archived" | "moved-on" | "work" | "opens" | "due" | "closes";

/** The form as rules, all times being moments; or the field that is wrong. */
function read(form: AssignmentForm, cohort: CohortRow, found: CurrentExam): Result<AssignmentText, AssignmentFault> {
  const { work, opens, due, closes, ...rest } = form;
  const known =
    work.kind === "exam"
      ? found.exam.blueprints.some(({ id }) => id === work.blueprint)
      : work.kind === "drill"
        ? found.pack.traps.has(work.trap)
        : work.kind === "diagnose" || listPackLessons(found.pack).some(({ id }) => id === work.lesson);
  if (!known) return fail("work");
  const opensAt = momentOf(opens, cohort.timeZone, "earlier");
  if (opensAt === null) return fail("opens");
  const dueAt = momentOf(due, cohort.timeZone, "later");
  if (dueAt === null || dueAt <= opensAt) return fail("due");
  const closesAt = closes === "" ? null : momentOf(closes, cohort.timeZone, "later");
  if (closes !== "" && (closesAt === null || closesAt < dueAt)) return fail("closes");
  return ok({ ...rest, work, opensAt, dueAt, closesAt });
}

/** Gives the learners of a cohort something to do. */
export async function addAssignment(
  { viewer, now }: Context,
  input: { cohortId: string; form: AssignmentForm },
): Promise<Result<{ assignmentId: string }, AssignmentFault>> {
  const db = await database();
  return db.transaction(async (tx) => {
    const cohort = await findLedCohort(tx, viewer, input.cohortId);
    if (cohort === null) return fail("missing" as const);
    if (cohort.archivedAt !== null) return fail("archived" as const);
    const found = await findExamWithPack(tx, cohort.examId);
    if (found === null) return fail("work" as const);
    const text = read(input.form, cohort, found);
    if (!text.ok) return text;
    const assignmentId = await createAssignment(tx, { cohortId: cohort.id, by: viewer.userId }, text.value, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "assignment-made", subject: assignmentId }, now);
    return ok({ assignmentId });
  });
}

/** Changes an assignment; clocks that run and reviews that wait follow at once. */
export async function changeAssignment(
  { viewer, now }: Context,
  input: { cohortId: string; assignmentId: string; revision: number; form: AssignmentForm },
): Promise<Result<null, AssignmentFault>> {
  const db = await database();
  return db.transaction(async (tx) => {
    const cohort = await findLedCohort(tx, viewer, input.cohortId);
    const before = cohort === null ? null : await findAssignment(tx, cohort.id, input.assignmentId);
    if (cohort === null || before === null) return fail("missing" as const);
    const found = await findExamWithPack(tx, cohort.examId);
    if (found === null) return fail("work" as const);
    // What is to be done stays: people may have begun with it.
    const text = read({ ...input.form, work: before.work }, cohort, found);
    if (!text.ok) return text;
    const at = { cohortId: cohort.id, id: before.id, revision: input.revision };
    if (!(await updateAssignment(tx, at, text.value, now))) return fail("moved-on" as const);
    await followClocks(tx, cohort.id, [before.id], now);
    await recordAudit(tx, { actorId: viewer.userId, action: "assignment-changed", subject: before.id }, now);
    return ok(null);
  });
}

/** Takes an assignment back: nobody is to do it any more. What was done stays its learner's. */
export async function takeBackAssignment(
  { viewer, now }: Context,
  input: { cohortId: string; assignmentId: string },
): Promise<Result<null, "missing">> {
  const db = await database();
  return db.transaction(async (tx) => {
    const cohort = await findLedCohort(tx, viewer, input.cohortId);
    if (cohort === null) return fail("missing" as const);
    const at = { cohortId: cohort.id, id: input.assignmentId };
    if (!(await withdrawAssignment(tx, at, now))) return fail("missing" as const);
    await recordAudit(tx, { actorId: viewer.userId, action: "assignment-withdrawn", subject: at.id }, now);
    return ok(null);
  });
}

/** An assignment with how its learners stand. */
export type ListedAssignment = { assignment: AssignmentRow; counts: AssignmentCounts; learners: number };

/** One learner with how they stand to an assignment. */
export type LearnerStanding = {
  member: Member;
  rules: OwnRules;
  begun: number;
  doneAt: EpochMs | null;
  standing: Standing;
};

/** How each of some learners of a cohort stands to one of its assignments. */
async function standings(
  db: Reader,
  assignment: AssignmentRow,
  { cohortId, learners }: { cohortId: string; learners: readonly Member[] },
  now: EpochMs,
): Promise<LearnerStanding[]> {
  const allowed = new Map<string, AllowanceRow[]>();
  for (const row of await listAllowances(db, cohortId)) {
    allowed.set(row.userId, [...(allowed.get(row.userId) ?? []), row]);
  }
  const work = new Map((await listWork(db, [assignment.id])).map((row) => [row.userId, row]));
  return learners.map((member): LearnerStanding => {
    const { begun, doneAt } = work.get(member.userId) ?? { begun: 0, doneAt: null };
    const rules = rulesFor(assignment, allowed.get(member.userId) ?? [], member.userId);
    return { member, rules, begun, doneAt, standing: standingOf(rules, { begun, doneAt }, now) };
  });
}

const learnersOf = async (db: Reader, cohortId: string): Promise<Member[]> =>
  (await listMembers(db, cohortId)).filter(({ role }) => role === "learner");

/** The assignments of a cohort with how many stand where, the next due first; null for all but its leads. */
export async function listCohortAssignments(
  { viewer, now }: Context,
  cohortId: string,
): Promise<{ cohort: CohortRow; assignments: ListedAssignment[] } | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, cohortId);
  if (cohort === null) return null;
  const rows = await listAssignments(reader, cohortId);
  const learners = await learnersOf(reader, cohortId);
  const counts = await countStandings(reader, rows, { cohortId, learners }, now);
  const assignments = rows.flatMap((assignment) => {
    const own = counts.get(assignment.id);
    return own === undefined ? [] : [{ assignment, counts: own, learners: learners.length }];
  });
  return { cohort, assignments };
}

/** What a lead may assign in a cohort; null for all but its leads. */
export async function newAssignmentSheet(
  { viewer }: Context,
  cohortId: string,
): Promise<{ cohort: CohortRow; found: CurrentExam } | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, cohortId);
  const found = cohort === null ? null : await findExamWithPack(reader, cohort.examId);
  return cohort === null || found === null ? null : { cohort, found };
}

export type AssignmentSheet = {
  cohort: CohortRow;
  found: CurrentExam;
  assignment: AssignmentRow;
  learners: LearnerStanding[];
};

/** An assignment with each learner's standing; null for all but the leads of its cohort. */
export async function getAssignment(
  { viewer, now }: Context,
  at: { cohortId: string; assignmentId: string },
): Promise<AssignmentSheet | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, at.cohortId);
  const assignment = cohort === null ? null : await findAssignment(reader, cohort.id, at.assignmentId);
  const found = cohort === null ? null : await findExamWithPack(reader, cohort.examId);
  if (cohort === null || assignment === null || found === null) return null;
  const learners = await learnersOf(reader, cohort.id);
  return {
    cohort,
    found,
    assignment,
    learners: await standings(reader, assignment, { cohortId: cohort.id, learners }, now),
  };
}
