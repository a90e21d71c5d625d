import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { countFailure, findFailures, forgetFailures } from "@/lib/data/throttle";

const FAILURES = 10;
const WINDOW_MS = 15 * MINUTE_MS;

/** Minutes until the next try is let through; 0 when it is let through now. */
export async function minutesToWait(key: string, now: number): Promise<number> {
  const { reader } = await database();
  const { failures, until } = await findFailures(reader, key, now);
  return failures < FAILURES ? 0 : Math.max(1, Math.ceil((until - now) / MINUTE_MS));
}

/** Counts a failed try, or forgets all failed ones after a good one. */
export async function recordTry(key: string, good: boolean, now: number): Promise<void> {
  const db = await database();
  await db.transaction((tx) => (good ? forgetFailures(tx, key) : countFailure(tx, key, WINDOW_MS, now)));
}
