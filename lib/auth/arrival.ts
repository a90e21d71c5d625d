import type { Role, Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { lacksSecondFactor } from "@/lib/data/second-factors";
import { deleteSession, findSession, touchSession } from "@/lib/data/sessions";
import { SEEN_EVERY_MS, sessionHolds } from "./session-rules";

/**
 * Who is signed in. `owes`: their role needs a second factor and they have none yet, so that setting it up and signing
 * out is all that they can do.
 */
export type Arrival = { viewer: Viewer; owes: boolean };

/** Who a session belongs to, as long as it holds; one that does not is taken away. */
export async function findArrivalBy(
  sessionIdHash: string,
  now: EpochMs,
  secondFactorFor: readonly Role[],
): Promise<Arrival | null> {
  const db = await database();
  const session = await findSession(db.reader, sessionIdHash);
  if (session === null || session.disabled) return null;
  if (!sessionHolds(session, now)) {
    await db.transaction((tx) => deleteSession(tx, sessionIdHash));
    return null;
  }
  if (now - session.seenAt > SEEN_EVERY_MS) await touchSession(db, sessionIdHash, now);
  const { viewer } = session;
  const owes = secondFactorFor.includes(viewer.role) && (await lacksSecondFactor(db.reader, viewer.userId));
  return { viewer, owes };
}
