import { type BankFile, bankFiles } from "@/lib/content/bank-files/bank-files";
import { reviewSchema } from "@/lib/core/question/fields";
import { database } from "@/lib/data/database";
import { listMedia, readMedia } from "@/lib/data/media-files";
import { findLiveEntries, listPacks } from "@/lib/data/packs";
import { countUnpublished, listPublished, listRetiredDraws } from "@/lib/data/question-standing";

/** A pack as files, and what files cannot say of it. */
export type ExportedPack = {
  id: string;
  files: BankFile[];
  /** Question id → the hash of its published version: what the files must come to when they are read again. */
  hashes: Map<string, string>;
  /** The pictures that questions may show, by their names; null where the store has lost one. */
  pictures: { name: string; data: Uint8Array | null }[];
  /** Folders of families, which are code and are copied from the questions folder, with how many draws hang on each. */
  families: { folder: string; family: string; draws: number }[];
  /** Draws that are retired by hand: an empty database would have them again. */
  retiredDraws: string[];
  /** Of what is not published nothing is written. */
  unpublished: { retired: number; drafts: number };
};

/** The bank as the files of the questions folder. For operators: it asks for no viewer. */
export async function exportBank(wanted: string | null): Promise<ExportedPack[]> {
  const { reader } = await database();
  const packs = (await listPacks(reader)).filter(({ id }) => wanted === null || id === wanted);
  const exported: ExportedPack[] = [];
  for (const { id } of packs) {
    const entries = await findLiveEntries(reader, id);
    const published = await listPublished(reader, id);
    const questions = published
      .filter(({ served }) => served.family === null)
      .map(({ served, verifiedOn, review }) => {
        const told = review === null ? {} : { review: reviewSchema.parse(JSON.parse(review)) };
        return { question: { ...served.question, verifiedOn, ...told }, context: served.context };
      });
    const families = new Map<string, ExportedPack["families"][number]>();
    for (const { served } of published) {
      if (served.family === null) continue;
      const index = entries.chapters.findIndex(({ lessons }) =>
        lessons.some((lesson) => lesson.id === served.question.lesson),
      );
      const known = families.get(served.family);
      const folder = `${entries.info.chapters[index] ?? ""}/families`;
      families.set(served.family, { folder, family: served.family, draws: (known?.draws ?? 0) + 1 });
    }
    const media = await listMedia(reader, id);
    const pictures = await Promise.all(media.map(async ({ name }) => ({ name, data: await readMedia(name) })));
    exported.push({
      id,
      pictures,
      files: bankFiles({ ...entries, questions }),
      hashes: new Map(published.map((question) => [question.id, question.hash])),
      families: [...families.values()],
      retiredDraws: await listRetiredDraws(reader, id),
      unpublished: await countUnpublished(reader, id),
    });
  }
  return exported;
}
