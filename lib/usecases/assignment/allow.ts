import type { Context } from "@/lib/core/access/viewer";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import { momentOf } from "@/lib/core/cohort/wall-time";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { findAssignment, listAllowances, listAssignments, setAllowance } from "@/lib/data/assignments";
import { recordAudit } from "@/lib/data/audit";
import { type CohortRow, findLedCohort, listMembers, lockCohort, type Member } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { followClocks } from "./follow-clocks";

/** What is allowed: null leaves what was allowed as it is, "" takes it back. `due` is a wall time of the cohort's zone. */
export type AllowanceForm = { extraTime: ExtraTime | null; due: string | null; attempts: number | "" | null };

export type AllowFault = "missing" | "nobody" | "due";

/**
 * Allows some learners of a cohort more, in one assignment or (null) in all: extra time, a later due time, more attempts.
 * Clocks of exams that run follow at once. Returns how many learners it was.
 */
export async function allow(
  { viewer, now }: Context,
  input: { cohortId: string; assignmentId: string | null; userIds: readonly string[]; form: AllowanceForm },
): Promise<Result<{ learners: number }, AllowFault>> {
  const { assignmentId, form } = input;
  const db = await database();
  return db.transaction(async (tx) => {
    const cohort = await findLedCohort(tx, viewer, input.cohortId);
    if (cohort === null) return fail("missing" as const);
    await lockCohort(tx, cohort.id);
    const assignment = assignmentId === null ? null : await findAssignment(tx, cohort.id, assignmentId);
    if (assignmentId !== null && assignment === null) return fail("missing" as const);
    const members = await listMembers(tx, cohort.id);
    const learners = members.filter(({ role, userId }) => role === "learner" && input.userIds.includes(userId));
    if (learners.length === 0) return fail("nobody" as const);
    const dueAt = form.due === null || form.due === "" ? null : momentOf(form.due, cohort.timeZone, "later");
    const isBad = form.due !== null && form.due !== "" && (dueAt === null || dueAt <= (assignment?.opensAt ?? 0));
    if (isBad || (form.due !== null && assignment === null)) return fail("due" as const);
    const known = await listAllowances(tx, cohort.id);
    for (const { userId } of learners) {
      const before = known.find((one) => one.userId === userId && one.assignmentId === assignmentId);
      const allowance = {
        userId,
        assignmentId,
        extraTime: form.extraTime ?? before?.extraTime ?? "none",
        dueAt: form.due === null ? (before?.dueAt ?? null) : dueAt,
        closesAt: before?.closesAt ?? null,
        attempts: form.attempts === null ? (before?.attempts ?? null) : form.attempts === "" ? null : form.attempts,
      };
      await setAllowance(tx, { cohortId: cohort.id, by: viewer.userId }, allowance, now);
      const ids = assignmentId === null ? (await listAssignments(tx, cohort.id)).map(({ id }) => id) : [assignmentId];
      await followClocks(tx, cohort.id, ids, now, userId);
      const detail = { cohort: cohort.id, scope: assignmentId ?? "all", extraTime: allowance.extraTime };
      await recordAudit(tx, { actorId: viewer.userId, action: "allowed", subject: userId, detail }, now);
    }
    return ok({ learners: learners.length });
  });
}

/** The learners of a cohort with the extra time that each has in all its assignments; null for all but its leads. */
export async function listExtraTimes(
  { viewer }: Context,
  cohortId: string,
): Promise<{ cohort: CohortRow; learners: { member: Member; extraTime: ExtraTime }[] } | null> {
  const { reader } = await database();
  const cohort = await findLedCohort(reader, viewer, cohortId);
  if (cohort === null) return null;
  const everywhere = (await listAllowances(reader, cohort.id)).filter(({ assignmentId }) => assignmentId === null);
  const extra = new Map(everywhere.map(({ userId, extraTime }) => [userId, extraTime]));
  const members = (await listMembers(reader, cohort.id)).filter(({ role }) => role === "learner");
  return { cohort, learners: members.map((member) => ({ member, extraTime: extra.get(member.userId) ?? "none" })) };
}
