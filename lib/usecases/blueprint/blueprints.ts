import { type Context, can } from "@/lib/core/access/viewer";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import { type BlueprintFields, type BlueprintSheet, toFields } from "@/lib/core/exam/blueprint-fields";
import { checkBlueprint, feasibilityWords } from "@/lib/core/exam/check-blueprint";
import type { QuotaNames } from "@/lib/core/exam/quota-words";
import { mergeBlueprints } from "@/lib/core/pack/merge-blueprints";
import { listPackLessons, type PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { listBlueprints } from "@/lib/data/blueprints";
import { database, type Reader } from "@/lib/data/database";
import { findFiledInfo } from "@/lib/data/packs";
import { toCandidates } from "@/lib/usecases/attempt/assemble";
import { listExamBank } from "@/lib/usecases/attempt/exam-bank";
import { findExamWithPack, getCurrentExam } from "@/lib/usecases/learn/current-exam";

/** `files`: as the pack's files say it; `changed`: theirs, changed in the app; `app`: written in the app. */
export type Origin = "files" | "changed" | "app";

/** A blueprint as its editors see it. `revision` is 0 while it stands as in the files. */
export type EditedBlueprint = { blueprint: Blueprint; origin: Origin; revision: number; updatedAt: EpochMs | null };

/** Every blueprint of an exam, hidden ones too. */
export async function blueprintsOf(db: Reader, packId: string, examId: string): Promise<EditedBlueprint[]> {
  const info = await findFiledInfo(db, packId);
  const stored = await listBlueprints(db, packId);
  if (info === null) return [];
  const filed = new Set(info.exams.find(({ id }) => id === examId)?.blueprints.map(({ id }) => id));
  const rows = new Map(stored.flatMap((row) => (row.examId === examId ? [[row.blueprint.id, row] as const] : [])));
  const exam = mergeBlueprints(info, stored).exams.find(({ id }) => id === examId);
  return (exam?.blueprints ?? []).map((blueprint) => {
    const row = rows.get(blueprint.id);
    const isFiled = filed.has(blueprint.id);
    return {
      blueprint,
      origin: row === undefined ? "files" : isFiled ? "changed" : "app",
      revision: row?.revision ?? 0,
      updatedAt: row?.updatedAt ?? null,
    };
  });
}

/** What lessons, traps and exam versions of a pack are called. */
const packNames = (pack: PackView): QuotaNames => ({
  trap: (id) => pack.traps.get(id)?.name ?? id,
  lesson: (id) => id,
  version: (id) => pack.info.exams.find((exam) => exam.id === id)?.code ?? id,
});

/** What the bank lacks for each of some blueprints of an exam now, in sentences. */
export async function lacksOf(
  db: Reader,
  { pack, exam }: { pack: PackView; exam: Exam },
  blueprints: readonly Blueprint[],
  now: EpochMs,
): Promise<string[][]> {
  const bank = toCandidates(await listExamBank(db, pack.id, exam, now), pack, new Map());
  return blueprints.map((blueprint) => feasibilityWords(checkBlueprint(blueprint, bank), blueprint, packNames(pack)));
}

export type ListedBlueprint = EditedBlueprint & { lacks: string[] };
export type BlueprintList = { pack: PackView; exams: { exam: Exam; blueprints: ListedBlueprint[] }[] };

/** The blueprints of the pack of the viewer's exam, for those who may write in the bank; null for everybody else. */
export async function listAllBlueprints({ viewer, now }: Context): Promise<BlueprintList | null> {
  if (!can(viewer, "writeBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const exams: BlueprintList["exams"] = [];
  for (const exam of pack.info.exams) {
    const edited = await blueprintsOf(reader, pack.id, exam.id);
    const lacks = await lacksOf(
      reader,
      { pack, exam },
      edited.map(({ blueprint }) => blueprint),
      now,
    );
    exams.push({ exam, blueprints: edited.map((one, index) => ({ ...one, lacks: lacks[index] ?? [] })) });
  }
  return { pack, exams };
}

/**
 * A blueprint in the editor: the one of this id, or a new one, which may start as a copy of another. Null where there is
 * none such, and for those who may not write in the bank.
 */
export async function openBlueprint(
  { viewer }: Context,
  at: { examId: string; blueprintId: string | null; copyOf?: string | undefined },
): Promise<BlueprintSheet | null> {
  if (!can(viewer, "writeBank")) return null;
  const { reader } = await database();
  const found = await findExamWithPack(reader, at.examId);
  if (found === null) return null;
  const { pack, exam } = found;
  const wanted = at.blueprintId ?? at.copyOf ?? null;
  const known = (await blueprintsOf(reader, pack.id, exam.id)).find(({ blueprint }) => blueprint.id === wanted);
  if (wanted !== null && known === undefined) return null;
  const lessons = listPackLessons(pack);
  const ids = lessons.map(({ id }) => id);
  return {
    exam: { id: exam.id, code: exam.code, itemTypes: exam.itemTypes, hasCases: exam.hasCases },
    blueprintId: at.blueprintId,
    revision: at.blueprintId === null ? 0 : (known?.revision ?? 0),
    fields: known === undefined ? blank(ids) : toFields(at.blueprintId === null ? copied(known) : known.blueprint, ids),
    vocabulary: {
      lessons: lessons.map(({ id, title }) => ({ id, title })),
      traps: [...pack.traps.values()].map(({ id, name }) => ({ id, name })),
      versions: pack.info.exams.filter(({ id }) => id !== exam.id).map(({ id, code }) => ({ id, code })),
    },
  };
}

const copied = ({ blueprint }: EditedBlueprint): Blueprint => ({ ...blueprint, title: `${blueprint.title}, copy` });

const blank = (lessons: readonly string[]): BlueprintFields => ({
  title: "",
  summary: "",
  minutes: "30",
  lessons: lessons.map((lesson) => ({ lesson, scored: "4", section: 0 })),
  pilots: "0",
  quotas: [],
  sections: [],
  hidden: false,
});
