import { DELETED_PERSON, FORMER_AUTHOR } from "@/lib/core/privacy/departed";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate } from "@/lib/data/time";

/** A person of whom nothing is said. */
const EMPTY = {
  ...{ email: null, emailVerifiedAt: null, passwordHash: null, name: FORMER_AUTHOR, role: "learner" },
  ...{ isGuest: false, examId: null, extraTime: "none", locale: "en-GB", timeZone: null },
} as const;

/**
 * Closes an account for good: takes away all by which the person could be told or could sign in, their sessions and
 * memberships, and what runs. The rest goes in pages. False when there is none, or it is closed already.
 */
export async function closeForDeletion(tx: Tx, userId: string, now: EpochMs): Promise<boolean> {
  const person = await tx.user.findFirst({ where: { id: userId, deletingAt: null }, select: { email: true } });
  const { count } = await tx.user.updateMany({
    where: { id: userId, deletingAt: null },
    data: { ...EMPTY, disabledAt: toDate(now), deletingAt: toDate(now) },
  });
  if (person === null || count === 0) return false;
  const own = { userId };
  await tx.session.deleteMany({ where: own });
  await tx.account.deleteMany({ where: own });
  await tx.oneTimeToken.deleteMany({ where: own });
  await tx.secondFactor.deleteMany({ where: own });
  await tx.membership.deleteMany({ where: own });
  await tx.notice.deleteMany({ where: own });
  await tx.import.deleteMany({ where: { ownerId: userId } });
  await tx.assignmentWork.deleteMany({ where: own });
  await tx.accommodation.deleteMany({ where: own });
  await tx.calendarFeed.deleteMany({ where: own });
  await tx.mailJob.deleteMany({ where: own });
  await tx.mailWish.deleteMany({ where: own });
  await tx.digestMark.deleteMany({ where: own });
  await tx.liveSeat.deleteMany({ where: own });
  await tx.liveAnswer.deleteMany({ where: own });
  await tx.ltiUser.deleteMany({ where: own });
  await tx.ltiEnrolment.deleteMany({ where: own });
  await tx.ltiChoice.deleteMany({ where: own });
  // What still runs counts for nobody, and nothing may end it any more.
  await tx.attempt.deleteMany({ where: { userId, state: "running" } });
  const keys = [`join:${userId}`, `password:${userId}`, `address:${userId}`];
  await tx.throttle.deleteMany({ where: { key: { in: keys } } });
  if (person.email !== null) await forgetAddress(tx, person.email, now);
  return true;
}

/** Takes an address out of what others wrote down about it: a roster's codes, and failed tries to sign in. */
async function forgetAddress(tx: Tx, email: string, now: EpochMs): Promise<void> {
  await tx.throttle.deleteMany({ where: { key: { in: [`sign-in:${email}`, `reset:${email}`] } } });
  await tx.mailJob.deleteMany({ where: { toAddress: email } });
  await tx.cohortInvite.updateMany({
    where: { forEmail: email, revokedAt: null },
    data: { revokedAt: toDate(now) },
  });
  await tx.cohortInvite.updateMany({ where: { forEmail: email }, data: { forName: null, forEmail: null } });
}

