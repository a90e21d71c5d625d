import { contentHash } from "@/lib/content/content-hash";
import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import { importedUnits } from "@/lib/content/drafts/imported-units";
import { type KnownUnit, makesDraft, type PlannedUnit, planImport } from "@/lib/content/drafts/plan-import";
import type { ReadFile } from "@/lib/content/drafts/read-import";
import { slugOf } from "@/lib/content/interchange/slug";
import { spotWords } from "@/lib/content/interchange/spot-words";
import type { LintContext } from "@/lib/content/lint/rule";
import { type DraftFile, unitIdOf } from "@/lib/core/authoring/draft-file";
import type { ExistingChoice } from "@/lib/core/authoring/existing-choice";
import type { PackView } from "@/lib/core/pack/pack-view";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import { excerpt } from "@/lib/core/rich-text/excerpt";
import type { Reader } from "@/lib/data/database";
import { listTakenIds } from "@/lib/data/drafts";
import { findDraftFiles, findUnits } from "@/lib/data/question-units";
import { getServedQuestions } from "@/lib/data/question-versions";
import { draftOfQuestion } from "@/lib/usecases/authoring/drafts";

/** What whoever imports decides: the lesson and exam of questions that say none, and what taken ids lead to. */
export type ImportWishes = { lesson: string; exam: string; existing: ExistingChoice };

/** The wishes as the pack has room for them: an unknown lesson is none, an unknown exam the first. */
export function wishesIn(pack: PackView, asked: Partial<ImportWishes>, currentExam: string): ImportWishes {
  const exams = pack.info.exams.map(({ id }) => id);
  const exam = [asked.exam, currentExam].find((id) => id !== undefined && exams.includes(id)) ?? exams[0] ?? "";
  const lesson = listPackLessons(pack).some(({ id }) => id === asked.lesson) ? (asked.lesson ?? "") : "";
  return { lesson, exam, existing: asked.existing ?? "update" };
}

/** Asks the bank about each unit that a file names. */
async function knownUnits(db: Reader, wanted: readonly string[]): Promise<Map<string, KnownUnit>> {
  const units = await findUnits(db, wanted);
  const drafts = await findDraftFiles(db, wanted);
  const versions = [...units.values()].flatMap(({ questions }) => questions.map(({ versionId }) => versionId));
  const served = await getServedQuestions(db, versions);
  const known = new Map<string, KnownUnit>();
  for (const [id, { packId, isDraw, questions }] of units) {
    const all = questions.flatMap(({ versionId }) => served.get(versionId) ?? []);
    const context = all[0]?.context ?? null;
    known.set(id, {
      packId,
      isDraw,
      inService: questions.every(({ isPublished }) => isPublished),
      file: {
        inCase: context === null ? null : { id: context.id, title: context.title, scenario: context.scenario },
        questions: all.map(({ question }) => draftOfQuestion(question)),
      },
      base: Object.fromEntries(questions.map((question) => [question.id, question.versionId])),
      draft: drafts.get(id)?.file ?? null,
    });
  }
  for (const [id, { packId, file }] of drafts) {
    if (!known.has(id)) known.set(id, { packId, isDraw: false, inService: false, file: null, base: {}, draft: file });
  }
  return known;
}

export type ImportPlan = {
  units: PlannedUnit[];
  /** Stands for all that the plan decides: a plan with another digest is another plan. */
  digest: string;
};

const idsOf = ({ inCase, questions }: DraftFile): string[] => [
  ...(inCase === null ? [] : [inCase.id]),
  ...questions.map(({ id }) => id),
];

/** Every id that a plan gives to something new. */
export const newIdsOf = (units: readonly PlannedUnit[]): string[] =>
  units
    .filter(makesDraft)
    .flatMap(({ file, base, fate }) =>
      (fate === "update" ? file.questions.map(({ id }) => id) : idsOf(file)).filter((id) => !(id in base)),
    );

/** What a file that was read comes to in this bank, as it is now. */
export async function planReadFile(
  db: Reader,
  read: ReadFile,
  { packId, fileName, wishes }: { packId: string; fileName: string; wishes: ImportWishes },
): Promise<ImportPlan> {
  const units = importedUnits(read.drafts);
  const wanted = units.map((unit) => unit.wanted).filter((id) => id !== "");
  const known = await knownUnits(db, wanted);
  const prefix = slugOf(fileName.replace(/\.[^.]*$/, ""), 40) || "import";
  // Which ids are made is only known on the way: planned again until every id that it tried has been asked about.
  const asked = new Map<string, boolean>();
  for (;;) {
    const unasked = new Set<string>();
    const isTaken = (id: string): boolean => {
      const answer = asked.get(id);
      if (answer === undefined) unasked.add(id);
      return answer ?? false;
    };
    const planned = planImport(
      units,
      {
        packId,
        prefix,
        existing: wishes.existing,
        defaults: { lesson: wishes.lesson, exams: wishes.exam === "" ? [] : [wishes.exam] },
      },
      { knownOf: (id) => known.get(id) ?? null, isTaken },
    );
    if (unasked.size === 0) {
      const decided = planned.map(({ fate, file, base }) => [fate, idsOf(file), base]);
      return { units: planned, digest: contentHash([decided, wishes]).slice(0, 32) };
    }
    const taken = await listTakenIds(db, [...unasked]);
    for (const id of unasked) asked.set(id, taken.has(id));
  }
}

/** A unit of a plan as whoever imports reads it. */
export type ImportLine = {
  place: string;
  fate: PlannedUnit["fate"];
  id: string;
  wanted: string;
  type: string;
  questions: number;
  title: string;
  errors: number;
  warnings: number;
  /** The first things that keep it from being submitted. */
  firstErrors: string[];
  reason: string | null;
  notes: readonly string[];
};

/** Lines of a plan, with what the rules find in each. */
export function importLines(units: readonly PlannedUnit[], pack: PackView, rules: Required<LintContext>): ImportLine[] {
  return units.map(({ at, fate, wanted, reason, notes, file }) => {
    const { findings } = checkDraftFile(file, pack, rules);
    const errors = findings.filter(({ severity }) => severity === "error");
    const [first] = file.questions;
    return {
      place: spotWords(at),
      fate,
      id: unitIdOf(file),
      wanted,
      type: file.inCase === null ? (first?.type ?? "") : "case",
      questions: file.questions.length,
      title: excerpt(file.inCase?.title ?? first?.stem ?? "").slice(0, 200),
      errors: errors.length,
      warnings: findings.length - errors.length,
      firstErrors: [...new Set(errors.map(({ message }) => message))].slice(0, 3),
      reason,
      notes,
    };
  });
}
