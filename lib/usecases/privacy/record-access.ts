import { SAME_LOOK_MS } from "@/lib/core/privacy/access";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { type Access, noteAccess, wasNoted } from "@/lib/data/privacy/access-log";
import { lockUser } from "@/lib/data/users";

/**
 * Writes down that a lead opened something of a learner, in the transaction that reads it: the learner is told. The same
 * look within ten minutes is one. One's own page is nobody's business to be told of. Returns whether it was written.
 */
export async function recordAccess(tx: Tx, access: Access, now: EpochMs): Promise<boolean> {
  if (access.leadId === access.learnerId) return false;
  // The lead's own row is the lock: two tabs of one person write one line.
  await lockUser(tx, access.leadId);
  if (await wasNoted(tx, access, now - SAME_LOOK_MS)) return false;
  await noteAccess(tx, access, now);
  return true;
}
