import { type Folded, openFold } from "@/lib/core/item-analysis/counts/fold-sittings";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import {
  AFTER_ALL,
  type Batch,
  findCounting,
  lockCounting,
  readBatch,
  saveCounting,
  whichToCount,
  writeBatch,
} from "@/lib/data/item-analysis/counting";
import { readDeparted } from "@/lib/data/item-analysis/departed";
import { markAllStale, markCounted } from "@/lib/data/item-analysis/figures";
import { unscopedListEndedIds, unscopedReadEndedExams } from "@/lib/data/item-analysis/sittings";
import { dropGeneration, keepGeneration, listSubjects } from "@/lib/data/item-analysis/statistics";
import { listPacks } from "@/lib/data/packs";
import { type GiveWay, goOn } from "@/lib/usecases/running/give-way";
import { addFolded } from "./count-ended";

/** So many attempts are read at a time: who saves an answer meanwhile waits no longer than that. */
const READ = 100;

export type Recounted = { attempts: number; answers: number; done: boolean };

/**
 * Takes the next ended exams of a pack for the recount, or the batch that somebody took and did not finish. From here on
 * whatever else ends up to the last of them is added by `countEnded`, to the new counts too.
 */
async function takeBatch(packId: string, size: number): Promise<string> {
  const db = await database();
  return db.transaction(async (tx) => {
    const { generation, building, cursor, batch: taken } = await lockCounting(tx, packId);
    if (taken !== null) return taken;
    const isNew = building === null;
    const ended = await unscopedListEndedIds(tx, packId, { after: isNew ? "" : cursor, take: size });
    // Asked after the attempts were: one that ended before stands here, unless it is counted already.
    const waiting = await whichToCount(tx, ended);
    const isLast = ended.length < size;
    const batch = writeBatch({ ids: ended.filter((id) => !waiting.has(id)), isLast });
    await saveCounting(tx, packId, {
      building: building ?? generation + 1,
      cursor: isLast ? AFTER_ALL : (ended.at(-1) ?? ""),
      batch,
      ...(isNew ? { outdated: false } : {}),
    });
    // Who is gone has no attempts that could be read again: what they gave to the counts stands at the beginning.
    if (isNew) await addFolded(tx, { packId, generation: generation + 1 }, await readDeparted(tx, packId));
    return batch;
  });
}

/** Reads and folds the attempts of a batch, which have ended and change no more. */
async function foldBatch({ ids }: Batch, rest: GiveWay): Promise<{ folded: Folded; answers: number }> {
  const db = await database();
  const fold = openFold();
  let answers = 0;
  for (let at = 0; at < ids.length; at += READ) {
    const began = performance.now();
    const exams = await db.transaction((tx) => unscopedReadEndedExams(tx, ids.slice(at, at + READ)));
    fold.add(exams);
    await rest(began);
    answers += exams.reduce((sum, { items }) => sum + items.length, 0);
  }
  return { folded: fold.close(), answers };
}

/**
 * Counts the next ended exams of a pack anew, beside the counts that are read, and puts the new counts in their place
 * after the last of them. It may be stopped at any moment and goes on from there. Attempts that end meanwhile are counted
 * by `countEnded`, in both generations where this has passed them: the rows are the same in the end.
 */
export async function recountBatch(
  packId: string,
  size: number,
  now: EpochMs,
  rest: GiveWay = goOn,
): Promise<Recounted> {
  const taken = await takeBatch(packId, size);
  const batch = readBatch(taken);
  const { folded, answers } = await foldBatch(batch, rest);
  const db = await database();
  return db.transaction(async (tx) => {
    const { building, batch: stored } = await lockCounting(tx, packId);
    // Somebody else has added the batch, or given the recount up.
    if (building === null || stored !== taken) return { attempts: 0, answers: 0, done: building === null };
    await addFolded(tx, { packId, generation: building }, folded);
    const counted = { attempts: batch.ids.length, answers, done: batch.isLast };
    if (!batch.isLast) {
      await saveCounting(tx, packId, { batch: null });
      return counted;
    }
    await saveCounting(tx, packId, { generation: building, building: null, cursor: "", batch: null });
    await keepGeneration(tx, { packId, generation: building });
    await markAllStale(tx, packId);
    await markCounted(tx, packId, await listSubjects(tx, { packId, generation: building }), now);
    return counted;
  });
}

/** Gives up a recount that was stopped half-way, so that the next one begins anew. */
export async function forgetRecount(packId: string): Promise<void> {
  const db = await database();
  await db.transaction(async (tx) => {
    const { building } = await lockCounting(tx, packId);
    if (building === null) return;
    await dropGeneration(tx, { packId, generation: building });
    await saveCounting(tx, packId, { building: null, cursor: "", batch: null });
  });
}

/** The packs whose counts are missing, outdated, or being made. */
export async function packsToRecount(): Promise<string[]> {
  const { reader } = await database();
  const packs: string[] = [];
  for (const { id } of await listPacks(reader)) {
    const counting = await findCounting(reader, id);
    if (counting === null || counting.generation === 0 || counting.outdated || counting.building !== null)
      packs.push(id);
  }
  return packs;
}
