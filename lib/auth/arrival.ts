import type { Role, Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { isDatabaseBusy } from "@/lib/data/database-errors";
import { lacksSecondFactor } from "@/lib/data/second-factors";
import { deleteSession, listExamsUnderWay, lookUpSession, touchSession } from "@/lib/data/sessions";
import { isFresh, SEEN_EVERY_MS, sessionHolds } from "./session-rules";

/**
 * Who is signed in. `owes`: their role needs a second factor and they have none yet, so that setting it up and signing
 * out is all that they can do.
 */
export type Arrival = { viewer: Viewer; owes: boolean };

/** A note about a session, where the database can take one now: for want of it nobody is kept from reading. */
async function noted(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isDatabaseBusy(error)) throw error;
  }
}

/** Who a session belongs to, as long as it holds; one that does not is taken away. */
export async function findArrivalBy(
  sessionIdHash: string,
  now: EpochMs,
  secondFactorFor: readonly Role[],
): Promise<Arrival | null> {
  const db = await database();
  const session = await lookUpSession(db, sessionIdHash);
  if (session === null || session.disabled) return null;
  // Who has a fresh session is not asked whether an exam keeps it.
  const running = isFresh(session, now) ? [] : await listExamsUnderWay(db.reader, session.viewer.userId);
  if (!sessionHolds({ ...session, running }, now)) {
    await noted(db.transaction((tx) => deleteSession(tx, sessionIdHash)));
    return null;
  }
  if (now - session.seenAt > SEEN_EVERY_MS) await noted(touchSession(db, sessionIdHash, now));
  const { viewer } = session;
  const owes = secondFactorFor.includes(viewer.role) && (await lacksSecondFactor(db.reader, viewer.userId));
  return { viewer, owes };
}
