import type { Viewer } from "@/lib/core/access/viewer";
import type { DraftFile, DraftQuestion } from "@/lib/core/authoring/draft-file";
import type { Answer } from "@/lib/core/question/answer";
import { getDraft, openDraft, saveDraft } from "@/lib/usecases/authoring/drafts";
import { handInDraft } from "@/lib/usecases/authoring/hand-in";
import { getReview } from "@/lib/usecases/authoring/review";
import { at, got, START_MS, there } from "./scene";

/** A draft of a published question, with other words, handed in by who wrote it. Returns the draft's id. */
export async function handedIn(
  writer: Viewer,
  questionId: string,
  edit: (question: DraftQuestion) => DraftQuestion = (question) => ({
    ...question,
    stem: `${question.stem} It rains.`,
  }),
): Promise<string> {
  const { draftId } = got(await openDraft(at(writer), { questionId }));
  const { file, revision } = there(await getDraft(at(writer), draftId));
  const edited: DraftFile = { ...file, questions: file.questions.map(edit) };
  const saved = got(await saveDraft(at(writer), { draftId, revision, file: edited }));
  got(await handInDraft(at(writer), { draftId, revision: saved.revision }));
  return draftId;
}

/** The sheet of a draft in review as a viewer sees it. */
export const sheetOf = async (viewer: Viewer, draftId: string, now = START_MS) =>
  there(await getReview(at(viewer, now), draftId));

/** What a reviewer says of choice questions who takes the option whose text begins so. */
export async function solving(viewer: Viewer, draftId: string, begins = "Cool") {
  const sheet = await sheetOf(viewer, draftId);
  if (sheet.stage !== "blind") throw new Error(`the review is ${sheet.stage}`);
  const solutions = sheet.questions.map(({ question }): { answer: Answer; tags: Record<string, string> } => ({
    answer: there(question.options.find(({ text }) => text.startsWith(begins))).id,
    tags: {},
  }));
  return { draftId, revision: sheet.revision, solutions };
}
