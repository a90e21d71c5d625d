import { type Context, can } from "@/lib/core/access/viewer";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { isChoice } from "@/lib/core/question/is-choice";
import { toPublic } from "@/lib/core/question/public";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import type { Question } from "@/lib/core/question/schema";
import { keyOf } from "@/lib/core/question/score";
import { unscopedListGiven } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { type DisputeRow, unscopedFindDispute, unscopedListOthers } from "@/lib/data/disputes";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { listRepairs, type RepairRow } from "@/lib/data/repairs";
import { unscopedCountRevisions } from "@/lib/data/result-revisions";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";

/** So many of the latest answers are counted. */
export const ANSWERS_COUNTED = 2_000;

export type AnswerCounts = {
  answers: number;
  /** Of each choice, order or pair, in the words of the question, the most frequent first. */
  given: { words: string; count: number; right: boolean }[];
};

export type DisputeCase = {
  dispute: DisputeRow;
  others: DisputeRow[];
  question: Question;
  family: string | null;
  traps: { id: string; name: string }[];
  room: RoomQuestion;
  feedback: ItemFeedback;
  counts: AnswerCounts;
  /** `keys`: what counts as right by it, in the words of the version that it is about. */
  repairs: (RepairRow & { results: number; keys: string[] })[];
};

/** What an answer consists of, in words: options, one order, pairs. */
function wordsOf(question: Question, answer: Exclude<Answer, null>): string[] {
  const { options, ...shown } = toPublic(question);
  const text = new Map(options.map((option) => [option.id, option.text]));
  const say = (id: string): string => text.get(id) ?? id;
  if (typeof answer === "string") return [say(answer)];
  if (question.type === "ordering" && Array.isArray(answer)) return [answer.map(say).join(" → ")];
  if (Array.isArray(answer)) return answer.map(say);
  const prompts = new Map("prompts" in shown ? shown.prompts.map(({ id, text: words }) => [id, words]) : []);
  return Object.entries(answer).map(([prompt, option]) => `${prompts.get(prompt) ?? prompt}: ${say(option)}`);
}

const keysOf = (question: Question, ruling: Ruling): string[] =>
  ruling.kind === "drop" ? [] : ruling.keys.map((key) => wordsOf(question, key).join("; "));

/** Counts what was given, part by part. */
function countAnswers(question: Question, answers: readonly Answer[]): AnswerCounts {
  const key = new Set(wordsOf(question, keyOf(question)));
  const counts = new Map<string, number>([...key].map((words) => [words, 0]));
  if (isChoice(question)) {
    for (const { text } of question.options) counts.set(text, 0);
  }
  const whole = answers.flatMap((answer) => (answer === null ? [] : [answer]));
  for (const words of whole.flatMap((answer) => wordsOf(question, answer))) {
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const given = [...counts].map(([words, count]) => ({ words, count, right: key.has(words) }));
  given.sort((a, b) => b.count - a.count || (a.words < b.words ? -1 : 1));
  return { answers: whole.length, given: given.slice(0, 12) };
}

/** A dispute with all that is needed to judge it, and nothing of who filed it; null for those who may not. */
export async function getDispute({ viewer }: Context, id: string): Promise<DisputeCase | null> {
  if (!can(viewer, "writeBank")) return null;
  const { reader } = await database();
  const dispute = await unscopedFindDispute(reader, id);
  if (dispute === null) return null;
  const { versionId, packId, questionId } = dispute;
  const served = (await getServedQuestions(reader, [versionId])).get(versionId);
  const pack = await findPackView(reader, packId);
  if (served === undefined || pack === null) return null;
  const { question } = served;
  const shown = toPublic(question);
  const order = {
    options: shown.options.map((option) => option.id),
    prompts: shown.type === "matching" ? shown.prompts.map((prompt) => prompt.id) : [],
  };
  const state = { ...emptyItemState, answer: { ...emptyItemState.answer, value: keyOf(question) } };
  const verified = await findVerifiedOn(reader, [versionId]);
  const repairs = await listRepairs(reader, questionId);
  const ruledOn = await getServedQuestions(
    reader,
    repairs.map((repair) => repair.versionId),
  );
  const counted = await Promise.all(
    repairs.map(async (repair) => ({
      ...repair,
      results: await unscopedCountRevisions(reader, repair.id, false),
      keys: keysOf(ruledOn.get(repair.versionId)?.question ?? question, repair.ruling),
    })),
  );
  return {
    dispute,
    others: await unscopedListOthers(reader, dispute),
    question,
    family: served.family,
    traps: [...pack.traps.values()].map(({ id: trap, name }) => ({ id: trap, name })),
    room: roomQuestion(served, order),
    feedback: itemFeedback(pack, served, { presented: order, state }, verified.get(versionId) ?? question.verifiedOn),
    counts: countAnswers(question, await unscopedListGiven(reader, versionId, ANSWERS_COUNTED)),
    repairs: counted,
  };
}
