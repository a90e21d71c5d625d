"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { slugSchema } from "@/lib/core/question/fields";
import { responseValueSchema } from "@/lib/core/question/response";
import { type PublishRefusal, publishDraft, returnDraft, waiveReview } from "@/lib/usecases/authoring/decide-review";
import { handInDraft, takeDraftBack } from "@/lib/usecases/authoring/hand-in";
import { bringBack, restoreVersion, retire } from "@/lib/usecases/authoring/life";
import { type SolveRefusal, solveDraft } from "@/lib/usecases/authoring/review";
import { type ActionOutcome, defineAction, done, field, go, problem } from "./define-action";

const GONE = "This draft is not in review any more: it was published, returned or taken back. Nothing was changed.";

/** What a refusal by the review of a draft comes to, in words. */
const REFUSALS = {
  missing: problem(GONE),
  changed: problem("The draft has changed since this page was loaded. Nothing was changed; load the page again."),
  own: problem("You wrote this or handed it in. Somebody else reviews it."),
  unsolved: problem("Solve it blind first. Nothing was published."),
  incomplete: problem("Answer every question first. Your choices are still here."),
  errors: problem("The rules find an error in it by now. It goes back to its author; nothing was published."),
  taken: problem(
    "Another question has one of its ids already. Choose another id in the editor; nothing was published.",
  ),
  moved: problem(
    "The published question is another by now than the one this draft began from. Load the page, look at the changes, and tick that the draft replaces it. Nothing was published.",
  ),
  unsettled: field("note", "Your solution was another than the key. Say why the key stands, or return the draft."),
} as const satisfies Record<Exclude<PublishRefusal | SolveRefusal, "no-reason">, ActionOutcome>;

/** The same, where a reason is asked for in words that depend on what it is a reason for. */
const refused = (error: PublishRefusal | SolveRefusal, askForReason = "Say why."): ActionOutcome =>
  error === "no-reason" ? field("note", askForReason) : REFUSALS[error];

const revision = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const ofDraft = { draft: z.uuid(), revision };
const note = z.string().trim().max(600);
const reviewAt = (draftId: string) => `/questions/drafts/${draftId}/review`;

/** Hands a draft in for review. */
export const handInAction = defineAction(z.strictObject(ofDraft), async (context, input) => {
  const draftId = input.draft;
  const handedIn = await handInDraft(context, { draftId, revision: input.revision });
  if (handedIn.ok) return go(reviewAt(draftId));
  switch (handedIn.error) {
    case "missing":
      return problem("There is no such draft.");
    case "state":
      return go(reviewAt(draftId));
    case "changed":
      return problem("Somebody has saved this draft since. It was not handed in; load the page again.");
    case "errors":
      return problem("The rules find an error in it. It was not handed in; the editor shows where.");
    case "taken":
      return problem("Another question has one of its ids already. It was not handed in.");
  }
});

/** Takes a draft back from review. */
export const takeBackAction = defineAction(z.strictObject(ofDraft), async (context, input) => {
  const draftId = input.draft;
  const taken = await takeDraftBack(context, { draftId, revision: input.revision });
  revalidatePath(reviewAt(draftId));
  if (taken.ok) return go(reviewAt(draftId));
  return problem(taken.error === "not-yours" ? "Only its author takes it back." : GONE);
});

const solutionsSchema = z
  .array(
    z.strictObject({ answer: responseValueSchema.nullable(), tags: z.record(z.string().max(8), z.string().max(80)) }),
  )
  .max(4);

const jsonSchema = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "cannot be read" });
      return z.NEVER;
    }
  });

/** Keeps the blind solution of a draft; only after that the page shows its key. */
export const solveDraftAction = defineAction(
  z.strictObject({ ...ofDraft, solutions: jsonSchema.pipe(solutionsSchema) }),
  async (context, input) => {
    const draftId = input.draft;
    const { revision: seen, solutions } = input;
    const solved = await solveDraft(context, { draftId, revision: seen, solutions });
    if (solved.ok) return go(reviewAt(draftId));
    return refused(solved.error);
  },
);

const decisionSchema = z.strictObject({
  ...ofDraft,
  standing: z.string().max(4_000),
  onTop: z.literal("yes").optional(),
  note,
});
type Decision = z.infer<typeof decisionSchema>;

const decided = ({ draft, onTop, ...rest }: Decision) => ({ ...rest, draftId: draft, onTop: onTop === "yes" });

/** Publishes a draft that was solved blind. */
export const publishDraftAction = defineAction(decisionSchema, async (context, input) => {
  const published = await publishDraft(context, decided(input));
  if (!published.ok) return refused(published.error);
  revalidatePath("/questions", "layout");
  return go("/questions/review?done=published");
});

/** Publishes a draft without a blind review; for admins. */
export const waiveReviewAction = defineAction(decisionSchema, async (context, input) => {
  const published = await waiveReview(context, decided(input));
  if (!published.ok) return refused(published.error, "Say why the review is waived. It is kept in the history.");
  revalidatePath("/questions", "layout");
  return go("/questions/review?done=published");
});

/** Gives a draft back to its author. */
export const returnDraftAction = defineAction(z.strictObject({ ...ofDraft, note }), async (context, input) => {
  const { draft: draftId, revision: seen } = input;
  const returned = await returnDraft(context, { draftId, revision: seen, note: input.note });
  if (returned.ok) return go("/questions/review?done=returned");
  return refused(returned.error, "Say what has to change. The author reads it.");
});

const reason = z.string().trim().min(3, "Say why in a few words.").max(600);
const ofQuestion = z.strictObject({ question: slugSchema, reason });
const NO_QUESTION = "There is no such question.";

/** Takes a question out of new sittings. */
export const retireAction = defineAction(ofQuestion, async (context, input) => {
  const retired = await retire(context, { questionId: input.question, reason: input.reason });
  revalidatePath("/questions", "layout");
  if (retired.ok) return done("Retired. New sittings do without it; attempts that have it keep it.");
  return problem(retired.error === "missing" ? NO_QUESTION : "It is retired already.");
});

/** Puts a retired question back into new sittings. */
export const bringBackAction = defineAction(ofQuestion, async (context, input) => {
  const revived = await bringBack(context, { questionId: input.question, reason: input.reason });
  revalidatePath("/questions", "layout");
  if (revived.ok) return done("Brought back. New sittings can have it again.");
  return problem(revived.error === "missing" ? NO_QUESTION : "It is published already.");
});

/** Begins a draft with an older version of a question. */
export const restoreVersionAction = defineAction(
  z.strictObject({ question: slugSchema, version: z.uuid() }),
  async (context, input) => {
    const restored = await restoreVersion(context, { questionId: input.question, versionId: input.version });
    if (restored.ok) return go(`/questions/drafts/${restored.value.draftId}`);
    switch (restored.error) {
      case "missing":
        return problem(NO_QUESTION);
      case "family":
        return problem("A draw of a family is changed in its family's code.");
      case "open":
        return problem(
          "Somebody is writing a draft of this question. Publish or discard it first; it was not touched.",
        );
    }
  },
);