/** Somebody of whom something is left to delete; null when there is nobody. */
export async function unscopedNextDeleting(db: Reader, after = ""): Promise<string | null> {
  const row = await db.user.findFirst({
    where: { deletingAt: { not: null }, id: { gt: after } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Takes the row of somebody who is being deleted until the transaction ends; false when they are gone already. */
export async function lockDeleting(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, deletingAt: { not: null } },
    data: { id: userId },
  });
  return count === 1;
}

/** One learner's rows of somebody; null when none are left. */
export const nextLearnerOf = (tx: Tx, userId: string): Promise<{ id: string; packId: string } | null> =>
  tx.learner.findFirst({ where: { userId }, select: { id: true, packId: true } });

/** Takes a learner away with all that is folded, and their log. */
export async function removeLearner(tx: Tx, learnerId: string): Promise<void> {
  await tx.learner.deleteMany({ where: { id: learnerId } });
}

/** So many attempts of somebody, any first. */
export const nextAttemptsOf = (tx: Tx, userId: string, take: number): Promise<{ id: string; packId: string }[]> =>
  tx.attempt.findMany({ where: { userId }, orderBy: { id: "asc" }, take, select: { id: true, packId: true } });

/** Takes attempts away with their items, answers and events. */
export async function removeAttempts(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.attempt.deleteMany({ where: { id: { in: [...ids] } } });
}

/** Puts the marker in the place of somebody in so many lines of the audit log. Returns how many there were. */
export async function markAudit(tx: Tx, userId: string, take: number): Promise<number> {
  const rows = await tx.auditEvent.findMany({
    where: { OR: [{ actorId: userId }, { subject: userId }, { detail: { contains: userId } }] },
    take,
    select: { id: true, actorId: true, subject: true, detail: true },
  });
  for (const { id, actorId, subject, detail } of rows) {
    const data = {
      actorId: actorId === userId ? DELETED_PERSON : actorId,
      subject: subject === userId ? DELETED_PERSON : subject,
      detail: detail.replaceAll(userId, DELETED_PERSON),
      // With it the hash of the line would still tell who it was to whoever guesses.
      salt: "",
    };
    await tx.auditEvent.update({ where: { id }, data });
  }
  return rows.length;
}

/** Whether content that stays points at somebody. */
async function hasAuthored(tx: Tx, id: string): Promise<boolean> {
  const found = [
    await tx.questionStep.findFirst({ where: { actorId: id }, select: { id: true } }),
    await tx.draft.findFirst({
      where: { OR: [{ createdBy: id }, { editedBy: id }, { submittedBy: id }] },
      select: { id: true },
    }),
    await tx.mediaFile.findFirst({ where: { addedBy: id }, select: { name: true } }),
    await tx.bulkChange.findFirst({ where: { actorId: id }, select: { id: true } }),
    await tx.repair.findFirst({ where: { OR: [{ madeById: id }, { undoneById: id }] }, select: { id: true } }),
    await tx.dispute.findFirst({ where: { answeredById: id }, select: { id: true } }),
  ];
  return found.some((row) => row !== null);
}

/**
 * The end of a deletion: what is left of somebody but for their exam days. Content that stays keeps an empty person to
 * point at, who has neither name nor address; else nobody is left.
 */
export async function removePerson(tx: Tx, userId: string): Promise<void> {
  await tx.dispute.deleteMany({ where: { userId } });
  await tx.accessLog.deleteMany({ where: { learnerId: userId } });
  await tx.accessLog.updateMany({ where: { leadId: userId }, data: { leadId: DELETED_PERSON } });
  await tx.cohort.updateMany({ where: { createdBy: userId }, data: { createdBy: DELETED_PERSON } });
  await tx.cohortInvite.updateMany({ where: { createdBy: userId }, data: { createdBy: DELETED_PERSON } });
  await tx.assignment.updateMany({ where: { createdBy: userId }, data: { createdBy: DELETED_PERSON } });
  await tx.accommodation.updateMany({ where: { setBy: userId }, data: { setBy: DELETED_PERSON } });
  await tx.liveSession.updateMany({ where: { startedBy: userId }, data: { startedBy: DELETED_PERSON } });
  await tx.ltiPlatform.updateMany({ where: { createdBy: userId }, data: { createdBy: DELETED_PERSON } });
  await tx.blueprint.updateMany({ where: { updatedById: userId }, data: { updatedById: DELETED_PERSON } });
  if (!(await hasAuthored(tx, userId))) {
    await tx.user.deleteMany({ where: { id: userId } });
    return;
  }
  // Emptied once more: a request that was on its way at the beginning may have written since. When somebody came says
  // something about them too.
  await tx.user.update({ where: { id: userId }, data: { ...EMPTY, deletingAt: null, createdAt: toDate(0) } });
}

/** Open cohorts that somebody leads alone. The caller holds their locks. */
export async function listLedAlone(tx: Tx, userId: string): Promise<{ id: string; name: string; archived: boolean }[]> {
  const led = await tx.membership.findMany({
    where: { userId, role: "lead", endedAt: null },
    orderBy: { cohortId: "asc" },
    select: { cohortId: true },
  });
  // Writing the id onto itself takes the lock: of two leads who leave at once, one waits for the other.
  for (const { cohortId: id } of led) await tx.cohort.updateMany({ where: { id }, data: { id } });
  const alone = await tx.cohort.findMany({
    where: {
      id: { in: led.map(({ cohortId }) => cohortId) },
      memberships: { none: { role: "lead", endedAt: null, userId: { not: userId } } },
    },
    orderBy: { name: "asc" },
    select: { id: true, name: true, archivedAt: true },
  });
  return alone.map(({ id, name, archivedAt }) => ({ id, name, archived: archivedAt !== null }));
}

/** Whether somebody is an admin, and no other one could sign in; admins who leave at once wait for one another here. */
export async function isLastAdmin(tx: Tx, userId: string): Promise<boolean> {
  const admins = { role: "admin", disabledAt: null };
  if ((await tx.user.count({ where: { ...admins, id: userId } })) === 0) return false;
  await tx.user.updateMany({ where: admins, data: { role: "admin" } });
  return (await tx.user.count({ where: { ...admins, id: { not: userId } } })) === 0;
}

/** Guests without a sign of life since a time. */
export async function unscopedAbandonedGuests(db: Reader, since: EpochMs, take: number): Promise<string[]> {
  const before = { lt: toDate(since) };
  const rows = await db.user.findMany({
    where: {
      ...{ isGuest: true, deletingAt: null, createdAt: before },
      sessions: { none: { seenAt: { gte: toDate(since) } } },
      attempts: { none: { startedAt: { gte: toDate(since) } } },
    },
    orderBy: { id: "asc" },
    take,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
