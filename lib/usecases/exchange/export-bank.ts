import { z } from "zod";
import { draftOfQuestion } from "@/lib/content/interchange/draft-of-question";
import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { FORMATS } from "@/lib/content/interchange/formats";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { type Context, can } from "@/lib/core/access/viewer";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import { KINDS, type Kind } from "@/lib/core/question/schema";
import { database, type Reader } from "@/lib/data/database";
import { countDrafts } from "@/lib/data/drafts";
import { countExportable, listExportable } from "@/lib/data/question-units";
import { getServedQuestions } from "@/lib/data/question-versions";
import { toDay } from "@/lib/data/time";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { type LeftOut, readWholeDrafts } from "./whole-drafts";

/** What can be taken out: what new forms take, what they took once, and what is being written. */
export const EXPORT_STATES = ["published", "retired", "draft"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** The formats that the bank can be written in. */
const EXPORTABLE = FORMATS.filter(({ write }) => write !== undefined);
export const exportFormats = EXPORTABLE.map(({ id, label, endings }) => ({ id, label, ending: endings[0] }));

/** An export as an address says it: ids are joined by commas, what is empty narrows nothing. */
export const exportWishSchema = z
  .strictObject({
    format: z.string().max(40),
    lesson: z.string().max(80).optional(),
    type: z.enum(["", ...KINDS]).optional(),
    state: z.enum(EXPORT_STATES).optional(),
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
export type ExportFilter = { lesson?: string; type?: Kind; state?: ExportState; ids?: readonly string[] };

export type BankExport = {
  fileName: string;
  format: string;
  bytes: Uint8Array;
  questions: number;
  /** Draws of families that the filter fits and no file holds: they are code. */
  draws: number;
  losses: { place: string; what: string }[];
  /** Drafts that are not whole yet, each with why. */
  leftOut: LeftOut[];
};

type Chosen = Pick<BankExport, "draws" | "leftOut"> & { questions: QuestionDraft[] };

/** Questions of the bank as formats take them. */
async function readBank(
  db: Reader,
  packId: string,
  filter: Omit<ExportFilter, "state"> & { state: string },
): Promise<Chosen> {
  const rows = await listExportable(db, packId, filter);
  const versions = rows.flatMap(({ isDraw, versionId }) => (isDraw ? [] : [versionId]));
  const served = await getServedQuestions(db, versions);
  const questions = versions.flatMap((id) => {
    const found = served.get(id);
    return found === undefined ? [] : [draftOfQuestion(found.question, found.context)];
  });
  return { questions, draws: rows.length - versions.length, leftOut: [] };
}

/**
 * Questions of the viewer's pack in a format, for those who may read the bank, and drafts for those who may write it; null
 * for others, and for no format.
 */
export async function exportBank(
  { viewer, now }: Context,
  { format: formatId, filter }: { format: string; filter: ExportFilter },
): Promise<BankExport | null> {
  const format = EXPORTABLE.find(({ id }) => id === formatId);
  const state = filter.state ?? "published";
  const mayRead = can(viewer, state === "draft" ? "writeBank" : "readBank");
  if (!mayRead || format?.write === undefined) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { questions, draws, leftOut } =
    state === "draft"
      ? await readWholeDrafts(reader, pack, filter, now)
      : await readBank(reader, pack.id, { ...filter, state });
  const { bytes, losses } = format.write(questions);
  return {
    fileName: `${pack.id}-${state === "draft" ? "drafts-" : ""}${toDay(now)}${format.endings[0]}`,
    format: format.label,
    bytes,
    questions: questions.length,
    draws,
    losses: losses.map(({ at, what }) => ({ place: spotWords(at), what })),
    leftOut,
  };
}

/** What an export can be narrowed to; null for those who may not read the bank. */
export async function getExportChoices({ viewer }: Context) {
  if (!can(viewer, "readBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  return {
    /** How much there is of each that the viewer may take out; of drafts, files that are being written. */
    states: {
      published: await countExportable(reader, pack.id, "published"),
      retired: await countExportable(reader, pack.id, "retired"),
      draft: can(viewer, "writeBank") ? await countDrafts(reader, pack.id) : null,
    } satisfies Record<ExportState, number | null>,
    packName: pack.info.name,
    formats: exportFormats,
    lessons: listPackLessons(pack).map(({ id, title }) => ({ id, title })),
    types: KINDS,
  };
}
