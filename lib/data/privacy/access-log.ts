import type { Viewer } from "@/lib/core/access/viewer";
import { type AccessKind, accessSchema } from "@/lib/core/privacy/access";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { toDate, toEpochMs } from "@/lib/data/time";
import { findNames } from "@/lib/data/users";

export type Access = { leadId: string; learnerId: string; cohortId: string; what: AccessKind };

/** Whether the same look was written down after a time. */
export async function wasNoted(tx: Tx, { leadId, learnerId, cohortId, what }: Access, after: EpochMs) {
  const row = await tx.accessLog.findFirst({
    where: { leadId, learnerId, cohortId, what, at: { gt: toDate(after) } },
    select: { id: true },
  });
  return row !== null;
}

export async function noteAccess(tx: Tx, access: Access, now: EpochMs): Promise<void> {
  await tx.accessLog.create({ data: { id: newId(), ...access, at: toDate(now) } });
}

export type AccessRow = {
  id: string;
  /** Null: somebody who is deleted. */
  lead: string | null;
  cohort: string;
  what: AccessKind;
  at: EpochMs;
};

/** Who opened what of the viewer's, the newest first. For the viewer alone. */
export async function listOwnAccesses(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  page: { after: string | null; take: number },
): Promise<AccessRow[]> {
  const rows = await db.accessLog.findMany({
    where: { learnerId: viewer.userId },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    ...(page.after === null ? {} : { cursor: { id: page.after }, skip: 1 }),
    take: page.take,
    select: { id: true, leadId: true, what: true, at: true, cohort: { select: { name: true } } },
  });
  const names = await findNames(
    db,
    rows.map(({ leadId }) => leadId),
  );
  return rows.map(({ id, leadId, what, at, cohort }) => ({
    id,
    lead: names.get(leadId) ?? null,
    cohort: cohort.name,
    what: accessSchema.parse(what),
    at: toEpochMs(at),
  }));
}
