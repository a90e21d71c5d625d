import { type Context, can } from "@/lib/core/access/viewer";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import { reviewSchema } from "@/lib/core/question/fields";
import { toPublic } from "@/lib/core/question/public";
import { keyOf } from "@/lib/core/question/score";
import { isStale } from "@/lib/core/question/stale";
import { database } from "@/lib/data/database";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { type BankQuestion, findQuestionRecord, listBank } from "@/lib/data/questions";
import { toDay } from "@/lib/data/time";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

/** `stale`: last verified over twelve months ago. */
export type BankRow = BankQuestion & { stem: string; verifiedOn: string; stale: boolean };

/** The published questions of the viewer's exam, for those who may read the bank; null for everybody else. */
export async function listQuestions(
  { viewer, now }: Context,
  lesson: string | null,
): Promise<{ rows: BankRow[]; lessons: string[] } | null> {
  if (!can(viewer, "readBank")) return null;
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const bank = await listBank(reader, pack.id, exam.id);
  const shown = bank.filter((question) => lesson === null || question.lesson === lesson);
  const versions = shown.map((question) => question.versionId);
  const served = await getServedQuestions(reader, versions);
  const verified = await findVerifiedOn(reader, versions);
  const today = toDay(now);
  return {
    lessons: [...new Set(bank.map((question) => question.lesson))].sort(),
    rows: shown.map((question) => {
      const verifiedOn = verified.get(question.versionId) ?? "";
      const stem = served.get(question.versionId)?.question.stem ?? "";
      return { ...question, stem, verifiedOn, stale: isStale(verifiedOn, today) };
    }),
  };
}

export type QuestionSheet = {
  id: string;
  version: number;
  state: string;
  exams: string[];
  room: RoomQuestion;
  feedback: ItemFeedback;
  review: string;
};

/** One question with key and rationale, for those who may read the bank; null for everybody else. */
export async function findQuestionSheet({ viewer }: Context, id: string): Promise<QuestionSheet | null> {
  if (!can(viewer, "readBank")) return null;
  const { reader } = await database();
  const record = await findQuestionRecord(reader, id);
  if (record === null) return null;
  const pack = await findPackView(reader, record.packId);
  const served = (await getServedQuestions(reader, [record.versionId])).get(record.versionId);
  if (pack === null || served === undefined) return null;
  const question = toPublic(served.question);
  const order = {
    options: question.options.map((option) => option.id),
    prompts: question.type === "matching" ? question.prompts.map((prompt) => prompt.id) : [],
  };
  const state = { ...emptyItemState, answer: { ...emptyItemState.answer, value: keyOf(served.question) } };
  const review = record.review === null ? null : reviewSchema.parse(JSON.parse(record.review));
  return {
    id,
    version: record.version,
    state: record.state,
    exams: served.question.exams,
    room: roomQuestion(served, order),
    feedback: itemFeedback(pack, served, { presented: order, state }, record.verifiedOn),
    review:
      review === null
        ? "Not reviewed blind yet"
        : `Solved blind by a ${review.by} on ${review.on}: ${review.solvedBlind}; tags: ${review.tagsBlind}`,
  };
}
