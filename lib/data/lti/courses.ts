import type { Viewer } from "@/lib/core/access/viewer";
import type { Launch } from "@/lib/core/lti/launch";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";

/** A course at a platform, and its cohort here. */
export type Course = { id: string; platformId: string; title: string; cohortId: string | null };

/** The course of a launch, made at the first one; keeps where the platform lists its members. */
export async function keepCourse(
  tx: Tx,
  platformId: string,
  { deploymentId, membershipsUrl }: Pick<Launch, "deploymentId" | "membershipsUrl">,
  course: { id: string; title: string },
): Promise<Course> {
  const key = { platformId, deploymentId, contextId: course.id };
  const said = { title: course.title, membershipsUrl };
  return tx.ltiContext.upsert({
    where: { platformId_deploymentId_contextId: key },
    create: { id: newId(), ...key, ...said },
    update: said,
    select: { id: true, platformId: true, title: true, cohortId: true },
  });
}

/** Gives a course its cohort, unless it has one. Returns whether it had none. */
export async function setCourseCohort(tx: Tx, courseId: string, cohortId: string): Promise<boolean> {
  const { count } = await tx.ltiContext.updateMany({ where: { id: courseId, cohortId: null }, data: { cohortId } });
  return count === 1;
}

/** A link of a course, made at its first launch. What it opens stays as it was chosen; `wish` is for a new one. */
export async function keepLink(
  tx: Tx,
  contextId: string,
  link: { id: string; title: string; examId: string | null; blueprintId: string | null },
  scores: Pick<Launch, "lineItemUrl" | "lineItemsUrl">,
): Promise<string> {
  const { id: linkId, title, ...opens } = link;
  const { lineItemUrl, lineItemsUrl } = scores;
  const row = await tx.ltiResourceLink.upsert({
    where: { contextId_linkId: { contextId, linkId } },
    create: { id: newId(), contextId, linkId, title, ...opens, lineItemUrl, lineItemsUrl },
    // A line item that we made ourselves is not in every launch.
    update: { title, lineItemsUrl, ...(lineItemUrl === null ? {} : { lineItemUrl }) },
    select: { id: true },
  });
  return row.id;
}

export type CourseLink = {
  id: string;
  title: string;
  examId: string | null;
  blueprintId: string | null;
  takesScores: boolean;
  course: Course;
};

/** A link of a course from which the viewer has come; null for everybody else, and where there is none. */
export async function findLink(db: Reader, viewer: Viewer, id: string): Promise<CourseLink | null> {
  const row = await db.ltiResourceLink.findFirst({
    where: { id, context: { platform: { disabledAt: null }, enrolments: { some: { userId: viewer.userId } } } },
    select: {
      id: true,
      title: true,
      examId: true,
      blueprintId: true,
      lineItemUrl: true,
      lineItemsUrl: true,
      context: { select: { id: true, platformId: true, title: true, cohortId: true } },
    },
  });
  if (row === null) return null;
  const { context, lineItemUrl, lineItemsUrl, ...link } = row;
  return { ...link, takesScores: lineItemUrl !== null || lineItemsUrl !== null, course: context };
}

/** Chooses what a link opens. */
export async function setLinkExam(
  tx: Tx,
  id: string,
  opens: { examId: string; blueprintId: string } | { examId: null; blueprintId: null },
): Promise<void> {
  await tx.ltiResourceLink.update({ where: { id }, data: opens });
}

/** The courses that a cohort is of. For those who lead it: ask `findLedCohort` first. */
export async function listCourses(db: Reader, cohortId: string) {
  return db.ltiContext.findMany({
    where: { cohortId, platform: { disabledAt: null } },
    orderBy: { id: "asc" },
    select: { id: true, title: true, platformId: true, membershipsUrl: true },
  });
}
