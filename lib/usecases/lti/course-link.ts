import type { Context } from "@/lib/core/access/viewer";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import type { CourseRole } from "@/lib/core/lti/launch";
import type { Exam } from "@/lib/core/pack/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { type CohortRow, findLedCohort, findOwnStanding, joinCohort, unscopedFindCohort } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { type CourseLink, findLink, setLinkExam } from "@/lib/data/lti/courses";
import { findEnrolment, findLtiUserOf } from "@/lib/data/lti/people";
import { createScore } from "@/lib/data/lti/scores";
import { type StartRefusal, startExam } from "@/lib/usecases/attempt/start-exam";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";

/** How the viewer stands to the cohort of a course. `removed`: a lead took them out. */
export type CourseMembership = "lead" | "learner" | "may-join" | "removed" | "none";

export type CoursePage = {
  link: CourseLink;
  role: CourseRole;
  membership: CourseMembership;
  cohort: { id: string; name: string; leads: string[] } | null;
  /** What the link opens; null where nobody has chosen yet. */
  opens: { exam: Exam; blueprint: Blueprint } | null;
  /** For leads: what it may open. */
  choices: { exam: Exam; blueprints: Blueprint[] } | null;
};

type Cohort = Pick<CohortRow, "id" | "archivedAt"> | null;

async function membershipOf(
  db: Reader,
  { viewer }: Context,
  { cohort, role }: { cohort: Cohort; role: CourseRole },
): Promise<CourseMembership> {
  if (cohort === null) return "none";
  const standing = await findOwnStanding(db, viewer.userId, cohort.id);
  if (standing?.isIn) return standing.role;
  if (standing?.endedBy === "lead") return "removed";
  return role === "learner" && cohort.archivedAt === null ? "may-join" : "none";
}

/** A link of a course for who has come from that course; null for everybody else. */
export async function getCoursePage(context: Context, linkId: string): Promise<CoursePage | null> {
  const { reader } = await database();
  const link = await findLink(reader, context.viewer, linkId);
  const role = link === null ? null : await findEnrolment(reader, context.viewer, link.course.id);
  if (link === null || role === null) return null;
  const cohort = link.course.cohortId === null ? null : await unscopedFindCohort(reader, link.course.cohortId);
  const membership = await membershipOf(reader, context, { cohort, role });
  const found = link.examId === null ? null : await findExamWithPack(reader, link.examId);
  const blueprint = found?.exam.blueprints.find(({ id }) => id === link.blueprintId);
  const own = membership === "lead" && cohort !== null ? await findExamWithPack(reader, cohort.examId) : null;
  return {
    link,
    role,
    membership,
    cohort: cohort === null ? null : { id: cohort.id, name: cohort.name, leads: cohort.leads },
    opens: found === null || blueprint === undefined ? null : { exam: found.exam, blueprint },
    choices: own === null ? null : { exam: own.exam, blueprints: own.exam.blueprints },
  };
}

/** Chooses which exam of the cohort's a link opens; null: none, just the product. For leads of the cohort. */
export async function chooseLinkExam(
  { viewer, now }: Context,
  { linkId, blueprintId }: { linkId: string; blueprintId: string | null },
): Promise<Result<null, "missing" | "exam">> {
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing" | "exam">> => {
    const link = await findLink(tx, viewer, linkId);
    const cohortId = link?.course.cohortId ?? null;
    const cohort = cohortId === null ? null : await findLedCohort(tx, viewer, cohortId);
    if (cohort === null) return fail("missing");
    const found = await findExamWithPack(tx, cohort.examId);
    if (blueprintId !== null && !found?.exam.blueprints.some(({ id }) => id === blueprintId)) return fail("exam");
    const opens = blueprintId === null ? { examId: null, blueprintId } : { examId: cohort.examId, blueprintId };
    await setLinkExam(tx, linkId, opens);
    await recordAudit(tx, { actorId: viewer.userId, action: "lti-link-changed", subject: linkId }, now);
    return ok(null);
  });
}

/** Joins the cohort of a course that the viewer came from as a learner, having been told what its leads see. */
export async function joinCourse(
  context: Context,
  { linkId }: { linkId: string },
): Promise<Result<{ cohortId: string }, "missing">> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ cohortId: string }, "missing">> => {
    const link = await findLink(tx, viewer, linkId);
    if (link === null || link.course.cohortId === null) return fail("missing");
    const role = await findEnrolment(tx, viewer, link.course.id);
    const cohort = await unscopedFindCohort(tx, link.course.cohortId);
    if (role === null || cohort === null) return fail("missing");
    const { id: cohortId } = cohort;
    const membership = await membershipOf(tx, context, { cohort, role });
    if (membership === "learner" || membership === "lead") return ok({ cohortId });
    if (membership !== "may-join") return fail("missing");
    await joinCohort(tx, { cohortId, userId: viewer.userId, role: "learner" }, now);
    const detail = { role: "learner", by: "lti" };
    await recordAudit(tx, { actorId: viewer.userId, action: "cohort-joined", subject: cohortId, detail }, now);
    return ok({ cohortId });
  });
}

/** Starts the exam that a link opens. Where the course takes scores, that of this attempt goes there at its end. */
export async function startLinkedExam(
  context: Context,
  { linkId, extraTime }: { linkId: string; extraTime: ExtraTime },
): Promise<Result<{ attemptId: string }, StartRefusal | { kind: "missing" }>> {
  const { viewer, now } = context;
  const { reader } = await database();
  const link = await findLink(reader, viewer, linkId);
  if (link === null || link.examId === null || link.blueprintId === null) return fail({ kind: "missing" });
  const person = await findLtiUserOf(reader, viewer, link.course.platformId);
  const { examId, blueprintId } = link;
  return startExam(context, { examId, blueprintId, extraTime }, async (tx, attemptId) => {
    if (link.takesScores && person !== null) await createScore(tx, { attemptId, linkId, ltiUserId: person }, now);
  });
}
