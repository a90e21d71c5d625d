import type { Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

/** A dispute without who filed it: those who judge do not see that. */
export type DisputeRow = {
  id: string;
  packId: string;
  questionId: string;
  versionId: string;
  itemId: string;
  reason: string;
  at: EpochMs;
  answer: string | null;
  answeredAt: EpochMs | null;
};

const select = {
  id: true,
  packId: true,
  questionId: true,
  versionId: true,
  itemId: true,
  reason: true,
  createdAt: true,
  answer: true,
  answeredAt: true,
} as const;

type Stored = Omit<DisputeRow, "at" | "answeredAt"> & { createdAt: Date; answeredAt: Date | null };

const toDispute = ({ createdAt, answeredAt, ...row }: Stored): DisputeRow => ({
  ...row,
  at: toEpochMs(createdAt),
  answeredAt: answeredAt === null ? null : toEpochMs(answeredAt),
});

/** An item of a finished attempt of the viewer, for a dispute; null when it is missing or somebody else's. */
export async function findDisputable(db: Reader, viewer: Pick<Viewer, "userId">, itemId: string) {
  const row = await db.attemptItem.findFirst({
    where: { id: itemId, attempt: { userId: viewer.userId, state: "finished" } },
    select: { questionId: true, questionVersionId: true, attempt: { select: { packId: true } } },
  });
  return row === null
    ? null
    : { itemId, questionId: row.questionId, versionId: row.questionVersionId, packId: row.attempt.packId };
}

const openKeyOf = (userId: string, versionId: string): string => `${userId}:${versionId}`;

/** Files a dispute of the viewer; null when one of theirs is open on this version. */
export async function createDispute(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  dispute: Pick<DisputeRow, "packId" | "questionId" | "versionId" | "itemId" | "reason">,
  now: EpochMs,
): Promise<string | null> {
  const { userId } = viewer;
  const openKey = openKeyOf(userId, dispute.versionId);
  if ((await tx.dispute.findUnique({ where: { openKey }, select: { id: true } })) !== null) return null;
  const id = newId();
  await tx.dispute.create({ data: { ...dispute, id, userId, openKey, createdAt: toDate(now) } });
  return id;
}

/** How many disputes the viewer filed since then. */
export const countFiledSince = (db: Reader, viewer: Pick<Viewer, "userId">, since: EpochMs): Promise<number> =>
  db.dispute.count({ where: { userId: viewer.userId, createdAt: { gt: toDate(since) } } });

/** The viewer's newest dispute on each of these versions. */
export async function findOwnDisputes(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  versionIds: readonly string[],
): Promise<Map<string, DisputeRow>> {
  const rows = await db.dispute.findMany({
    where: { userId: viewer.userId, versionId: { in: [...new Set(versionIds)] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select,
  });
  return new Map(rows.map((row) => [row.versionId, toDispute(row)]));
}

/** Disputes of anybody, for those who may judge them: the open ones, the oldest first; or the answered, newest first. */
export async function unscopedListDisputes(db: Reader, show: "open" | "answered", take: number): Promise<DisputeRow[]> {
  const rows = await db.dispute.findMany({
    where: { answeredAt: show === "open" ? null : { not: null } },
    orderBy: show === "open" ? [{ createdAt: "asc" }, { id: "asc" }] : [{ answeredAt: "desc" }, { id: "desc" }],
    take,
    select,
  });
  return rows.map(toDispute);
}

export const unscopedCountOpen = (db: Reader): Promise<number> => db.dispute.count({ where: { answeredAt: null } });

export async function unscopedFindDispute(db: Reader, id: string): Promise<DisputeRow | null> {
  const row = await db.dispute.findUnique({ where: { id }, select });
  return row === null ? null : toDispute(row);
}

/** The other disputes of a question, of anybody, the newest first. */
export async function unscopedListOthers(db: Reader, { id, questionId }: DisputeRow): Promise<DisputeRow[]> {
  const rows = await db.dispute.findMany({
    where: { questionId, id: { not: id } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
    select,
  });
  return rows.map(toDispute);
}

/** What must be known to tell the person who filed a dispute that it was answered. */
export type AnsweredDispute = { id: string; userId: string; itemId: string };

/** Answers open disputes: one, or all on a version. Returns those that were open. */
export async function answerDisputes(
  tx: Tx,
  which: { id: string } | { versionId: string },
  answer: { text: string; byId: string },
  now: EpochMs,
): Promise<AnsweredDispute[]> {
  const open = await tx.dispute.findMany({
    where: { ...which, answeredAt: null },
    select: { id: true, userId: true, itemId: true },
  });
  await tx.dispute.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { answer: answer.text, answeredById: answer.byId, answeredAt: toDate(now), openKey: null },
  });
  return open;
}

/** Where an item stands: its attempt and its place, from 1. For notices to its owner. */
export async function unscopedFindPlace(db: Reader, itemId: string) {
  const row = await db.attemptItem.findUnique({ where: { id: itemId }, select: { attemptId: true, position: true } });
  return row === null ? null : { attemptId: row.attemptId, place: row.position + 1 };
}
