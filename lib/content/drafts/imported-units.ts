import type { Imported, QuestionDraft, Spot } from "@/lib/content/interchange/exchange";
import { slugOf } from "@/lib/content/interchange/slug";
import { type DraftQuestion, draftQuestionSchema } from "@/lib/core/authoring/draft-file";
import { namedParts } from "./import-ids";

/** What the questions of one import get where the file says nothing. */
export type ImportDefaults = { lesson: string; exams: readonly string[] };

/** What becomes one draft: a question, or the questions of a case. Its ids are still those that the file says. */
export type ImportedUnit = {
  at: Spot;
  /** The id that the file says, as ids are written; empty where it says none. */
  wanted: string;
  inCase: { title: string; scenario: string } | null;
  questions: { wanted: string; draft: QuestionDraft }[];
  /** What is put otherwise than the file says it. */
  notes: string[];
};

/** A case has at most four questions; what a file has beyond becomes a further case. */
export const MOST_IN_CASE = 4;

const wantedOf = (id: string | undefined): string => slugOf(id ?? "", 80);

function notesOf(draft: QuestionDraft): string[] {
  const notes: string[] = [];
  const wanted = wantedOf(draft.id);
  if (draft.id !== undefined && wanted !== draft.id)
    notes.push(wanted === "" ? `The id “${draft.id}” is left out.` : `The id “${draft.id}” is written “${wanted}”.`);
  if (draft.type === "multiple-response" && draft.choose !== undefined) {
    const keys = draft.options.filter(({ key }) => key).length;
    if (keys !== draft.choose)
      notes.push(`The file asks for ${draft.choose} options and marks ${keys} as right; the marks count.`);
  }
  return notes;
}

/** The questions of a file as the drafts that they will be, those of a case together, in the order of the file. */
export function importedUnits(drafts: Imported["drafts"]): ImportedUnit[] {
  const units: ImportedUnit[] = [];
  const cases = new Map<string, ImportedUnit>();
  const inOrder = drafts.map((entry, index) => ({ ...entry, index }));
  for (const { at, draft } of inOrder) {
    const entry = { wanted: wantedOf(draft.id), draft };
    if (draft.inCase === undefined) {
      units.push({ at, wanted: entry.wanted, inCase: null, questions: [entry], notes: notesOf(draft) });
      continue;
    }
    const { id, title, scenario } = draft.inCase;
    const key = JSON.stringify(id === undefined ? ["", title, scenario] : [id]);
    const known = cases.get(key);
    if (known !== undefined && known.questions.length < MOST_IN_CASE) {
      known.questions.push(entry);
      known.notes.push(...notesOf(draft));
      if (known.inCase?.title !== title || known.inCase.scenario !== scenario)
        known.notes.push(`The case “${title}” is told in several ways; that of its first question is taken.`);
      continue;
    }
    const notes = notesOf(draft);
    if (known !== undefined) notes.push("The case has more than four questions; these are a further case.");
    const unit = { at, wanted: wantedOf(id), inCase: { title, scenario }, questions: [entry], notes };
    cases.set(key, unit);
    units.push(unit);
  }
  for (const unit of units) unit.questions.sort((a, b) => (a.draft.inCase?.index ?? 0) - (b.draft.inCase?.index ?? 0));
  return units;
}

/**
 * An imported question as a draft: with ids for its parts, what the file does not say taken from `known` (the question
 * of the bank that it is a change of) or from the defaults. Its general feedback is kept as the remark.
 */
export function draftQuestionOf(
  draft: QuestionDraft,
  id: string,
  known: DraftQuestion | null,
  { lesson, exams }: ImportDefaults,
): DraftQuestion {
  const said = draft.exams !== undefined && draft.exams.length > 0 ? draft.exams : undefined;
  return draftQuestionSchema.parse({
    type: draft.type,
    id,
    lesson: draft.lesson ?? known?.lesson ?? lesson,
    exams: said ?? known?.exams ?? exams,
    difficulty: draft.difficulty ?? known?.difficulty ?? null,
    stem: draft.stem,
    ask: draft.ask ?? known?.ask ?? "",
    counterCue: draft.counterCue ?? known?.counterCue ?? false,
    cues: draft.cues ?? known?.cues ?? [],
    facts: draft.facts ?? known?.facts ?? [],
    verifiedOn: draft.verifiedOn ?? known?.verifiedOn ?? "",
    parallelOf: draft.parallelOf ?? known?.parallelOf ?? "",
    remark: draft.feedback ?? "",
    ...namedParts(draft),
  });
}
