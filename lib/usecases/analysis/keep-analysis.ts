import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { countEnded } from "./count-ended";
import { packsToRecount, recountBatch } from "./recount";
import { refreshFigures } from "./refresh-figures";

/** So many attempts a round: a recount of more goes on in the next ones, and other work of the sweeper waits no longer. */
const BATCH = 2_000;

/** One round of the sweeper: what ended is counted, what is outdated counted anew, and figures follow. */
export async function keepAnalysis(now: EpochMs): Promise<void> {
  for (const packId of await packsToRecount()) {
    await recountBatch(packId, BATCH, now);
  }
  await countEnded(now);
  await refreshFigures(now);
}
