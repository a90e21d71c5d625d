import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { toDate, toEpochMs } from "./time";

/** Failed tries under a key in its current window, and when that window ends. */
export async function findFailures(
  db: Reader,
  key: string,
  now: EpochMs,
): Promise<{ failures: number; until: EpochMs }> {
  const row = await db.throttle.findUnique({ where: { key } });
  if (row === null || toEpochMs(row.windowEnd) <= now) return { failures: 0, until: now };
  return { failures: row.failures, until: toEpochMs(row.windowEnd) };
}

/** Counts one more failed try; a new window of `windowMs` begins when the old one is over. */
export async function countFailure(tx: Tx, key: string, windowMs: number, now: EpochMs): Promise<void> {
  await tx.throttle.deleteMany({ where: { key, windowEnd: { lte: toDate(now) } } });
  const first = { key, failures: 1, windowEnd: toDate(now + windowMs) };
  // One statement on both engines, so that of several that are the first at once none is lost.
  await tx.throttle.upsert({ where: { key }, create: first, update: { failures: { increment: 1 } } });
}

export async function forgetFailures(tx: Tx, key: string): Promise<void> {
  await tx.throttle.deleteMany({ where: { key } });
}
