import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import { type Notice, noticeSchema } from "@/lib/core/notice/notice";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

export type NoticeRow = { id: string; notice: Notice; at: EpochMs; read: boolean };

const jsonSchema = z.record(z.string(), z.unknown());

/** Tells a person something; the same key is told once. Returns whether it was told now. */
export async function tell(
  tx: Tx,
  userId: string,
  key: string,
  { kind, ...content }: Notice,
  now: EpochMs,
): Promise<boolean> {
  const told = await tx.notice.findUnique({ where: { userId_key: { userId, key } }, select: { id: true } });
  if (told !== null) return false;
  const data = { id: newId(), userId, key, kind, content: JSON.stringify(content), createdAt: toDate(now) };
  await tx.notice.create({ data });
  return true;
}

/** So many keys are asked for in one statement. */
const ASKED = 200;

/** Of these those that have been told, as `user key`. */
export async function whichTold(db: Reader, asked: readonly { userId: string; key: string }[]): Promise<Set<string>> {
  const told = new Set<string>();
  for (let from = 0; from < asked.length; from += ASKED) {
    const some = asked.slice(from, from + ASKED);
    const rows = await db.notice.findMany({
      where: { userId: { in: some.map(({ userId }) => userId) }, key: { in: some.map(({ key }) => key) } },
      select: { userId: true, key: true },
    });
    for (const { userId, key } of rows) told.add(`${userId} ${key}`);
  }
  return told;
}

/** How much the viewer has not read: one look at an index. */
export const countUnread = (db: Reader, viewer: Pick<Viewer, "userId">): Promise<number> =>
  db.notice.count({ where: { userId: viewer.userId, readAt: null } });

/** What the viewer was told, the newest first. `after`: the last notice of the page before, by its id. */
export async function listNotices(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  page: { take: number; unreadOnly?: boolean; after?: string | null },
): Promise<NoticeRow[]> {
  const after = page.after ?? null;
  const last =
    after === null
      ? null
      : await db.notice.findFirst({
          where: { id: after, userId: viewer.userId },
          select: { createdAt: true, id: true },
        });
  const rows = await db.notice.findMany({
    where: {
      userId: viewer.userId,
      ...(page.unreadOnly === true ? { readAt: null } : {}),
      ...(last === null
        ? {}
        : { OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page.take,
  });
  return rows.map(({ id, kind, content, createdAt, readAt }) => ({
    id,
    notice: noticeSchema.parse({ kind, ...jsonSchema.parse(JSON.parse(content)) }),
    at: toEpochMs(createdAt),
    read: readAt !== null,
  }));
}

/** Marks all that the viewer was told as read. Returns how many were not. */
export async function markNoticesRead(tx: Tx, viewer: Pick<Viewer, "userId">, now: EpochMs): Promise<number> {
  const { count } = await tx.notice.updateMany({
    where: { userId: viewer.userId, readAt: null },
    data: { readAt: toDate(now) },
  });
  return count;
}

/** Marks one notice of the viewer as read. Returns whether they have it. */
export async function markNoticeRead(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  id: string,
  now: EpochMs,
): Promise<boolean> {
  const mine = { id, userId: viewer.userId };
  await tx.notice.updateMany({ where: { ...mine, readAt: null }, data: { readAt: toDate(now) } });
  return (await tx.notice.count({ where: mine })) === 1;
}
