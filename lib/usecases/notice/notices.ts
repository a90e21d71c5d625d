import type { Context } from "@/lib/core/access/viewer";
import { findAttemptTitles } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { hasZone } from "@/lib/data/mail/mail-people";
import { countUnread, listNotices, markNoticeRead, markNoticesRead, type NoticeRow } from "@/lib/data/notices";

/** A notice with the titles of the attempts that it names. */
export type ShownNotice = NoticeRow & { attempts: { id: string; title: string }[] };

function attemptsOf({ notice }: NoticeRow): string[] {
  switch (notice.kind) {
    case "rescored":
    case "rescored-back":
      return notice.attempts;
    case "dispute-answered":
      return [notice.attemptId];
    case "due":
    case "digest":
    case "cohort":
      return [];
  }
}

/**
 * What the viewer was told, the newest first; or only what they have not read. `after`: the id of the last one of the
 * page before.
 */
export async function listOwnNotices(
  { viewer }: Context,
  page: { take: number; unreadOnly?: boolean; after?: string | null },
): Promise<ShownNotice[]> {
  const { reader } = await database();
  const rows = await listNotices(reader, viewer, page);
  const titles = await findAttemptTitles(reader, viewer, rows.flatMap(attemptsOf));
  return rows.map((row) => ({
    ...row,
    attempts: attemptsOf(row).flatMap((id) => {
      const title = titles.get(id);
      return title === undefined ? [] : [{ id, title }];
    }),
  }));
}

/** Marks all of the viewer's notices as read. */
export async function readNotices({ viewer, now }: Context): Promise<void> {
  const db = await database();
  await db.transaction((tx) => markNoticesRead(tx, viewer, now));
}

/** Marks one notice of the viewer as read. False: they have no such notice. */
export async function readNotice({ viewer, now }: Context, id: string): Promise<boolean> {
  const db = await database();
  return db.transaction((tx) => markNoticeRead(tx, viewer, id, now));
}

/** What the header shows the viewer: how much they have not read, and whether their time zone is known. */
export async function getHeaderNews({
  viewer,
}: Pick<Context, "viewer">): Promise<{ unread: number; knowsZone: boolean }> {
  const { reader } = await database();
  return { unread: await countUnread(reader, viewer), knowsZone: await hasZone(reader, viewer) };
}
