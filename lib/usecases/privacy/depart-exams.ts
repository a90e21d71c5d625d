import { foldSittings } from "@/lib/core/item-analysis/counts/fold-sittings";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { lockCounting, readBatch, saveCounting, whichToCount, writeBatch } from "@/lib/data/item-analysis/counting";
import { addDeparted } from "@/lib/data/item-analysis/departed";
import { markCounted } from "@/lib/data/item-analysis/figures";
import { unscopedReadEndedExams } from "@/lib/data/item-analysis/sittings";
import { addFolded } from "@/lib/usecases/analysis/count-ended";

/**
 * Puts what attempts gave to item analysis among what is kept of the deleted, in the transaction that deletes them:
 * whoever counts anew begins with that and finds the same figures. Every exam stands in the counts that are read once,
 * and in those that are being counted anew once, whether the recount has met it, is reading it, or never will.
 */
export async function departExams(tx: Tx, packId: string, attemptIds: readonly string[], now: EpochMs): Promise<void> {
  const { generation, building, cursor, batch } = await lockCounting(tx, packId);
  const exams = await unscopedReadEndedExams(tx, attemptIds);
  if (exams.length === 0) return;
  const waiting = await whichToCount(tx, attemptIds);
  const uncounted = exams.filter(({ attemptId }) => waiting.has(attemptId));
  if (generation > 0 && uncounted.length > 0) {
    const folded = foldSittings(uncounted);
    await addFolded(tx, { packId, generation }, folded);
    await markCounted(
      tx,
      packId,
      folded.items.map(({ subject }) => subject),
      now,
    );
  }
  if (building !== null) {
    const taken = batch === null ? null : readBatch(batch);
    const reading = new Set(taken?.ids);
    const unmet = ({ attemptId: id }: (typeof exams)[number]) => waiting.has(id) || reading.has(id) || id > cursor;
    await addFolded(tx, { packId, generation: building }, foldSittings(exams.filter(unmet)));
    // A batch with other ids is another one: whoever is reading the old one finds so, and takes this one.
    const gone = new Set(attemptIds);
    if (taken?.ids.some((id) => gone.has(id))) {
      const left = taken.ids.filter((id) => !gone.has(id));
      await saveCounting(tx, packId, { batch: writeBatch({ ...taken, ids: left }) });
    }
  }
  await addDeparted(tx, packId, foldSittings(exams, "version"));
}
