import { z } from "zod";
import { mergeBlueprints, withoutHidden } from "@/lib/core/pack/merge-blueprints";
import type { PackView } from "@/lib/core/pack/pack-view";
import { chapterSchema, factSchema, lessonSchema, type PackInfo, packSchema, trapSchema } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { listBlueprints } from "./blueprints";
import type { Reader, Tx } from "./database";
import { selectPacks } from "./sql/select-packs";
import { toDate } from "./time";

const entryKindSchema = z.enum(["pack", "chapter", "lesson", "trap", "fact", "figure"]);
export type EntryKind = z.infer<typeof entryKindSchema>;

/** One thing of a pack that is not a question; `content` is JSON, `hash` that of its text. */
export type ContentEntry = { kind: EntryKind; key: string; hash: string; content: string; position: number };

export type LoadedPack = { id: string; hash: string };

/** The packs that are loaded, the default one first. */
export async function listPacks(db: Reader): Promise<LoadedPack[]> {
  return db.pack.findMany({ orderBy: [{ position: "asc" }, { id: "asc" }], select: { id: true, hash: true } });
}

// What is kept here is named by the pack's hash and its blueprints' revision, so a copy in this process is never taken for
// a newer one.
const views = new Map<string, PackView>();

/** The pack with everything but its questions, as it was loaded last; null when there is no such pack. */
export async function findPackView(db: Reader, packId: string): Promise<PackView | null> {
  const pack = (await selectPacks(db)).find(({ id }) => id === packId);
  return pack === undefined ? null : viewOf(db, pack);
}

/** All packs that are loaded, the default one first. */
export async function listPackViews(db: Reader): Promise<PackView[]> {
  return Promise.all((await selectPacks(db)).map((pack) => viewOf(db, pack)));
}

async function viewOf(db: Reader, pack: { id: string; hash: string; blueprintRevision: number }): Promise<PackView> {
  const packId = pack.id;
  const key = `${packId}@${pack.hash}@${pack.blueprintRevision}`;
  const known = views.get(key);
  if (known !== undefined) return known;
  const rows = await db.contentEntry.findMany({ where: { packId }, orderBy: { position: "asc" } });
  const of = (kind: EntryKind): unknown[] =>
    rows.filter((row) => row.kind === kind).map((row): unknown => JSON.parse(row.content));
  const live = (kind: EntryKind): unknown[] =>
    rows.filter((row) => row.kind === kind && row.retiredAt === null).map((row): unknown => JSON.parse(row.content));
  const [info] = live("pack");
  const view: PackView = {
    id: packId,
    info: withoutHidden(mergeBlueprints(packSchema.parse(info), await listBlueprints(db, packId))),
    chapters: live("chapter").map((content) => chapterSchema.parse(content)),
    lessons: byId(of("lesson").map((content) => lessonSchema.parse(content))),
    // Retired traps and facts stay readable: past results name them.
    traps: byId(of("trap").map((content) => trapSchema.parse(content))),
    facts: byId(of("fact").map((content) => factSchema.parse(content))),
    figures: new Map(live("figure").map((content) => z.tuple([z.string(), z.string()]).parse(content))),
  };
  if (views.size > 20) views.clear();
  views.set(key, view);
  return view;
}

/** The pack as its files say it, without what was written in the app; null when there is no such pack. */
export async function findFiledInfo(db: Reader, packId: string): Promise<PackInfo | null> {
  const row = await db.contentEntry.findFirst({ where: { packId, kind: "pack", retiredAt: null } });
  return row === null ? null : packSchema.parse(JSON.parse(row.content));
}

/** What of a pack its files would say now, without what is retired. */
export async function findLiveEntries(db: Reader, packId: string) {
  const rows = await db.contentEntry.findMany({ where: { packId, retiredAt: null }, orderBy: { position: "asc" } });
  const of = (kind: EntryKind): unknown[] =>
    rows.filter((row) => row.kind === kind).map((row): unknown => JSON.parse(row.content));
  const [info] = of("pack");
  return {
    info: mergeBlueprints(packSchema.parse(info), await listBlueprints(db, packId)),
    chapters: of("chapter").map((content) => chapterSchema.parse(content)),
    lessons: of("lesson").map((content) => lessonSchema.parse(content)),
    traps: of("trap").map((content) => trapSchema.parse(content)),
    facts: of("fact").map((content) => factSchema.parse(content)),
    figures: of("figure")
      .map((content) => z.tuple([z.string(), z.string()]).parse(content))
      .map(([source, svg]) => ({ source, svg })),
  };
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/**
 * Mirrors the entries of a pack: a changed one gets the next version, one that is gone is retired, nothing is deleted.
 * Returns how many were new, changed and retired.
 */
export async function mirrorEntries(
  tx: Tx,
  pack: { id: string; hash: string; position: number },
  entries: readonly ContentEntry[],
  now: EpochMs,
): Promise<{ added: number; changed: number; retired: number }> {
  const at = toDate(now);
  // First of all, as it locks the pack: two servers that start at once load one after the other.
  const row = { hash: pack.hash, position: pack.position, loadedAt: at };
  await tx.pack.upsert({ where: { id: pack.id }, create: { id: pack.id, ...row }, update: row });
  const stored = await tx.contentEntry.findMany({
    where: { packId: pack.id },
    select: { kind: true, key: true, version: true, hash: true, position: true, retiredAt: true },
  });
  const rest = new Map(stored.map((row) => [`${row.kind}/${row.key}`, row]));
  const counts = { added: 0, changed: 0, retired: 0 };
  for (const entry of entries) {
    const name = `${entry.kind}/${entry.key}`;
    const old = rest.get(name);
    rest.delete(name);
    if (old === undefined) {
      await tx.contentEntry.create({ data: { packId: pack.id, ...entry, version: 1, updatedAt: at } });
      counts.added += 1;
      continue;
    }
    const changed = old.hash !== entry.hash;
    if (!changed && old.position === entry.position && old.retiredAt === null) continue;
    await tx.contentEntry.update({
      where: { packId_kind_key: { packId: pack.id, kind: entry.kind, key: entry.key } },
      data: {
        content: entry.content,
        hash: entry.hash,
        position: entry.position,
        version: changed ? old.version + 1 : old.version,
        retiredAt: null,
        updatedAt: at,
      },
    });
    counts.changed += changed ? 1 : 0;
  }
  for (const gone of rest.values()) {
    if (gone.retiredAt !== null) continue;
    await tx.contentEntry.update({
      where: { packId_kind_key: { packId: pack.id, kind: gone.kind, key: gone.key } },
      data: { retiredAt: at },
    });
    counts.retired += 1;
  }
  return counts;
}
