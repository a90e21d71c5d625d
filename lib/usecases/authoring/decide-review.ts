import { type Context, can } from "@/lib/core/access/viewer";
import { compareBlind } from "@/lib/core/authoring/blind";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database, type Tx } from "@/lib/data/database";
import { removeDraft, setDraftState } from "@/lib/data/drafts";
import { recordStep } from "@/lib/data/question-steps";
import { toDay } from "@/lib/data/time";
import { publishQuestions } from "./publish";
import { findHandedIn, type HandedIn, mayReview, reviewsOf } from "./read-review";
import { movedOn, standingWord, takenIds } from "./standing";

/**
 * `own`: they wrote it themselves; `unsolved`: they have not solved it blind; `errors`: the rules object by now; `taken`:
 * another file has an id of it; `moved`: the published version is another than the one that was looked at, or than the
 * one that the draft began from and nobody said to publish on top of it; `unsettled`: the blind solution was another
 * than the key, and nobody said why the key stands.
 */
export type PublishRefusal =
  | "missing"
  | "changed"
  | "own"
  | "unsolved"
  | "errors"
  | "taken"
  | "moved"
  | "unsettled"
  | "no-reason";

export type PublishInput = {
  draftId: string;
  revision: number;
  /** The published versions that were on screen: `standing` of the sheet. */
  standing: string;
  /** Published since the draft began, seen, and to be replaced. */
  onTop: boolean;
  note: string;
};

/** Whether the draft can go over what is published now; null: it can. */
function obstacle(
  { draft, standings, checked }: HandedIn,
  { revision, standing, onTop }: PublishInput,
): "changed" | "errors" | "taken" | "moved" | null {
  if (draft.revision !== revision) return "changed";
  if (checked.ready === null) return "errors";
  if (takenIds(draft, standings).length > 0) return "taken";
  if (standingWord(standings) !== standing) return "moved";
  return movedOn(draft, standings).length > 0 && !onTop ? "moved" : null;
}

async function publish(
  tx: Tx,
  context: Context,
  handedIn: HandedIn,
  decided: { review: (questionId: string) => string | null; note: string; onTop: boolean },
): Promise<boolean> {
  const { viewer, now } = context;
  const { draft, checked, standings } = handedIn;
  if (!(await removeDraft(tx, draft.id, draft.revision))) return false;
  const { packId, unitId, submittedBy } = draft;
  // Of a file that moved on, what came into it since goes too: on screen stood the whole file as it will be.
  const before = standings.flatMap(({ id, state }) => (state === "published" ? [id] : []));
  const detail = {
    draftId: draft.id,
    author: submittedBy,
    ...(decided.note === "" ? {} : { note: decided.note }),
    ...(decided.onTop ? { onTop: true } : {}),
  };
  const { ready } = checked;
  if (ready === null) return false;
  await publishQuestions(
    tx,
    { packId, unitId, ready, base: before, actorId: viewer.userId, review: decided.review, detail },
    now,
  );
  return true;
}

/** Publishes a draft that the viewer has solved blind. Attempts under way and in the past keep the version they have. */
export async function publishDraft(context: Context, input: PublishInput): Promise<Result<null, PublishRefusal>> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, PublishRefusal>> => {
    const handedIn = await findHandedIn(tx, context, input.draftId);
    if (handedIn === null) return fail("missing");
    if (!mayReview(handedIn, viewer)) return fail("own");
    const { solutions, checked } = handedIn;
    if (solutions === null) return fail("unsolved");
    const hindered = obstacle(handedIn, input);
    if (hindered !== null) return fail(hindered);
    const ready = checked.ready ?? [];
    const differs = ready.some(({ served }, index) => {
      const solution = solutions[index];
      return solution === undefined || compareBlind(served.question, solution).solved === "changed";
    });
    if (differs && input.note === "") return fail("unsettled");
    const reviews = reviewsOf(ready, solutions, { on: toDay(now), note: input.note });
    const review = (questionId: string) => reviews.get(questionId) ?? null;
    return (await publish(tx, context, handedIn, { ...input, review })) ? ok(null) : fail("changed");
  });
}

/** Publishes a draft without a blind review: for admins, with a reason, which is recorded. */
export async function waiveReview(context: Context, input: PublishInput): Promise<Result<null, PublishRefusal>> {
  const { viewer, now } = context;
  if (!can(viewer, "waiveReview")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, PublishRefusal>> => {
    const handedIn = await findHandedIn(tx, context, input.draftId);
    if (handedIn === null) return fail("missing");
    if (input.note === "") return fail("no-reason");
    const hindered = obstacle(handedIn, input);
    if (hindered !== null) return fail(hindered);
    const { id: draftId, packId, unitId } = handedIn.draft;
    const step = { packId, unitId, actorId: viewer.userId, detail: { draftId, reason: input.note } };
    await recordStep(tx, { ...step, kind: "waived" }, now);
    const event = { actorId: viewer.userId, action: "review.waived", subject: unitId, detail: { reason: input.note } };
    await recordAudit(tx, event, now);
    const decided = { review: () => null, note: "", onTop: input.onTop };
    return (await publish(tx, context, handedIn, decided)) ? ok(null) : fail("changed");
  });
}

/** Gives a draft back to its author with a note. A reviewer may do so before solving it: it may not be solvable. */
export async function returnDraft(
  context: Context,
  input: { draftId: string; revision: number; note: string },
): Promise<Result<null, "missing" | "changed" | "own" | "no-reason">> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing" | "changed" | "own" | "no-reason">> => {
    const handedIn = await findHandedIn(tx, context, input.draftId);
    if (handedIn === null) return fail("missing");
    if (!mayReview(handedIn, viewer)) return fail("own");
    if (input.note === "") return fail("no-reason");
    const { id, packId, unitId } = handedIn.draft;
    const change = { id, revision: input.revision, state: "draft", submittedBy: null } as const;
    if (!(await setDraftState(tx, change, now))) return fail("changed");
    const detail = { draftId: id, note: input.note };
    await recordStep(tx, { packId, unitId, kind: "returned", actorId: viewer.userId, detail }, now);
    return ok(null);
  });
}
