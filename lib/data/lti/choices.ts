import type { Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { toDate } from "@/lib/data/time";

/** Remembers that somebody is to choose what a link of a course opens. Returns the id. */
export async function createChoice(
  tx: Tx,
  choice: { userId: string; contextId: string; returnUrl: string; data: string | null },
  expiresAt: EpochMs,
): Promise<string> {
  const id = newId();
  await tx.ltiChoice.create({ data: { id, ...choice, expiresAt: toDate(expiresAt) } });
  return id;
}

export type OpenChoice = {
  returnUrl: string;
  data: string | null;
  course: { title: string; deploymentId: string; platformId: string; examId: string | null };
};

/** A choice of the viewer's that is not made yet; null for everybody else, and once it is made or too late. */
export async function findChoice(db: Reader, viewer: Viewer, id: string, now: EpochMs): Promise<OpenChoice | null> {
  const row = await db.ltiChoice.findFirst({
    where: {
      id,
      userId: viewer.userId,
      usedAt: null,
      expiresAt: { gt: toDate(now) },
      context: { platform: { disabledAt: null } },
    },
    select: {
      returnUrl: true,
      data: true,
      context: {
        select: { title: true, deploymentId: true, platformId: true, cohort: { select: { examId: true } } },
      },
    },
  });
  if (row === null) return null;
  const { context, ...choice } = row;
  const { cohort, ...course } = context;
  return { ...choice, course: { ...course, examId: cohort?.examId ?? null } };
}

/** Uses a choice up, in one statement. Returns whether it still held. */
export async function takeChoice(tx: Tx, id: string, now: EpochMs): Promise<boolean> {
  const { count } = await tx.ltiChoice.updateMany({ where: { id, usedAt: null }, data: { usedAt: toDate(now) } });
  return count === 1;
}
