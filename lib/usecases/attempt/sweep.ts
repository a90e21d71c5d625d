import { MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { newId } from "@/lib/data/new-id";
import { log } from "@/lib/log";
import { keepAnalysis } from "@/lib/usecases/analysis/keep-analysis";
import { keepPrivacy } from "@/lib/usecases/privacy/keep-privacy";
import { finishRepairs } from "@/lib/usecases/repair/finish-repairs";
import { sweepOverdue } from "./settle-attempt";

const EVERY_MS = 10 * SECOND_MS;
const holder = newId();

/**
 * One round, if this server holds the lease: finishes what is overdue, and counts for item analysis what ended. Returns
 * how many attempts it finished.
 */
export async function sweepOnce(now: number): Promise<number> {
  const db = await database();
  try {
    const mine = await db.transaction((tx) =>
      takeLease(tx, { name: "attempt-sweeper", holder, until: now + MINUTE_MS }, now),
    );
    if (!mine) return 0;
    const finished = await sweepOverdue(now);
    await keepAnalysis(now);
    return finished;
  } catch (error) {
    if (leaseWasTaken(error)) return 0;
    throw error;
  }
}

/**
 * Sweeps as long as the server runs: attempts end at their deadline also when no browser is there, and repairs and
 * deletions that were begun are finished.
 */
export function startSweeper(): void {
  const timer = setInterval(() => {
    sweepOnce(Date.now()).catch((error: unknown) => log.error("sweep failed", error));
    finishRepairs(Date.now()).catch((error: unknown) => log.error("repairs failed", error));
    keepPrivacy(Date.now()).catch((error: unknown) => log.error("deletions failed", error));
  }, EVERY_MS);
  timer.unref();
}
