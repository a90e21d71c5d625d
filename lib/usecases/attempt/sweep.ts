import { MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { newId } from "@/lib/data/new-id";
import { keepAnalysis } from "@/lib/usecases/analysis/keep-analysis";
import { keepPrivacy } from "@/lib/usecases/privacy/keep-privacy";
import { finishRepairs } from "@/lib/usecases/repair/finish-repairs";
import { giveWay } from "@/lib/usecases/running/give-way";
import { keepDoing } from "@/lib/usecases/running/jobs";
import { underLease } from "@/lib/usecases/running/under-lease";
import { sweepOverdue } from "./settle-attempt";

const EVERY_MS = 10 * SECOND_MS;
const LEASE = { name: "attempt-sweeper", holder: newId(), forMs: MINUTE_MS };

/**
 * One round, if this server holds the lease: finishes what is overdue, and counts for item analysis what ended. Returns
 * how many attempts it finished.
 */
export async function sweepOnce(now: number): Promise<number> {
  const finished = await underLease(LEASE, now, async () => {
    const swept = await sweepOverdue(now);
    await keepAnalysis(now, giveWay);
    return swept;
  });
  return finished ?? 0;
}

/**
 * Sweeps as long as the server runs: attempts end at their deadline also when no browser is there, and repairs and
 * deletions that were begun are finished.
 */
export function startSweeper(): void {
  keepDoing("sweep", EVERY_MS, () => sweepOnce(Date.now()));
  keepDoing("repairs", EVERY_MS, () => finishRepairs(Date.now()));
  keepDoing("deletions", EVERY_MS, () => keepPrivacy(Date.now()));
}
