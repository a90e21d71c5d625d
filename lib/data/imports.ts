import { z } from "zod";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

/** A file that somebody brought. `content` is JSON, empty once its drafts are made. */
export type ImportRow = {
  id: string;
  packId: string;
  format: string;
  fileName: string;
  hash: string;
  content: string;
  draftIds: string[];
  createdAt: EpochMs;
  isMade: boolean;
};

const idsSchema = z.array(z.string());

/** How long a file waits for a decision, and how long what became of it can be looked up. */
export const KEPT_MS = 7 * 86_400_000;

/** How many files may wait for one owner; a further one takes the place of the oldest. */
export const MOST_WAITING = 5;

/** Keeps what was read in a file for its owner, and lets go of what is too old or too many. Returns its id. */
export async function keepImport(
  tx: Tx,
  file: { ownerId: string; packId: string; format: string; fileName: string; hash: string; content: string },
  now: EpochMs,
): Promise<string> {
  await tx.import.deleteMany({ where: { createdAt: { lt: toDate(now - KEPT_MS) } } });
  const beyond = await tx.import.findMany({
    where: { ownerId: file.ownerId, madeAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: MOST_WAITING - 1,
    select: { id: true },
  });
  await tx.import.deleteMany({ where: { id: { in: beyond.map(({ id }) => id) } } });
  const id = newId();
  await tx.import.create({ data: { id, ...file, createdAt: toDate(now) } });
  return id;
}

/** An import of this owner; null where there is none, or it is somebody else's. */
export async function findImport(db: Reader, ownerId: string, id: string): Promise<ImportRow | null> {
  const row = await db.import.findFirst({ where: { id, ownerId } });
  if (row === null) return null;
  const { packId, format, fileName, hash, content, drafts, createdAt, madeAt } = row;
  const draftIds = idsSchema.parse(JSON.parse(drafts));
  return {
    id,
    packId,
    format,
    fileName,
    hash,
    content,
    draftIds,
    createdAt: toEpochMs(createdAt),
    isMade: madeAt !== null,
  };
}

/** Writes which drafts an import has become; what was read in its file is needed no more. */
export async function settleImport(tx: Tx, id: string, draftIds: readonly string[], now: EpochMs): Promise<void> {
  await tx.import.update({
    where: { id },
    data: { drafts: JSON.stringify(draftIds), content: "", madeAt: toDate(now) },
  });
}

/** Throws away a file that waits. Returns whether there was one. */
export async function dropImport(tx: Tx, ownerId: string, id: string): Promise<boolean> {
  return (await tx.import.deleteMany({ where: { id, ownerId, madeAt: null } })).count === 1;
}
