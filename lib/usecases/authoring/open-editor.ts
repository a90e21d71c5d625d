import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import { type Context, can, type Viewer } from "@/lib/core/access/viewer";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import type { Finding } from "@/lib/core/authoring/finding";
import type { Vocabulary } from "@/lib/core/authoring/vocabulary";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Kind } from "@/lib/core/question/schema";
import { excerpt } from "@/lib/core/rich-text/excerpt";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { type DraftRow, type DraftState, listDrafts } from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { findNames } from "@/lib/data/users";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { findOwnDraft } from "./drafts";
import { isAuthorOf } from "./read-review";

/** A draft as an editor needs it. */
export type EditorSheet = {
  draftId: string;
  packId: string;
  revision: number;
  file: DraftFile;
  state: DraftState;
  /** Whoever saved it last; null where nobody is known by the id any more. */
  editedBy: string | null;
  /** The id of the last save, for whom it was their own. */
  savedAs: string | null;
  updatedAt: EpochMs;
  /** Ids that are published, and therefore stay. */
  published: string[];
};

/** Whether the viewer is one who could review the draft, and must not see its key before having solved it. */
const isForReviewer = (draft: DraftRow, viewer: Viewer): boolean =>
  draft.state === "in-review" && !isAuthorOf(draft, viewer);

/** The draft as it is stored now; null for those who do not write the bank, and where there is none. */
export async function findEditorSheet(context: Context, draftId: string): Promise<EditorSheet | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, draftId);
  if (draft === null || isForReviewer(draft, context.viewer)) return null;
  const names = await findNames(reader, [draft.editedBy]);
  const { id, packId, revision, file, state, updatedAt, base, unitId } = draft;
  const published = Object.keys(base);
  return {
    draftId: id,
    packId,
    revision,
    file,
    state,
    editedBy: names.get(draft.editedBy) ?? null,
    savedAs: draft.editedBy === context.viewer.userId ? draft.saveId : null,
    updatedAt,
    published: published.length === 0 ? [] : [...new Set([unitId, ...published])],
  };
}

const vocabularyOf = (pack: PackView): Vocabulary => ({
  lessons: pack.chapters.flatMap(({ lessons }) => lessons.map(({ id, title }) => ({ id, title }))),
  exams: pack.info.exams.map(({ id, code }) => ({ id, code })),
  traps: [...pack.traps.values()].map(({ id, name, short, claim, refutedBy, lesson }) => ({
    id,
    name,
    short,
    claim,
    refutedBy,
    lesson,
  })),
  // A key may not rest on what nobody has verified.
  facts: [...pack.facts.values()].filter(({ status }) => status !== "unverified").map(({ id, says }) => ({ id, says })),
});

/** A draft with what its editor offers to choose from; `review` where it waits for the viewer's own blind solution. */
export async function openEditor(
  context: Context,
  draftId: string,
): Promise<{ sheet: EditorSheet; vocabulary: Vocabulary; findings: Finding[] } | "review" | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, draftId);
  if (draft !== null && isForReviewer(draft, context.viewer)) return "review";
  const sheet = draft === null ? null : await findEditorSheet(context, draftId);
  const pack = draft === null ? null : await findPackView(reader, draft.packId);
  if (sheet === null || pack === null) return null;
  const { findings } = checkDraftFile(sheet.file, pack, await lintContext(reader, pack.id, context.now));
  return { sheet, vocabulary: vocabularyOf(pack), findings };
}

export type ListedDraft = {
  draftId: string;
  unitId: string;
  /** A case's title, or the first words of the question. */
  says: string;
  types: Kind[];
  inCase: boolean;
  isNew: boolean;
  state: DraftState;
  editedBy: string | null;
  updatedAt: EpochMs;
  errors: number;
  warnings: number;
};

/** The drafts of the viewer's pack, those changed last first; null for those who do not write the bank. */
export async function listOpenDrafts(context: Context): Promise<ListedDraft[] | null> {
  if (!can(context.viewer, "writeBank")) return null;
  const { pack } = await getCurrentExam(context.viewer);
  const { reader } = await database();
  const drafts = await listDrafts(reader, pack.id);
  const names = await findNames(
    reader,
    drafts.map(({ editedBy }) => editedBy),
  );
  const rules = await lintContext(reader, pack.id, context.now);
  return drafts.map(({ id, unitId, file, state, base, editedBy, updatedAt }) => {
    const { findings } = checkDraftFile(file, pack, rules);
    const errors = findings.filter(({ severity }) => severity === "error").length;
    return {
      draftId: id,
      unitId,
      says: excerpt(file.inCase?.title || file.questions[0]?.stem || file.questions[0]?.ask || ""),
      types: [...new Set(file.questions.map(({ type }) => type))],
      inCase: file.inCase !== null,
      isNew: Object.keys(base).length === 0,
      state,
      editedBy: names.get(editedBy) ?? null,
      updatedAt,
      errors,
      warnings: findings.length - errors,
    };
  });
}
