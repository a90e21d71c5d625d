import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import { type Context, can } from "@/lib/core/access/viewer";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { setDraftState } from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { listStandings } from "@/lib/data/question-standing";
import { recordStep } from "@/lib/data/question-steps";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { findOwnDraft } from "./drafts";
import { takenIds } from "./standing";

/** `errors`: the rules object; `taken`: a question of another file has an id of it; `state`: it is in review already. */
export type HandInRefusal = "missing" | "changed" | "errors" | "taken" | "state";

/** Hands a draft in for review. Refused while the rules find an error in it. */
export async function handInDraft(
  context: Context,
  input: { draftId: string; revision: number },
): Promise<Result<null, HandInRefusal>> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, HandInRefusal>> => {
    const draft = await findOwnDraft(tx, context, input.draftId);
    const pack = draft === null ? null : await findPackView(tx, draft.packId);
    if (draft === null || pack === null) return fail("missing");
    if (draft.state !== "draft") return fail("state");
    if (checkDraftFile(draft.file, pack, await lintContext(tx, pack.id, now)).ready === null) return fail("errors");
    const ids = draft.file.questions.map(({ id }) => id);
    if (takenIds(draft, await listStandings(tx, draft.unitId, ids)).length > 0) return fail("taken");
    const change = { id: draft.id, revision: input.revision, state: "in-review", submittedBy: viewer.userId } as const;
    if (!(await setDraftState(tx, change, now))) return fail("changed");
    const { id: draftId, packId, unitId } = draft;
    const step = { packId, unitId, actorId: viewer.userId, detail: { draftId } };
    await recordStep(tx, { ...step, kind: "submitted" }, now);
    return ok(null);
  });
}

/** Takes a draft back from review, to go on writing: for whoever wrote it last or handed it in, and for admins. */
export async function takeDraftBack(
  context: Context,
  input: { draftId: string; revision: number },
): Promise<Result<null, "missing" | "changed" | "not-yours">> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing" | "changed" | "not-yours">> => {
    const draft = await findOwnDraft(tx, context, input.draftId);
    if (draft === null) return fail("missing");
    const isTheirs = draft.submittedBy === viewer.userId || draft.editedBy === viewer.userId;
    if (!isTheirs && !can(viewer, "waiveReview")) return fail("not-yours");
    if (draft.state !== "in-review") return fail("changed");
    const change = { id: draft.id, revision: input.revision, state: "draft", submittedBy: null } as const;
    if (!(await setDraftState(tx, change, now))) return fail("changed");
    const { id: draftId, packId, unitId } = draft;
    const step = { packId, unitId, actorId: viewer.userId, detail: { draftId } };
    await recordStep(tx, { ...step, kind: "withdrawn" }, now);
    return ok(null);
  });
}
