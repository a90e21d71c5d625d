import { type Context, can } from "@/lib/core/access/viewer";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { createDraft, findDraftOf } from "@/lib/data/drafts";
import { listVersions } from "@/lib/data/question-standing";
import { recordStep } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listUnitVersions, retireQuestion, reviveQuestion } from "@/lib/data/questions";
import { draftOfQuestion } from "./drafts";

type Change = Result<null, "missing" | "already">;

async function changeState(
  { viewer, now }: Context,
  input: { questionId: string; reason: string },
  to: "retired" | "published",
): Promise<Change> {
  if (!can(viewer, "writeBank")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Change> => {
    const unit = await listUnitVersions(tx, input.questionId);
    if (unit === null) return fail("missing");
    const concerned = unit.questions.filter(({ state }) => state !== to);
    if (concerned.length === 0) return fail("already");
    const change = to === "retired" ? retireQuestion : reviveQuestion;
    for (const { id } of concerned) await change(tx, id, now);
    const { packId, unitId } = unit;
    const kind = to === "retired" ? "retired" : "revived";
    const detail = { reason: input.reason };
    await recordStep(tx, { packId, unitId, kind, actorId: viewer.userId, detail }, now);
    return ok(null);
  });
}

/** Takes a question, with its whole case, out of new sittings. Attempts keep it, and its file does not bring it back. */
export const retire = (context: Context, input: { questionId: string; reason: string }): Promise<Change> =>
  changeState(context, input, "retired");

/** Puts a retired question, with its whole case, back into new sittings. */
export const bringBack = (context: Context, input: { questionId: string; reason: string }): Promise<Change> =>
  changeState(context, input, "published");

/**
 * Begins a draft with an older version of a question; the other questions of its case stay as they are published. It
 * goes through review like any other. Refused while somebody is writing one: nothing of theirs is overwritten.
 */
export async function restoreVersion(
  { viewer, now }: Context,
  input: { questionId: string; versionId: string },
): Promise<Result<{ draftId: string }, "missing" | "family" | "open">> {
  if (!can(viewer, "writeBank")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ draftId: string }, "missing" | "family" | "open">> => {
    const unit = await listUnitVersions(tx, input.questionId);
    const wanted = (await listVersions(tx, input.questionId)).find(({ id }) => id === input.versionId);
    if (unit === null || wanted === undefined) return fail("missing");
    if (unit.family !== null) return fail("family");
    if ((await findDraftOf(tx, unit.unitId)) !== null) return fail("open");
    const versions = unit.questions.map(({ id, versionId }) => (id === input.questionId ? wanted.id : versionId));
    const served = await getServedQuestions(tx, versions);
    const all = versions.flatMap((id) => served.get(id) ?? []);
    // The words of the case come with the version that is wanted, where it was in the case then.
    const told = served.get(wanted.id)?.context ?? all.find(({ context }) => context !== null)?.context ?? null;
    const file: DraftFile = {
      inCase:
        unit.unitId === input.questionId || told === null
          ? null
          : { id: unit.unitId, title: told.title, scenario: told.scenario },
      questions: all.map(({ question }) => draftOfQuestion(question)),
    };
    const base = Object.fromEntries(unit.questions.map(({ id, versionId }) => [id, versionId]));
    const { packId, unitId } = unit;
    const draftId = await createDraft(tx, { packId, file, base, by: viewer.userId }, now);
    const detail = { draftId, questionId: input.questionId, version: wanted.version };
    await recordStep(tx, { packId, unitId, kind: "restored", actorId: viewer.userId, detail }, now);
    return ok({ draftId });
  });
}
