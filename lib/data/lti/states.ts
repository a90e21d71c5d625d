import { type Launch, launchSchema } from "@/lib/core/lti/launch";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate } from "@/lib/data/time";

/** Remembers a login at a platform that has begun. Everything secret comes as its hash. */
export async function createState(
  tx: Tx,
  state: { id: string; nonceHash: string; browserHash: string; platformId: string; expiresAt: EpochMs },
): Promise<void> {
  await tx.ltiState.create({ data: { ...state, expiresAt: toDate(state.expiresAt) } });
}

/** How many logins of a platform have begun that hold until after this time. */
export const countStates = (db: Reader, platformId: string, expiresAfter: EpochMs): Promise<number> =>
  db.ltiState.count({ where: { platformId, expiresAt: { gt: toDate(expiresAfter) } } });

/** Uses a state up, in one statement: of several launches with it one gets it. Null: unknown, expired or used. */
export async function takeState(
  tx: Tx,
  id: string,
  now: EpochMs,
): Promise<{ platformId: string; nonceHash: string } | null> {
  const { count } = await tx.ltiState.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: toDate(now) } },
    data: { usedAt: toDate(now) },
  });
  if (count === 0) return null;
  return tx.ltiState.findUnique({ where: { id }, select: { platformId: true, nonceHash: true } });
}

/** Keeps what a platform said, for whoever has the ticket. */
export async function keepLaunch(
  tx: Tx,
  id: string,
  kept: { launch: Launch; ticketHash: string; expiresAt: EpochMs },
): Promise<void> {
  const { launch, ticketHash, expiresAt } = kept;
  await tx.ltiState.update({
    where: { id },
    data: { launch: JSON.stringify(launch), ticketHash, expiresAt: toDate(expiresAt) },
  });
}

export type WaitingLaunch = { stateId: string; browserHash: string; platformId: string; launch: Launch };

/** The launch behind a ticket that nobody has come in by; null: unknown, expired, used, or the platform is closed. */
export async function findWaitingLaunch(db: Reader, ticketHash: string, now: EpochMs): Promise<WaitingLaunch | null> {
  const row = await db.ltiState.findFirst({
    where: { ticketHash, enteredAt: null, expiresAt: { gt: toDate(now) }, platform: { disabledAt: null } },
    select: { id: true, browserHash: true, platformId: true, launch: true },
  });
  if (row === null || row.launch === null) return null;
  const { id, browserHash, platformId } = row;
  return { stateId: id, browserHash, platformId, launch: launchSchema.parse(JSON.parse(row.launch)) };
}

/** Uses a ticket up, in one statement, and forgets what it carried. Returns whether it still held. */
export async function takeLaunch(tx: Tx, stateId: string, now: EpochMs): Promise<boolean> {
  const { count } = await tx.ltiState.updateMany({
    where: { id: stateId, enteredAt: null },
    data: { enteredAt: toDate(now), launch: null },
  });
  return count === 1;
}

/** Takes away what is left of launches that ended before a time. */
export async function deleteOldStates(tx: Tx, before: EpochMs): Promise<void> {
  await tx.ltiState.deleteMany({ where: { expiresAt: { lt: toDate(before) } } });
}
