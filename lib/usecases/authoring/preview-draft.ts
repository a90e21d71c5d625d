import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import type { Context } from "@/lib/core/access/viewer";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import type { Finding } from "@/lib/core/authoring/finding";
import { hasKey, previewOrder, questionForPreview } from "@/lib/core/authoring/preview";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Answer } from "@/lib/core/question/answer";
import { fromTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import { keyOf } from "@/lib/core/question/score";
import type { ServedQuestion } from "@/lib/core/question/served";
import { database } from "@/lib/data/database";
import { findPackView } from "@/lib/data/packs";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { findOwnDraft } from "./drafts";

/** A question of a draft as the exam room shows it, and the feedback on an answer to it. */
export type Preview = {
  room: RoomQuestion;
  /** On the given answer, or on the key where none was given; null while nothing is marked as right. */
  feedback: ItemFeedback | null;
};

function previewOf(pack: PackView, file: DraftFile, position: number, answer: Answer, today: string): Preview | null {
  const draft = file.questions[position];
  if (draft === undefined) return null;
  const question = questionForPreview(draft, today);
  const context = file.inCase === null ? null : { ...file.inCase, position, of: file.questions.length };
  const served: ServedQuestion = { question, context, family: null };
  const open = toPublic(question);
  const presented = previewOrder(open);
  const room = roomQuestion(served, presented);
  if (!hasKey(draft)) return { room, feedback: null };
  // An answer to what has changed since counts as none.
  const given = parseResponse(open, fromTokens(presented, answer));
  const value = given.ok && given.value !== null ? given.value : keyOf(question);
  const state = { ...emptyItemState, answer: { ...emptyItemState.answer, value } };
  return { room, feedback: itemFeedback(pack, served, { presented, state }, question.verifiedOn) };
}

/** What the rules find in a file that is being written, and one of its questions as learners would see it. */
export async function previewDraft(
  context: Context,
  input: { draftId: string; file: DraftFile; question: number; answer: Answer },
): Promise<{ findings: Finding[]; preview: Preview | null } | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, input.draftId);
  const pack = draft === null ? null : await findPackView(reader, draft.packId);
  if (pack === null) return null;
  const rules = await lintContext(reader, pack.id, context.now);
  return {
    findings: checkDraftFile(input.file, pack, rules).findings,
    preview: previewOf(pack, input.file, input.question, input.answer, rules.today),
  };
}
