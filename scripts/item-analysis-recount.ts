import { database } from "@/lib/data/database";
import { listPacks } from "@/lib/data/packs";
import { countEnded } from "@/lib/usecases/analysis/count-ended";
import { forgetRecount, recountBatch } from "@/lib/usecases/analysis/recount";
import { refreshFigures } from "@/lib/usecases/analysis/refresh-figures";

/** Attempts that are added to the counts together. */
const BATCH = 10_000;

export type Recounted = { attempts: number; answers: number; figures: number; seconds: number };

/**
 * Counts the ended exams of all packs anew from what is stored of them, and works all figures out. A recount that was
 * stopped goes on where it was; `fresh` begins it anew.
 */
export async function recountAll(fresh: boolean, tell: (line: string) => void): Promise<Recounted> {
  const db = await database();
  const began = performance.now();
  const total = { attempts: 0, answers: 0 };
  for (const { id } of await listPacks(db.reader)) {
    if (fresh) await forgetRecount(id);
    for (;;) {
      const batch = await recountBatch(id, BATCH, Date.now());
      total.attempts += batch.attempts;
      total.answers += batch.answers;
      if (batch.done) break;
      tell(`${id}: ${total.attempts} exams, ${total.answers} answers`);
    }
  }
  await countEnded(Date.now());
  const figures = await refreshFigures(Date.now());
  return { ...total, figures, seconds: (performance.now() - began) / 1_000 };
}
