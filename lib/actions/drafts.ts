"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { draftFileSchema } from "@/lib/core/authoring/draft-file";
import { saveOriginSchema } from "@/lib/core/authoring/save-origin";
import { slugSchema } from "@/lib/core/question/fields";
import { responseValueSchema } from "@/lib/core/question/response";
import { KINDS } from "@/lib/core/question/schema";
import { copyDraft } from "@/lib/usecases/authoring/copy-draft";
import { beginQuestion, discardDraft, isIdFree, openDraft, saveDraft } from "@/lib/usecases/authoring/drafts";
import { findEditorSheet } from "@/lib/usecases/authoring/open-editor";
import { previewDraft } from "@/lib/usecases/authoring/preview-draft";
import { defineAction, defineCall, go, problem } from "./define-action";

const draftId = z.uuid();
const revision = z.number().int().min(0);

/** Begins a new question or case, and opens it. */
export const beginQuestionAction = defineAction(
  z.strictObject({ type: z.enum([...KINDS, "case"]) }),
  async (context, input) => {
    const begun = await beginQuestion(context, input);
    return begun === null ? problem("You may not write questions here.") : go(`/questions/drafts/${begun}`);
  },
);

/** Opens the draft of a published question, or goes on with the one that somebody has begun. */
export const openDraftAction = defineAction(z.strictObject({ questionId: slugSchema }), async (context, input) => {
  const opened = await openDraft(context, input);
  if (opened.ok) return go(`/questions/drafts/${opened.value.draftId}`);
  return problem(
    opened.error === "family"
      ? "This question is drawn by a family, which is code: it cannot be edited here."
      : "There is no such question.",
  );
});

/** Throws a draft away. */
export const discardDraftAction = defineAction(
  z.strictObject({ draftId, revision: z.coerce.number().int().min(0) }),
  async (context, input) => {
    const discarded = await discardDraft(context, input);
    if (discarded.ok) revalidatePath("/questions/drafts");
    if (discarded.ok || discarded.error === "missing") return go("/questions/drafts");
    return problem(
      "Somebody has saved this draft since. Reload the page to see what they wrote; nothing was thrown away.",
    );
  },
);

/**
 * Stores what was written. Of two who write the same draft, the second is told what the first has stored; a save that was
 * stored before is answered again.
 */
export const saveDraftAction = defineCall(
  z.strictObject({ draftId, revision, file: draftFileSchema, save: saveOriginSchema }),
  async (context, input) => {
    const saved = await saveDraft(context, input);
    if (saved.ok) return { kind: "saved" as const, revision: saved.value.revision, at: context.now };
    if (saved.error === "taken") return { kind: "taken" as const };
    const theirs = await findEditorSheet(context, input.draftId);
    return theirs === null ? { kind: "missing" as const } : { kind: "changed" as const, theirs };
  },
);

/** Keeps a text as a new draft. Returns its id. */
export const copyDraftAction = defineCall(z.strictObject({ draftId, file: draftFileSchema }), copyDraft);

/** The draft as it is stored now. */
export const readDraftAction = defineCall(z.strictObject({ draftId }), (context, input) =>
  findEditorSheet(context, input.draftId),
);

/** What the rules find in what is being written, and one of its questions as learners would see it. Stores nothing. */
export const previewDraftAction = defineCall(
  z.strictObject({
    draftId,
    file: draftFileSchema,
    question: z.number().int().min(0).max(3),
    answer: responseValueSchema.nullable(),
  }),
  previewDraft,
);

/** Whether an id is still to be had. */
export const isIdFreeAction = defineCall(z.strictObject({ draftId, id: z.string().max(80) }), isIdFree);
