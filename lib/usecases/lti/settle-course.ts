import type { Launch } from "@/lib/core/lti/launch";
import { type EpochMs, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { recordAudit } from "@/lib/data/audit";
import { createCohort, findOwnStanding, joinCohort } from "@/lib/data/cohorts";
import type { Tx } from "@/lib/data/database";
import { createChoice } from "@/lib/data/lti/choices";
import { keepCourse, keepLink, setCourseCohort } from "@/lib/data/lti/courses";
import { recordEnrolment } from "@/lib/data/lti/people";
import { listPackViews } from "@/lib/data/packs";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";

/** The days of a group whose platform does not say where its lead lives; they say so in the settings. */
const ANY_ZONE = "UTC";

/** How long somebody may take to choose what a link opens. */
const CHOICE_MS = HOUR_MS;

/** The exam and blueprint that a link's settings name, if there are such; the first exam otherwise. */
async function examOf(tx: Tx, { examId, blueprintId }: Launch["wish"]) {
  const wished = examId === null ? null : await findExamWithPack(tx, examId);
  const [first] = await listPackViews(tx);
  const exam = wished?.exam ?? first?.info.exams[0];
  const pack = wished?.pack ?? first;
  if (exam === undefined || pack === undefined) throw new Error("no content pack is loaded");
  const blueprint = exam.blueprints.find(({ id }) => id === blueprintId);
  return { packId: pack.id, examId: exam.id, blueprintId: blueprint?.id ?? null };
}

/**
 * Writes down what a launch says of its course: the link, as what the person came, and for the first who teaches the
 * cohort, which they lead. A learner joins nothing by it: they are told first what is seen of them. Returns where to go.
 */
export async function settleCourse(
  tx: Tx,
  { platformId, launch, userId }: { platformId: string; launch: Launch; userId: string },
  now: EpochMs,
): Promise<string> {
  const { course: said, link, role, choice } = launch;
  if (said === null) return "/home";
  const course = await keepCourse(tx, platformId, launch, said);
  await recordEnrolment(tx, { contextId: course.id, userId, role }, now);
  const wished = await examOf(tx, launch.wish);
  let cohortId = course.cohortId;
  if (role === "lead" && cohortId === null) {
    const timeZone = launch.timeZone ?? ANY_ZONE;
    const cohort = { name: course.title, packId: wished.packId, examId: wished.examId, timeZone, by: userId };
    cohortId = await createCohort(tx, cohort, now);
    await setCourseCohort(tx, course.id, cohortId);
    await recordAudit(tx, { actorId: userId, action: "cohort-created", subject: cohortId, detail: { by: "lti" } }, now);
  } else if (role === "lead" && cohortId !== null) {
    const own = await findOwnStanding(tx, userId, cohortId);
    // Who was taken out of the cohort by a lead stays out, whatever the course says.
    if (own?.endedBy !== "lead" && (await joinCohort(tx, { cohortId, userId, role: "lead" }, now))) {
      const detail = { role, by: "lti" };
      await recordAudit(tx, { actorId: userId, action: "cohort-joined", subject: cohortId, detail }, now);
    }
  }
  if (choice !== null && role === "lead") {
    return `/courses/choose/${await createChoice(tx, { userId, contextId: course.id, ...choice }, now + CHOICE_MS)}`;
  }
  if (choice !== null || link === null) return cohortId !== null && role === "lead" ? `/cohorts/${cohortId}` : "/home";
  const opens = wished.blueprintId === null ? { examId: null, blueprintId: null } : wished;
  const { examId, blueprintId } = opens;
  return `/courses/${await keepLink(tx, course.id, { ...link, examId, blueprintId }, launch)}`;
}
