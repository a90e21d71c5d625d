import type { Viewer } from "@/lib/core/access/viewer";
import type { Reader } from "@/lib/data/database";
import { instant, readJson } from "./pages";

// What stands of a person because they are in a cohort, a course or a room, or are written to. Little of each.

type Owner = Pick<Viewer, "userId">;

/** What was assigned to a person and begun, what leads allow them, and since when a calendar reads it. */
export async function* readOwnAssignments(db: Reader, { userId }: Owner) {
  const work = await db.assignmentWork.findMany({
    where: { userId },
    orderBy: { assignmentId: "asc" },
    include: { assignment: { select: { title: true, dueAt: true, cohortId: true } } },
  });
  for (const { assignment, begun, doneAt } of work) {
    const { title, dueAt, cohortId } = assignment;
    yield { kind: "assignment", title, cohortId, dueAt: instant(dueAt), begun, doneAt: instant(doneAt) };
  }
  const allowed = await db.accommodation.findMany({
    where: { userId },
    orderBy: [{ cohortId: "asc" }, { scope: "asc" }],
  });
  for (const { cohortId, scope, extraTime, dueAt, closesAt, attempts } of allowed) {
    yield { kind: "allowed", cohortId, scope, extraTime, attempts, dueAt: instant(dueAt), closesAt: instant(closesAt) };
  }
  const feed = await db.calendarFeed.findUnique({ where: { userId } });
  if (feed !== null) yield { kind: "calendar-address", since: instant(feed.createdAt) };
}

/** What is counted of a person week by week for the boards of their cohorts. */
export async function* readOwnWeeks(db: Reader, { userId }: Owner) {
  const rows = await db.memberWeek.findMany({
    where: { membership: { userId } },
    orderBy: [{ membershipId: "asc" }, { week: "asc" }],
    include: { membership: { select: { cohortId: true } } },
  });
  for (const { week, counts, lastAt, membership } of rows) {
    yield { cohortId: membership.cohortId, week, ...readJson(counts), lastAt: instant(lastAt) };
  }
}

/** When a person came into live sessions, and answered there. */
export async function* readOwnLive(db: Reader, { userId }: Owner) {
  const seats = await db.liveSeat.findMany({ where: { userId }, orderBy: { sessionId: "asc" } });
  for (const { sessionId, at } of seats) yield { kind: "came-in", sessionId, at: instant(at) };
  const answers = await db.liveAnswer.findMany({
    where: { userId },
    orderBy: { liveQuestionId: "asc" },
    include: { liveQuestion: { select: { questionId: true, sessionId: true } } },
  });
  for (const { at, writes, liveQuestion } of answers) {
    yield { kind: "answered", ...liveQuestion, changes: writes - 1, at: instant(at) };
  }
}

/** Which mail a person wants, and what is or was on its way to them. */
export async function* readOwnMail(db: Reader, { userId }: Owner) {
  const wish = await db.mailWish.findUnique({ where: { userId } });
  if (wish !== null) yield { kind: "wishes", due: wish.due, repair: wish.repair, digest: wish.digest };
  const jobs = await db.mailJob.findMany({ where: { userId }, orderBy: { id: "asc" } });
  for (const { kind, toAddress, subject, text, state, createdAt, sentAt } of jobs) {
    yield {
      kind: "mail",
      about: kind,
      toAddress,
      subject,
      text,
      state,
      at: instant(createdAt),
      sentAt: instant(sentAt),
    };
  }
}

/** Who a person is in courses of learning platforms, and the scores that were sent there. */
export async function* readOwnCourses(db: Reader, { userId }: Owner) {
  const users = await db.ltiUser.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    include: { platform: { select: { name: true } }, scores: { orderBy: { attemptId: "asc" } } },
  });
  for (const { platform, sub, name, email, createdAt, scores } of users) {
    yield {
      ...{ kind: "account", platform: platform.name, idThere: sub, name, email, since: instant(createdAt) },
      scores: scores.map(({ attemptId, state, sentAt }) => ({ attemptId, state, sentAt: instant(sentAt) })),
    };
  }
  const enrolments = await db.ltiEnrolment.findMany({
    where: { userId },
    orderBy: { contextId: "asc" },
    include: { context: { select: { title: true } } },
  });
  for (const { context, role, seenAt } of enrolments) {
    yield { kind: "course", title: context.title, role, seenAt: instant(seenAt) };
  }
}
