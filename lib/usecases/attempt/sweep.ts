import { MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { newId } from "@/lib/data/new-id";
import { log } from "@/lib/log";
import { sweepOverdue } from "./settle-attempt";

const EVERY_MS = 10 * SECOND_MS;
const holder = newId();

/** One round: finishes what is overdue, if this server holds the lease. Returns how many attempts it finished. */
export async function sweepOnce(now: number): Promise<number> {
  const db = await database();
  try {
    const mine = await db.transaction((tx) =>
      takeLease(tx, { name: "attempt-sweeper", holder, until: now + MINUTE_MS }, now),
    );
    return mine ? await sweepOverdue(now) : 0;
  } catch (error) {
    if (leaseWasTaken(error)) return 0;
    throw error;
  }
}

/** Sweeps as long as the server runs. Attempts end at their deadline also when no browser is there. */
export function startSweeper(): void {
  const timer = setInterval(() => {
    sweepOnce(Date.now()).catch((error: unknown) => log.error("sweep failed", error));
  }, EVERY_MS);
  timer.unref();
}
