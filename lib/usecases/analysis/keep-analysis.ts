import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type GiveWay, goOn } from "@/lib/usecases/running/give-way";
import { countEnded } from "./count-ended";
import { packsToRecount, recountBatch } from "./recount";
import { refreshFigures } from "./refresh-figures";

/** So many attempts a round: a recount of more goes on in the next ones, and other work of the sweeper waits no longer. */
const BATCH = 2_000;

/**
 * One round of the sweeper: what ended is counted, what is outdated counted anew, and figures follow.
 *
 * @param rest what is done between the pieces of it.
 */
export async function keepAnalysis(now: EpochMs, rest: GiveWay = goOn): Promise<void> {
  for (const packId of await packsToRecount()) {
    await recountBatch(packId, BATCH, now, rest);
  }
  await countEnded(now, rest);
  await refreshFigures(now, rest);
}
