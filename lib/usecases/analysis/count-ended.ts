import { type Folded, foldSittings } from "@/lib/core/item-analysis/counts/fold-sittings";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database, type Tx } from "@/lib/data/database";
import { listToCount, lockCounting, packsToCount, removeToCount } from "@/lib/data/item-analysis/counting";
import { markCounted } from "@/lib/data/item-analysis/figures";
import { unscopedReadEndedExams } from "@/lib/data/item-analysis/sittings";
import { addFormStatistics, addItemStatistics } from "@/lib/data/item-analysis/statistics";
import { type GiveWay, goOn } from "@/lib/usecases/running/give-way";

/** So many attempts are counted in one transaction: who saves an answer waits no longer than that. */
const PAGE = 50;

/** Adds what was folded to the counts of one generation, whose lock the caller holds. */
export async function addFolded(
  tx: Tx,
  generation: { packId: string; generation: number },
  { items, forms }: Folded,
): Promise<void> {
  await addItemStatistics(tx, generation, items);
  await addFormStatistics(tx, generation, forms);
}

/** Counts the first attempts of a pack that wait for it. Returns how many. */
async function countPage(packId: string, now: EpochMs): Promise<number> {
  const db = await database();
  return db.transaction(async (tx) => {
    const { generation, building, cursor } = await lockCounting(tx, packId);
    const ids = await listToCount(tx, packId, PAGE);
    const exams = await unscopedReadEndedExams(tx, ids);
    if (generation > 0) {
      const folded = foldSittings(exams);
      await addFolded(tx, { packId, generation }, folded);
      const subjects = folded.items.map(({ subject }) => subject);
      await markCounted(tx, packId, subjects, now);
    }
    // What a recount has passed already it will not meet again; what it has not passed it finds by itself.
    if (building !== null) {
      const passed = exams.filter(({ attemptId }) => attemptId <= cursor);
      await addFolded(tx, { packId, generation: building }, foldSittings(passed));
    }
    await removeToCount(tx, ids);
    return ids.length;
  });
}

/** Counts the exams that ended since the last time, each once. Returns how many. */
export async function countEnded(now: EpochMs, rest: GiveWay = goOn): Promise<number> {
  const db = await database();
  let counted = 0;
  for (const packId of await packsToCount(db.reader)) {
    for (;;) {
      const began = performance.now();
      const page = await countPage(packId, now);
      counted += page;
      await rest(began);
      if (page < PAGE) break;
    }
  }
  return counted;
}
