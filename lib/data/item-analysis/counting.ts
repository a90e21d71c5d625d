import { z } from "zod";
import type { Reader, Tx } from "@/lib/data/database";

/** Where the counts of a pack stand. */
export type Counting = {
  /** The generation that is read; 0 before the first. */
  generation: number;
  /** The generation that is being counted anew, null while none is; the last attempt in it or in the batch. */
  building: number | null;
  cursor: string;
  /** The attempts that are being added to it, as they are stored. */
  batch: string | null;
  /** Whether all is to be counted anew. */
  outdated: boolean;
};

const select = { generation: true, building: true, cursor: true, batch: true, outdated: true } as const;

const batchSchema = z.strictObject({ ids: z.array(z.string()), isLast: z.boolean() });

/** Attempts that are added to a recount together. */
export type Batch = z.infer<typeof batchSchema>;

export const readBatch = (text: string): Batch => batchSchema.parse(JSON.parse(text));
export const writeBatch = (batch: Batch): string => JSON.stringify(batch);

/** Comes after every id of an attempt. */
export const AFTER_ALL = "~";

/** How the counts of a pack stand; null before anything was counted. */
export const findCounting = (db: Reader, packId: string): Promise<Counting | null> =>
  db.itemAnalysis.findUnique({ where: { packId }, select });

/** Takes the counts of a pack for writing: others wait here until the transaction ends. */
export async function lockCounting(tx: Tx, packId: string): Promise<Counting> {
  const { count } = await tx.itemAnalysis.updateMany({ where: { packId }, data: { revision: { increment: 1 } } });
  if (count === 0) return tx.itemAnalysis.create({ data: { packId }, select });
  return tx.itemAnalysis.findUniqueOrThrow({ where: { packId }, select });
}

/** Writes where the counts stand; the caller holds their lock. */
export async function saveCounting(tx: Tx, packId: string, counting: Partial<Counting>): Promise<void> {
  await tx.itemAnalysis.update({ where: { packId }, data: counting });
}

/**
 * Asks for a recount of a pack, which the sweeper does: for whoever changes what ended attempts scored. The right answers
 * of one question are part of what every other question of the attempt is held against, so all are counted anew.
 */
export async function requestRecount(tx: Tx, packId: string): Promise<void> {
  await tx.itemAnalysis.updateMany({ where: { packId }, data: { outdated: true } });
}

/** Puts an ended exam among those to be counted, in the transaction that ends it. */
export async function addToCount(tx: Tx, attempt: { id: string; packId: string }): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "AttemptToCount" ("attemptId", "packId") VALUES (${attempt.id}, ${attempt.packId})`;
}

/** The packs with attempts that wait to be counted. */
export async function packsToCount(db: Reader): Promise<string[]> {
  const rows = await db.attemptToCount.groupBy({ by: ["packId"], orderBy: { packId: "asc" } });
  return rows.map(({ packId }) => packId);
}

/** The first attempts of a pack that wait to be counted. */
export async function listToCount(db: Reader, packId: string, take: number): Promise<string[]> {
  const rows = await db.attemptToCount.findMany({ where: { packId }, orderBy: { attemptId: "asc" }, take });
  return rows.map(({ attemptId }) => attemptId);
}

/** Those of these attempts that wait to be counted. */
export async function whichToCount(db: Reader, attemptIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.attemptToCount.findMany({ where: { attemptId: { in: [...attemptIds] } } });
  return new Set(rows.map(({ attemptId }) => attemptId));
}

/** Takes attempts from those that wait, once they are counted. */
export async function removeToCount(tx: Tx, attemptIds: readonly string[]): Promise<void> {
  await tx.attemptToCount.deleteMany({ where: { attemptId: { in: [...attemptIds] } } });
}
