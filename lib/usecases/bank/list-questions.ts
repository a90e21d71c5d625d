import { type Context, can } from "@/lib/core/access/viewer";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import {
  type AddressParams,
  type BankFilter,
  type BankQuery,
  FILTER_FIELDS,
  type FilterField,
  readBankQuery,
  without,
} from "@/lib/core/authoring/bank/bank-query";
import { type PackView, trapFamily } from "@/lib/core/pack/pack-view";
import { reviewSchema } from "@/lib/core/question/fields";
import { toPublic } from "@/lib/core/question/public";
import { keyOf } from "@/lib/core/question/score";
import { isStale } from "@/lib/core/question/stale";
import { excerpt } from "@/lib/core/rich-text/excerpt";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import {
  type BankSelection,
  countBank,
  findOpenDrafts,
  type ListedQuestion,
  listBankLessons,
  listBankPage,
} from "@/lib/data/bank-list";
import { database, type Reader } from "@/lib/data/database";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findQuestionRecord } from "@/lib/data/questions";
import { toDay } from "@/lib/data/time";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

const PAGE = 50;

/** `stale`: last verified over twelve months ago; `draftId`: of the draft that somebody is writing of it. */
export type BankRow = ListedQuestion & { stem: string; stale: boolean; draftId: string | null };

/** A part of the filter that could be let go, and how many questions there would be then. */
export type Relaxed = { field: FilterField; total: number };

export type BankList = {
  pack: PackView;
  query: BankQuery;
  /** Fields of the address that could not be read, and do not narrow. */
  unreadable: string[];
  rows: BankRow[];
  total: number;
  hasBefore: boolean;
  hasAfter: boolean;
  lessons: string[];
  /** Where nothing was found: what each part of the filter costs. */
  relax: Relaxed[];
};

/** A filter as it is meant in a pack on a day. */
export const selectionOf = (pack: PackView, filter: BankFilter, now: EpochMs): BankSelection => ({
  packId: pack.id,
  filter,
  traps: filter.trap === undefined ? [] : trapFamily(pack, filter.trap),
  today: toDay(now),
});

/**
 * One page of what an address asks for, from the pack of the viewer's exam, for those who may read the bank; null for
 * everybody else.
 */
export async function listQuestions({ viewer, now }: Context, params: AddressParams): Promise<BankList | null> {
  if (!can(viewer, "readBank")) return null;
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { unreadable, ...query } = readBankQuery(params);
  const selection = selectionOf(pack, query.filter, now);
  const { rows, ...page } = await listBankPage(reader, selection, query, PAGE);
  const lessons = await listBankLessons(reader, pack.id);
  const relax = page.total > 0 ? [] : await relaxed(reader, pack, query.filter, now);
  return { pack, query, unreadable, lessons, ...page, rows: await shown(reader, rows, now), relax };
}

/** What letting go of each part of a filter would bring. */
async function relaxed(reader: Reader, pack: PackView, filter: BankFilter, now: EpochMs): Promise<Relaxed[]> {
  const fields = FILTER_FIELDS.filter((field) => filter[field] !== undefined);
  const counts = fields.map(async (field): Promise<Relaxed> => {
    return { field, total: await countBank(reader, selectionOf(pack, without(filter, field), now)) };
  });
  return (await Promise.all(counts)).filter(({ total }) => total > 0);
}

/** Rows with what the list shows beside them. */
async function shown(reader: Reader, rows: readonly ListedQuestion[], now: EpochMs): Promise<BankRow[]> {
  const served = await getServedQuestions(
    reader,
    rows.map(({ versionId }) => versionId),
  );
  const drafts = await findOpenDrafts(
    reader,
    rows.map(({ id, caseId }) => caseId ?? id),
  );
  const today = toDay(now);
  return rows.map((row) => ({
    ...row,
    stem: excerpt(served.get(row.versionId)?.question.stem ?? ""),
    stale: isStale(row.verifiedOn, today),
    draftId: drafts.get(row.caseId ?? row.id) ?? null,
  }));
}

export type QuestionSheet = {
  id: string;
  version: number;
  state: string;
  exams: string[];
  room: RoomQuestion;
  feedback: ItemFeedback;
  review: string;
  /** Drawn by a family, which is code: there is nothing to edit. */
  isDrawn: boolean;
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
    isDrawn: served.family !== null,
    room: roomQuestion(served, order),
    feedback: itemFeedback(pack, served, { presented: order, state }, record.verifiedOn),
    review:
      review === null
        ? "Not reviewed blind yet"
        : `Solved blind by a ${review.by} on ${review.on}: ${review.solvedBlind}; tags: ${review.tagsBlind}`,
  };
}
