import { z } from "zod";
import { draftOfQuestion } from "@/lib/content/interchange/draft-of-question";
import { FORMATS } from "@/lib/content/interchange/formats";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { type Context, can } from "@/lib/core/access/viewer";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import { KINDS, type Kind } from "@/lib/core/question/schema";
import { database } from "@/lib/data/database";
import { listExportable } from "@/lib/data/question-units";
import { getServedQuestions } from "@/lib/data/question-versions";
import { toDay } from "@/lib/data/time";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

/** The formats that the bank can be written in. */
const EXPORTABLE = FORMATS.filter(({ write }) => write !== undefined);
export const exportFormats = EXPORTABLE.map(({ id, label, endings }) => ({ id, label, ending: endings[0] }));

/** An export as an address says it: ids are joined by commas, what is empty narrows nothing. */
export const exportWishSchema = z
  .strictObject({
    format: z.string().max(40),
    lesson: z.string().max(80).optional(),
    type: z.enum(["", ...KINDS]).optional(),
    state: z.enum(["published", "retired"]).optional(),
    ids: z.string().max(40_000).optional(),
  })
  .transform(({ format, lesson, type, state, ids }) => ({
    format,
    filter: {
      ...(lesson ? { lesson } : {}),
      ...(type ? { type } : {}),
      ...(state ? { state } : {}),
      ...(ids ? { ids: ids.split(",").slice(0, MOST_IDS) } : {}),
    } satisfies ExportFilter,
  }));

/** Ids that an address can name. */
const MOST_IDS = 500;

/** Which questions of the viewer's pack: those in service unless told, of all lessons and types unless told. */
export type ExportFilter = { lesson?: string; type?: Kind; state?: "published" | "retired"; ids?: readonly string[] };

export type BankExport = {
  fileName: string;
  format: string;
  bytes: Uint8Array;
  questions: number;
  /** Draws of families that the filter fits and no file holds: they are code. */
  draws: number;
  losses: { place: string; what: string }[];
};

/** Questions of the viewer's pack in a format, for those who may read the bank; null for others, and for no format. */
export async function exportBank(
  { viewer, now }: Context,
  { format: formatId, filter }: { format: string; filter: ExportFilter },
): Promise<BankExport | null> {
  const format = EXPORTABLE.find(({ id }) => id === formatId);
  if (!can(viewer, "readBank") || format?.write === undefined) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const rows = await listExportable(reader, pack.id, { state: "published", ...filter });
  const written = rows.filter(({ isDraw }) => !isDraw);
  const versions = written.map(({ versionId }) => versionId);
  const served = await getServedQuestions(reader, versions);
  const drafts = versions.flatMap((id) => {
    const found = served.get(id);
    return found === undefined ? [] : [draftOfQuestion(found.question, found.context)];
  });
  const { bytes, losses } = format.write(drafts);
  return {
    fileName: `${pack.id}-${toDay(now)}${format.endings[0]}`,
    format: format.label,
    bytes,
    questions: drafts.length,
    draws: rows.length - written.length,
    losses: losses.map(({ at, what }) => ({ place: spotWords(at), what })),
  };
}

/** What an export can be narrowed to; null for those who may not read the bank. */
export async function getExportChoices({ viewer }: Context) {
  if (!can(viewer, "readBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  return {
    packName: pack.info.name,
    formats: exportFormats,
    lessons: listPackLessons(pack).map(({ id, title }) => ({ id, title })),
    types: KINDS,
  };
}
