import { type CheckedDraft, checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import { type Context, can } from "@/lib/core/access/viewer";
import { type DraftFile, draftQuestionSchema, emptyQuestion, idsOf, unitIdOf } from "@/lib/core/authoring/draft-file";
import type { Finding } from "@/lib/core/authoring/finding";
import type { SaveOrigin } from "@/lib/core/authoring/save-origin";
import type { PackView } from "@/lib/core/pack/pack-view";
import { slugSchema } from "@/lib/core/question/fields";
import type { Kind, Question } from "@/lib/core/question/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database, type Reader, type Tx } from "@/lib/data/database";
import {
  createDraft,
  type DraftRow,
  findDraft,
  findDraftOf,
  listTakenIds,
  removeDraft,
  saveDraft as storeDraft,
} from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { recordStep } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listUnitVersions } from "@/lib/data/questions";
import { toDay } from "@/lib/data/time";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

/** `missing`: no such draft, or not theirs to see; `changed`: somebody saved since; `taken`: another has the id. */
export type DraftRefusal = "missing" | "changed" | "taken";

/** A draft for those who write the bank; null for everybody else, and where there is none. */
export async function findOwnDraft(db: Reader, { viewer }: Context, draftId: string): Promise<DraftRow | null> {
  return can(viewer, "writeBank") ? findDraft(db, draftId) : null;
}

/** What the rules find in a file of a pack on this day, and what of it could be published. */
async function checked(db: Reader, file: DraftFile, pack: PackView, now: EpochMs): Promise<CheckedDraft> {
  return checkDraftFile(file, pack, await lintContext(db, pack.id, now));
}

/** What stands between a draft and the bank. */
export type DraftSheet = DraftRow & { findings: Finding[]; publishable: boolean };

/** A draft with what the rules find in it. */
export async function getDraft(context: Context, draftId: string): Promise<DraftSheet | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, draftId);
  if (draft === null) return null;
  const pack = await findPackView(reader, draft.packId);
  if (pack === null) return null;
  const { findings, ready } = await checked(reader, draft.file, pack, context.now);
  return { ...draft, findings, publishable: ready !== null };
}

/** What the rules find in a file that is being written, in the pack of its draft; null where there is no such draft. */
export async function checkDraft(
  context: Context,
  input: { draftId: string; file: DraftFile },
): Promise<Finding[] | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, input.draftId);
  const pack = draft === null ? null : await findPackView(reader, draft.packId);
  return pack === null ? null : (await checked(reader, input.file, pack, context.now)).findings;
}

/** The first of `base`, `base-2`, `base-3` … that no question, case or draft has. */
export async function freeId(tx: Tx, base: string): Promise<string> {
  for (let from = 1; ; from += 50) {
    const names = Array.from({ length: 50 }, (_, index) => (from + index === 1 ? base : `${base}-${from + index}`));
    const taken = await listTakenIds(tx, names);
    const free = names.find((name) => !taken.has(name));
    if (free !== undefined) return free;
  }
}

/**
 * Begins an empty question of a type, or a case of two, in the pack of the viewer's exam. Returns the draft's id; null:
 * not theirs to do.
 */
export async function beginQuestion(context: Context, input: { type: Kind | "case" }): Promise<string | null> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return null;
  const { pack, exam } = await getCurrentExam(viewer);
  const db = await database();
  return db.transaction(async (tx) => {
    const id = await freeId(tx, `${pack.id}-${input.type}-${toDay(now)}`);
    const head = { exams: [exam.id], verifiedOn: toDay(now) };
    const file: DraftFile =
      input.type === "case"
        ? {
            inCase: { id, title: "", scenario: "" },
            questions: [1, 2].map((number) => ({ ...emptyQuestion("multiple-choice", `${id}-${number}`), ...head })),
          }
        : { inCase: null, questions: [{ ...emptyQuestion(input.type, id), ...head }] };
    const draftId = await createDraft(tx, { packId: pack.id, file, base: {}, by: viewer.userId }, now);
    await recordStep(tx, { packId: pack.id, unitId: id, kind: "created", actorId: viewer.userId }, now);
    return draftId;
  });
}

/** A published question as a draft says it. */
export function draftOfQuestion(question: Question): DraftFile["questions"][number] {
  const { review: _review, ...rest } = question;
  if (rest.type !== "multiple-response") return draftQuestionSchema.parse(rest);
  const { choose: _choose, ...draft } = rest;
  return draftQuestionSchema.parse(draft);
}

/**
 * Begins a draft of a published question (of its whole case, where it has one), or finds the one that somebody is
 * writing. Draws of families have no draft: their family is code. Returns the draft's id.
 */
