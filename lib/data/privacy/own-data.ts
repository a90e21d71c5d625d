import type { Viewer } from "@/lib/core/access/viewer";
import { noticeSchema } from "@/lib/core/notice/notice";
import type { Reader } from "@/lib/data/database";
import { instant, pagesOf, readJson } from "./pages";

type Owner = Pick<Viewer, "userId">;

/** A person's own row, the devices that are signed in, and the accounts elsewhere that they sign in with. No secrets. */
export async function readOwnProfile(db: Reader, { userId }: Owner) {
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...{
        id: true,
        email: true,
        emailVerifiedAt: true,
        name: true,
        role: true,
        isGuest: true,
        examId: true,
        extraTime: true,
      },
      ...{ createdAt: true, passwordHash: true },
    },
  });
  const { passwordHash, createdAt, ...profile } = user;
  const sessions = await db.session.findMany({ where: { userId }, orderBy: { createdAt: "asc" } });
  const accounts = await db.account.findMany({ where: { userId }, orderBy: { id: "asc" } });
  return {
    profile: { ...profile, hasPassword: passwordHash !== null, createdAt: instant(createdAt) },
    sessions: sessions.map(({ device, createdAt: began, seenAt }) => ({
      device,
      began: instant(began),
      lastSeen: instant(seenAt),
    })),
    accounts: accounts.map(({ provider, providerAccountId }) => ({ provider, providerAccountId })),
  };
}

