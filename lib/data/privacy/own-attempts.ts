import type { Viewer } from "@/lib/core/access/viewer";
import { type AttemptItemRow, type AttemptRow, findAttempts, listItemsOf } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { listEventsOf, type StoredEvent } from "@/lib/data/responses";
import { listRevisions, type ResultRevision } from "@/lib/data/result-revisions";

/** Attempts that are in memory at a time, with all of their events. */
const PAGE = 5;

export type OwnAttempt = {
  attempt: AttemptRow;
  items: (AttemptItemRow & { missType: string | null })[];
  events: StoredEvent[];
  revisions: ResultRevision[];
};

/** All attempts of a person, the oldest first. */
export async function* readOwnAttempts(db: Reader, viewer: Pick<Viewer, "userId">): AsyncGenerator<OwnAttempt> {
  for (let after: { startedAt: Date; id: string } | null = null; ; ) {
    const page: { id: string; startedAt: Date }[] = await db.attempt.findMany({
      where: {
        userId: viewer.userId,
        ...(after === null
          ? {}
          : { OR: [{ startedAt: { gt: after.startedAt } }, { startedAt: after.startedAt, id: { gt: after.id } }] }),
      },
      orderBy: [{ startedAt: "asc" }, { id: "asc" }],
      take: PAGE,
      select: { id: true, startedAt: true },
    });
    const ids = page.map(({ id }) => id);
    const attempts = await findAttempts(db, viewer, ids);
    const items = await listItemsOf(db, ids);
    const events = await listEventsOf(db, ids);
    const misses = await db.attemptItem.findMany({
      where: { attemptId: { in: ids }, missType: { not: null } },
      select: { id: true, missType: true },
    });
    const missOf = new Map(misses.map(({ id, missType }) => [id, missType]));
    for (const id of ids) {
      const attempt = attempts.get(id);
      if (attempt === undefined) continue;
      yield {
        attempt,
        items: (items.get(id) ?? []).map((item) => ({ ...item, missType: missOf.get(item.id) ?? null })),
        events: events.get(id) ?? [],
        revisions: attempt.result === null ? [] : await listRevisions(db, [id]),
      };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last;
  }
}