export async function openDraft(
  context: Context,
  input: { questionId: string },
): Promise<Result<{ draftId: string }, "missing" | "family">> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ draftId: string }, "missing" | "family">> => {
    const unit = await listUnitVersions(tx, input.questionId);
    if (unit === null) return fail("missing");
    if (unit.family !== null) return fail("family");
    const open = await findDraftOf(tx, unit.unitId);
    if (open !== null) return ok({ draftId: open.id });
    const versions = unit.questions.map(({ versionId }) => versionId);
    const served = await getServedQuestions(tx, versions);
    const all = versions.flatMap((id) => served.get(id) ?? []);
    const context = all[0]?.context ?? null;
    const file: DraftFile = {
      inCase: context === null ? null : { id: context.id, title: context.title, scenario: context.scenario },
      questions: all.map(({ question }) => draftOfQuestion(question)),
    };
    const base = Object.fromEntries(unit.questions.map(({ id, versionId }) => [id, versionId]));
    const draftId = await createDraft(tx, { packId: unit.packId, file, base, by: viewer.userId }, now);
    return ok({ draftId });
  });
}

/**
 * Stores a file over the revision that it was written on, or over an earlier save of the same text whose answer was
 * lost. Returns the revision that holds it; null: somebody else has saved since.
 */
async function storeOnce(
  tx: Tx,
  draftId: string,
  { revision, file, by, save }: { revision: number; file: DraftFile; by: string; save: SaveOrigin | null },
  now: EpochMs,
): Promise<number | null> {
  // The first of two tries may lose against another save of the same browser, which was on its way.
  for (let tries = 0; tries < 2; tries += 1) {
    const draft = await findDraft(tx, draftId);
    if (draft === null) return null;
    const own = draft.editedBy === by ? draft.saveId : null;
    if (save !== null && own === save.id) return draft.revision;
    const isOver = own !== null && save?.unanswered.includes(own);
    const over = isOver ? draft.revision : revision;
    const stored = await storeDraft(tx, { id: draftId, revision: over, file, by, saveId: save?.id ?? null }, now);
    if (stored !== null) return stored;
  }
  return null;
}

/**
 * Stores what was written, if nobody else has saved since `revision`: of two people who write the same question, the
 * second is told. `save`: told by a browser, so that a save counts once however often it comes. Ids of what is published
 * stay as they are.
 */
export async function saveDraft(
  context: Context,
  input: { draftId: string; revision: number; file: DraftFile; save?: SaveOrigin },
): Promise<Result<{ revision: number; findings: Finding[] }, DraftRefusal>> {
  const { viewer, now } = context;
  const { draftId, revision, file, save = null } = input;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ revision: number; findings: Finding[] }, DraftRefusal>> => {
    const draft = await findOwnDraft(tx, context, draftId);
    const pack = draft === null ? null : await findPackView(tx, draft.packId);
    if (draft === null || pack === null) return fail("missing");
    const unitId = unitIdOf(file);
    if (unitId !== draft.unitId && Object.keys(draft.base).length > 0) return fail("taken");
    // Ids that the draft has already were free when it got them.
    const before = new Set(idsOf(draft.file));
    const added = idsOf(file).filter((id) => !before.has(id));
    if (!added.every((id) => slugSchema.safeParse(id).success)) return fail("taken");
    if ((await listTakenIds(tx, added)).size > 0) return fail("taken");
    const saved = await storeOnce(tx, draftId, { revision, file, by: viewer.userId, save }, now);
    if (saved === null) return fail("changed");
    return ok({ revision: saved, findings: (await checked(tx, file, pack, now)).findings });
  });
}

/** Whether a draft may take this id: a slug that no question, case or other draft has. */
export async function isIdFree(context: Context, input: { draftId: string; id: string }): Promise<boolean | null> {
  const { reader } = await database();
  if ((await findOwnDraft(reader, context, input.draftId)) === null) return null;
  return slugSchema.safeParse(input.id).success && !(await listTakenIds(reader, [input.id])).has(input.id);
}

/** Throws a draft away. What is published of the question stays as it is. */
export async function discardDraft(
  context: Context,
  input: { draftId: string; revision: number },
): Promise<Result<null, DraftRefusal>> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, DraftRefusal>> => {
    const draft = await findOwnDraft(tx, context, input.draftId);
    if (draft === null) return fail("missing");
    if (!(await removeDraft(tx, draft.id, input.revision))) return fail("changed");
    const { packId, unitId } = draft;
    await recordStep(tx, { packId, unitId, kind: "discarded", actorId: viewer.userId }, now);
    return ok(null);
  });
}
