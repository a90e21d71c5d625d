import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { mediaStore } from "./media-store/media-store";
import { toDate, toEpochMs } from "./time";

/** What is known of a picture. `addedBy` is null for one that came with the files of its pack. */
export type MediaFile = {
  packId: string;
  name: string;
  hash: string;
  bytes: number;
  width: number;
  height: number;
  alt: string;
  addedBy: string | null;
  addedAt: EpochMs;
};

/** The pictures of a pack, by name. */
export async function listMedia(db: Reader, packId: string): Promise<MediaFile[]> {
  const rows = await db.mediaFile.findMany({ where: { packId }, orderBy: { name: "asc" } });
  return rows.map((row) => ({ ...row, addedAt: toEpochMs(row.addedAt) }));
}

/** The names of a pack's pictures: what its questions may show. */
export async function listMediaNames(db: Reader, packId: string): Promise<Set<string>> {
  const rows = await db.mediaFile.findMany({ where: { packId }, select: { name: true } });
  return new Set(rows.map(({ name }) => name));
}

/** Whether some pack has the picture. */
export async function isMedia(db: Reader, name: string): Promise<boolean> {
  return (await db.mediaFile.findFirst({ where: { name }, select: { name: true } })) !== null;
}

/** Records a picture whose bytes are stored; one that the pack has already stays as it is. */
export async function recordMedia(tx: Tx, { addedAt, ...file }: MediaFile): Promise<void> {
  const key = { packId: file.packId, name: file.name };
  const create = { ...file, addedAt: toDate(addedAt) };
  await tx.mediaFile.upsert({ where: { packId_name: key }, create, update: {} });
}

/** The bytes of a picture (WebP); null where the store has none. */
export const readMedia = (name: string): Promise<Uint8Array<ArrayBuffer> | null> => mediaStore().get(name);

/** Stores the bytes of a picture. Before its row: bytes without a row harm nobody, a row without bytes does. */
export const storeMedia = (name: string, data: Uint8Array<ArrayBuffer>): Promise<void> => mediaStore().put(name, data);