/** What was folded of a person in each pack, by lesson and trap, with when a trap is checked again. */
export async function* readOwnLearning(db: Reader, { userId }: Owner) {
  for await (const { id, packId, answers, state, updatedAt } of pagesOf((after, take) =>
    db.learner.findMany({ where: { userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const lessons = await db.learnerLesson.findMany({ where: { learnerId: id }, orderBy: { lesson: "asc" } });
    const traps = await db.learnerTrap.findMany({ where: { learnerId: id }, orderBy: { trap: "asc" } });
    yield {
      ...{ packId, answers, state: readJson(state), updatedAt: instant(updatedAt) },
      lessons: lessons.map(({ learnerId: _, state: evidence, ...lesson }) => ({
        ...lesson,
        evidence: readJson(evidence),
      })),
      traps: traps.map(({ learnerId: _, state: evidence, card, dueAt, ...trap }) => ({
        ...trap,
        ...{ evidence: readJson(evidence), schedule: readJson(card), checkedAgainAt: instant(dueAt) },
      })),
    };
  }
}

/** What the learning engine read of a person, in its order: which answers, symptoms told, facts and sections read. */
export async function* readOwnLearningLog(db: Reader, { userId }: Owner) {
  const learners = await db.learner.findMany({ where: { userId }, orderBy: { id: "asc" } });
  for (const { id: learnerId, packId } of learners) {
    let last = 0;
    for (;;) {
      const rows = await db.learningEvent.findMany({
        where: { learnerId, seq: { gt: last } },
        orderBy: { seq: "asc" },
        take: 500,
      });
      for (const { seq, at, kind, content } of rows) yield { packId, seq, at: instant(at), kind, ...readJson(content) };
      last = rows.at(-1)?.seq ?? last;
      if (rows.length < 500) break;
    }
  }
}

/** Work on symptoms, with its events. */
export async function* readOwnRemediations(db: Reader, { userId }: Owner) {
  for await (const row of pagesOf((after, take) =>
    db.remediation.findMany({ where: { learner: { userId }, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const { symptom, openedBy, openedAt, closedAt, state, updatedAt } = row;
    yield {
      ...{ symptom, openedBy, openedAt: instant(openedAt), closedAt: instant(closedAt) },
      ...{ state: readJson(state), updatedAt: instant(updatedAt) },
    };
  }
}

export async function* readOwnExamDates(db: Reader, { userId }: Owner) {
  for await (const row of pagesOf((after, take) =>
    db.examDate.findMany({ where: { userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const { examId, day, outcome, score, readiness, updatedAt } = row;
    yield { examId, day, outcome, score, readiness, updatedAt: instant(updatedAt) };
  }
}

/** The cohorts that somebody is or was in, and the codes that they made; of those whom codes were for, nothing. */
export async function* readOwnCohorts(db: Reader, { userId }: Owner) {
  for await (const row of pagesOf((after, take) =>
    db.membership.findMany({
      where: { userId, id: { gt: after } },
      orderBy: { id: "asc" },
      take,
      include: { cohort: { select: { name: true, examId: true, createdBy: true } } },
    }),
  )) {
    const { cohortId, role, joinedAt, endedAt, endedBy, cohort } = row;
    const codes = await db.cohortInvite.findMany({
      where: { cohortId, createdBy: userId },
      orderBy: { createdAt: "asc" },
    });
    yield {
      ...{ cohortId, name: cohort.name, examId: cohort.examId, madeByYou: cohort.createdBy === userId },
      ...{ role, joinedAt: instant(joinedAt), endedAt: instant(endedAt), endedBy },
      codes: codes.map((code) => ({
        ...{ endsIn: code.ending, role: code.role, places: code.maxUses, taken: code.used },
        ...{
          madeAt: instant(code.createdAt),
          expiresAt: instant(code.expiresAt),
          withdrawnAt: instant(code.revokedAt),
        },
      })),
    };
  }
}

/** What a person looked at of others as a lead, without whom: that is told to the others. */
export async function* readOwnLooks(db: Reader, { userId }: Owner) {
  for await (const { cohortId, what, at } of pagesOf((after, take) =>
    db.accessLog.findMany({ where: { leadId: userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    yield { cohortId, what, at: instant(at) };
  }
}

/** Who opened a person's page. */
export async function* readOwnAccesses(db: Reader, { userId }: Owner) {
  for await (const { leadId, what, at, cohort } of pagesOf((after, take) =>
    db.accessLog.findMany({
      where: { learnerId: userId, id: { gt: after } },
      orderBy: { id: "asc" },
      take,
      include: { cohort: { select: { name: true } } },
    }),
  )) {
    const lead = await db.user.findUnique({ where: { id: leadId }, select: { name: true } });
    yield { lead: lead?.name ?? null, cohort: cohort.name, what, at: instant(at) };
  }
}

/** A person's doubts about questions, and what was answered. */
export async function* readOwnDisputes(db: Reader, { userId }: Owner) {
  for await (const row of pagesOf((after, take) =>
    db.dispute.findMany({ where: { userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const { questionId, versionId, itemId, reason, createdAt, answer, answeredAt } = row;
    yield {
      questionId,
      versionId,
      itemId,
      reason,
      filedAt: instant(createdAt),
      answer,
      answeredAt: instant(answeredAt),
    };
  }
}

export async function* readOwnNotices(db: Reader, { userId }: Owner) {
  for await (const { kind, content, createdAt, readAt } of pagesOf((after, take) =>
    db.notice.findMany({ where: { userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const notice = noticeSchema.parse({ kind, ...readJson(content) });
    yield { ...notice, at: instant(createdAt), readAt: instant(readAt) };
  }
}

/** Lines of the audit log about a person; of others in them only that it was somebody else. */
export async function* readOwnAudit(db: Reader, { userId }: Owner) {
  const who = (id: string | null) => (id === userId ? "you" : id === null ? null : "somebody else");
  for await (const { action, actorId, subject, createdAt } of pagesOf((after, take) =>
    db.auditEvent.findMany({
      where: { OR: [{ actorId: userId }, { subject: userId }, { detail: { contains: userId } }], id: { gt: after } },
      orderBy: { id: "asc" },
      take,
    }),
  )) {
    yield { at: instant(createdAt), action, by: who(actorId), about: subject === userId ? "you" : "something else" };
  }
}
