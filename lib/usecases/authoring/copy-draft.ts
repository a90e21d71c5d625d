import type { Context } from "@/lib/core/access/viewer";
import { type DraftFile, unitIdOf } from "@/lib/core/authoring/draft-file";
import { database } from "@/lib/data/database";
import { createDraft } from "@/lib/data/drafts";
import { recordStep } from "@/lib/data/question-steps";
import { findOwnDraft, freeId } from "./drafts";

/** The same text under ids that nobody has. */
function renamed(file: DraftFile, id: string): DraftFile {
  if (file.inCase === null) return { ...file, questions: file.questions.map((question) => ({ ...question, id })) };
  return {
    inCase: { ...file.inCase, id },
    questions: file.questions.map((question, index) => ({ ...question, id: `${id}-${index + 1}` })),
  };
}

/**
 * Keeps a text as a new draft beside the one that it was written in, for whoever was overtaken by somebody else's save.
 * Returns its id; null: there is no such draft.
 */
export async function copyDraft(context: Context, input: { draftId: string; file: DraftFile }): Promise<string | null> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx) => {
    const draft = await findOwnDraft(tx, context, input.draftId);
    if (draft === null) return null;
    const { packId } = draft;
    // An id is at most 80 characters long, and gets a number.
    const unitId = await freeId(tx, `${unitIdOf(input.file).slice(0, 70)}-copy`);
    const file = renamed(input.file, unitId);
    const draftId = await createDraft(tx, { packId, file, base: {}, by: viewer.userId }, now);
    await recordStep(tx, { packId, unitId, kind: "created", actorId: viewer.userId }, now);
    return draftId;
  });
}
