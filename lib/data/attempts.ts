import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import { type ExtraTime, extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { emptyItemState, type ItemState, itemStateSchema } from "@/lib/core/attempt/item-state";
import {
  type AttemptMode,
  type AttemptPlan,
  type AttemptState,
  attemptModeSchema,
  attemptPlanSchema,
  attemptStateSchema,
  type FinishReason,
  finishReasonSchema,
} from "@/lib/core/attempt/plan";
import { type AttemptResult, attemptResultSchema } from "@/lib/core/exam/result";
import { type PresentedOrder, presentedOrderSchema } from "@/lib/core/question/present";
import { type Evidence, evidenceSchema, type Outcome, outcomeSchema } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { remember } from "@/lib/core/shared/remember";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { insertAttempt, insertItems } from "./sql/insert-attempt";
import { lockOwned, selectSavingItems } from "./sql/save-batches";
import { closeAttempt, scoreItems } from "./sql/score-items";
import { type ItemRecord, selectItems } from "./sql/select-items";
import { toDate, toDateOrNull, toEpochMs } from "./time";

export type AttemptRow = {
  id: string;
  userId: string;
  packId: string;
  examId: string;
  mode: AttemptMode;
  title: string;
  plan: AttemptPlan;
  state: AttemptState;
  startedAt: EpochMs;
  deadline: EpochMs | null;
  limitMs: number | null;
  extraTime: ExtraTime;
  finishedAt: EpochMs | null;
  finishReason: FinishReason | null;
  revision: number;
  result: AttemptResult | null;
  /** The assignment that it was begun for. */
  assignmentId: string | null;
  /** Until then its result and its questions' feedback are kept back; null: never. */
  reviewAt: EpochMs | null;
};

export type AttemptItemRow = {
  id: string;
  position: number;
  questionId: string;
  versionId: string;
  pilot: boolean;
  /** Ruled to count for nobody, as it was last scored. */
  dropped: boolean;
  presented: PresentedOrder;
  checkedAt: EpochMs | null;
  outcome: Outcome | null;
  evidence: Evidence | null;
  spentMs: number | null;
  state: ItemState;
};

const attemptSelect = {
  id: true,
  userId: true,
  packId: true,
  examId: true,
  mode: true,
  title: true,
  plan: true,
  state: true,
  startedAt: true,
  deadlineAt: true,
  limitMs: true,
  extraTime: true,
  finishedAt: true,
  finishReason: true,
  revision: true,
  result: true,
  assignmentId: true,
  reviewAt: true,
} as const;

type StoredAttempt = {
  [K in keyof typeof attemptSelect]: K extends "startedAt"
    ? Date
    : K extends "deadlineAt" | "finishedAt" | "reviewAt"
      ? Date | null
      : K extends "limitMs"
        ? number | null
        : K extends "revision"
          ? number
          : K extends "finishReason" | "result" | "assignmentId"
            ? string | null
            : string;
};

// All attempts at an exam have the same plan, and it is long.
const planOf = remember(200, (text): AttemptPlan => attemptPlanSchema.parse(JSON.parse(text)));

const epochOrNull = (date: Date | null): EpochMs | null => (date === null ? null : toEpochMs(date));

function toAttempt(row: StoredAttempt): AttemptRow {
  return {
    id: row.id,
    userId: row.userId,
    packId: row.packId,
    examId: row.examId,
    mode: attemptModeSchema.parse(row.mode),
    title: row.title,
    plan: planOf(row.plan),
    state: attemptStateSchema.parse(row.state),
    startedAt: toEpochMs(row.startedAt),
    deadline: epochOrNull(row.deadlineAt),
    limitMs: row.limitMs,
    extraTime: extraTimeSchema.parse(row.extraTime),
    finishedAt: epochOrNull(row.finishedAt),
    finishReason: finishReasonSchema.nullable().parse(row.finishReason),
    revision: row.revision,
    result: row.result === null ? null : attemptResultSchema.parse(JSON.parse(row.result)),
    assignmentId: row.assignmentId,
    reviewAt: epochOrNull(row.reviewAt),
  };
}

/** What belongs to the viewer; a row of somebody else reads as missing. */
export const ownedBy = (viewer: Pick<Viewer, "userId">) => ({ userId: viewer.userId });

export async function findAttempt(db: Reader, viewer: Pick<Viewer, "userId">, id: string): Promise<AttemptRow | null> {
  const row = await db.attempt.findFirst({ where: { id, ...ownedBy(viewer) }, select: attemptSelect });
  return row === null ? null : toAttempt(row);
}

/** Those of these attempts that are the viewer's, by id. */
export async function findAttempts(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  ids: readonly string[],
): Promise<Map<string, AttemptRow>> {
  const rows = await db.attempt.findMany({
    where: { id: { in: [...ids] }, ...ownedBy(viewer) },
    select: attemptSelect,
  });
  return new Map(rows.map((row) => [row.id, toAttempt(row)]));
}

/** The attempts of several people that hold a question version, by person, of anybody: for the preview of a repair alone. */
export async function unscopedListAttemptsWith(
  db: Reader,
  userIds: readonly string[],
  versionId: string,
): Promise<Map<string, AttemptRow[]>> {
  const rows = await db.attempt.findMany({
    where: { userId: { in: [...userIds] }, items: { some: { questionVersionId: versionId } } },
    orderBy: { id: "asc" },
    select: attemptSelect,
  });
  const attempts = new Map<string, AttemptRow[]>(userIds.map((id) => [id, []]));
  for (const row of rows) attempts.get(row.userId)?.push(toAttempt(row));
  return attempts;
}

/**
 * Takes the attempt for writing and reads it: counting its revision up locks the row until the transaction ends, so
 * whatever is decided from here on is decided on what is stored. Null when it is missing or somebody else's.
 */
export async function lockAttempt(tx: Tx, viewer: Pick<Viewer, "userId">, id: string): Promise<AttemptRow | null> {
  return (await lockAttempts(tx, [{ userId: viewer.userId, attemptId: id }])).get(id) ?? null;
}

/** As `lockAttempt`, for attempts of several people at once, by id: those that their owners asked for. */
export async function lockAttempts(
  tx: Tx,
  wanted: readonly { userId: string; attemptId: string }[],
): Promise<Map<string, AttemptRow>> {
  return new Map((await lockOwned(tx, wanted)).map((row) => [row.id, toAttempt(row)]));
}

/** The items of an attempt in order, or those with the given ids, each with its current state. */
export async function listItems(db: Reader, attemptId: string, ids?: readonly string[]): Promise<AttemptItemRow[]> {
  return (await selectItems(db, [attemptId], ids)).map(toItem);
}

/** The items of several attempts, or those with the given ids, by attempt, each list in order. */
export async function listItemsOf(
  db: Reader,
  attemptIds: readonly string[],
  ids?: readonly string[],
): Promise<Map<string, AttemptItemRow[]>> {
  const items = new Map<string, AttemptItemRow[]>(attemptIds.map((id) => [id, []]));
  for (const row of await selectItems(db, attemptIds, ids)) items.get(row.attemptId)?.push(toItem(row));
  return items;
}

const stateOf = (json: string | null): ItemState =>
  json === null ? emptyItemState : itemStateSchema.parse(JSON.parse(json));

function toItem(row: ItemRecord): AttemptItemRow {
  return {
    id: row.id,
    position: row.position,
    questionId: row.questionId,
    versionId: row.questionVersionId,
    pilot: row.pilot,
    dropped: row.dropped,
    presented: presentedOrderSchema.parse(JSON.parse(row.presented)),
    checkedAt: epochOrNull(row.checkedAt),
    outcome: outcomeSchema.nullable().parse(row.outcome),
    evidence: row.evidence === null ? null : evidenceSchema.parse(JSON.parse(row.evidence)),
    spentMs: row.spentMs,
    state: stateOf(row.state),
  };
}

export type SavingItemRow = Pick<AttemptItemRow, "id" | "versionId" | "presented" | "checkedAt" | "state">;

/**
 * Those of these items that belong to these attempts, by attempt, each with its current state; and the place of each
 * attempt's newest event in the order of arrival, 0 before the first.
 */
export async function listForSaving(
  tx: Tx,
  attemptIds: readonly string[],
  itemIds: readonly string[],
): Promise<Map<string, { items: SavingItemRow[]; lastSeq: number }>> {
  const found = new Map<string, { items: SavingItemRow[]; lastSeq: number }>();
  for (const row of await selectSavingItems(tx, attemptIds, itemIds)) {
    const of = found.get(row.attemptId) ?? { items: [], lastSeq: row.lastSeq };
    of.items.push({
      id: row.id,
      versionId: row.questionVersionId,
      presented: presentedOrderSchema.parse(JSON.parse(row.presented)),
      checkedAt: epochOrNull(row.checkedAt),
      state: stateOf(row.state),
    });
    found.set(row.attemptId, of);
  }
  return found;
}

export type NewAttempt = Pick<
  AttemptRow,
  "packId" | "examId" | "mode" | "title" | "plan" | "deadline" | "limitMs" | "extraTime"
> & {
  seed: string;
  assigned?: Pick<AttemptRow, "reviewAt"> & { assignmentId: string };
  items: { questionId: string; versionId: string; caseId: string | null; pilot: boolean; presented: PresentedOrder }[];
};

const itemRow = (attemptId: string, position: number, item: NewAttempt["items"][number]) => ({
  id: newId(),
  attemptId,
  position,
  questionId: item.questionId,
  questionVersionId: item.versionId,
  caseId: item.caseId,
  pilot: item.pilot,
  presented: JSON.stringify(item.presented),
});

/** Stores a new running attempt with its frozen form. Returns its id. */
export async function createAttempt(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  attempt: NewAttempt,
  now: EpochMs,
): Promise<string> {
  const id = newId();
  await insertAttempt(tx, {
    id,
    userId: viewer.userId,
    packId: attempt.packId,
    examId: attempt.examId,
    mode: attempt.mode,
    title: attempt.title,
    plan: JSON.stringify(attempt.plan),
    seed: attempt.seed,
    startedAt: toDate(now),
    deadlineAt: attempt.deadline === null ? null : toDate(attempt.deadline),
    limitMs: attempt.limitMs,
    extraTime: attempt.extraTime,
    assignmentId: attempt.assigned?.assignmentId ?? null,
    reviewAt: toDateOrNull(attempt.assigned?.reviewAt ?? null),
  });
  await insertItems(
    tx,
    attempt.items.map((item, position) => itemRow(id, position, item)),
  );
  return id;
}

/** Adds an item at the end of a running attempt, which the caller has locked. Returns its place, from 0. */
export async function appendItem(tx: Tx, attemptId: string, item: NewAttempt["items"][number]): Promise<number> {
  const position = await tx.attemptItem.count({ where: { attemptId } });
  await insertItems(tx, [itemRow(attemptId, position, item)]);
  return position;
}

/** The seed that an attempt's order was drawn from. */
export async function findSeed(db: Reader, attemptId: string): Promise<string> {
  return (await db.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { seed: true } })).seed;
}

export type FinishedItem = { id: string; outcome: Outcome; evidence: Evidence; dropped: boolean; spentMs: number };

/** Closes a running attempt for good. */
export async function finishAttempt(
  tx: Tx,
  attemptId: string,
  end: { reason: FinishReason; result: AttemptResult | null; items: readonly FinishedItem[] },
  at: EpochMs,
): Promise<void> {
  await closeAttempt(tx, attemptId, {
    state: end.reason === "abandoned" ? "abandoned" : "finished",
    finishedAt: toDate(at),
    finishReason: end.reason,
    result: end.result === null ? null : JSON.stringify(end.result),
  });
  await scoreItems(
    tx,
    end.items.map((item) => ({
      ...item,
      evidence: JSON.stringify(item.evidence),
      spentMs: Math.round(item.spentMs),
    })),
  );
}

/** Puts right what was scored of an item; for replaying the log and for rescoring. */
export async function rewriteItem(
  tx: Tx,
  id: string,
  scored: { outcome: Outcome; evidence: Evidence; dropped: boolean; spentMs?: number },
): Promise<void> {
  const { evidence, ...rest } = scored;
  await tx.attemptItem.update({ where: { id }, data: { ...rest, evidence: JSON.stringify(evidence) } });
}

/** Puts the result of an ended attempt right; for replaying the log and for rescoring. */
export async function rewriteResult(tx: Tx, id: string, result: AttemptResult): Promise<void> {
  await tx.attempt.update({ where: { id }, data: { result: JSON.stringify(result) } });
}

/** The ended attempts of an owner in a pack, in the order of their beginnings; `after` continues. */
export async function listEnded(
  db: Reader,
  owner: Pick<Viewer, "userId">,
  packId: string,
  page: { after: string | null; take: number },
): Promise<AttemptRow[]> {
  const rows = await db.attempt.findMany({
    where: { ...ownedBy(owner), packId, state: "finished", ...(page.after === null ? {} : { id: { gt: page.after } }) },
    orderBy: { id: "asc" },
    take: page.take,
    select: attemptSelect,
  });
  return rows.map(toAttempt);
}

export async function markChecked(
  tx: Tx,
  itemId: string,
  scored: { outcome: Outcome; evidence: Evidence; dropped: boolean },
  now: EpochMs,
): Promise<void> {
  await tx.attemptItem.update({
    where: { id: itemId },
    data: {
      checkedAt: toDate(now),
      outcome: scored.outcome,
      evidence: JSON.stringify(scored.evidence),
      dropped: scored.dropped,
    },
  });
}

/** The viewer's attempts, newest first; `before` continues a longer list. */
export async function listAttempts(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  page: {
    take: number;
    before?: EpochMs;
    state?: AttemptState;
    mode?: AttemptMode;
    examId?: string;
    assignmentId?: string;
  },
): Promise<AttemptRow[]> {
  const rows = await db.attempt.findMany({
    where: {
      ...ownedBy(viewer),
      ...(page.state === undefined ? {} : { state: page.state }),
      ...(page.mode === undefined ? {} : { mode: page.mode }),
      ...(page.examId === undefined ? {} : { examId: page.examId }),
      ...(page.assignmentId === undefined ? {} : { assignmentId: page.assignmentId }),
      ...(page.before === undefined ? {} : { startedAt: { lt: toDate(page.before) } }),
    },
    orderBy: { startedAt: "desc" },
    take: page.take,
    select: attemptSelect,
  });
  return rows.map(toAttempt);
}

/** What the owner said that their misses were, by item; the caller knows the items to be the owner's. */
export async function listMissTypes(db: Reader, itemIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.attemptItem.findMany({
    where: { id: { in: [...itemIds] }, missType: { not: null } },
    select: { id: true, missType: true },
  });
  return new Map(rows.flatMap(({ id, missType }) => (missType === null ? [] : [[id, missType]])));
}

/** Stores what the viewer says that a miss was; null takes their word back. False when it is no miss of theirs. */
export async function setMissType(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  itemId: string,
  missType: string | null,
): Promise<boolean> {
  const { count } = await tx.attemptItem.updateMany({
    where: { id: itemId, outcome: "wrong", attempt: { ...ownedBy(viewer), state: "finished" } },
    data: { missType },
  });
  return count === 1;
}

/** The places (from 1) of the viewer's items; items of somebody else are left out. */
export async function findItemPlaces(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  itemIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.attemptItem.findMany({
    where: { id: { in: [...itemIds] }, attempt: ownedBy(viewer) },
    select: { id: true, position: true },
  });
  return new Map(rows.map(({ id, position }) => [id, position + 1]));
}

/** The titles of the viewer's attempts by id. */
export async function findAttemptTitles(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.attempt.findMany({
    where: { id: { in: [...new Set(ids)] }, ...ownedBy(viewer) },
    select: { id: true, title: true },
  });
  return new Map(rows.map(({ id, title }) => [id, title]));
}

const overdueSchema = z.array(z.strictObject({ id: z.string(), userId: z.string() }));

/** Running attempts whose deadline and grace are over, of anybody: for the sweeper alone. */
export async function unscopedListOverdue(db: Reader, deadlineBefore: EpochMs, take: number) {
  const rows = await db.attempt.findMany({
    where: { state: "running", deadlineAt: { lt: toDate(deadlineBefore) } },
    orderBy: { deadlineAt: "asc" },
    take,
    select: { id: true, userId: true },
  });
  return overdueSchema.parse(rows);
}

/** The latest answers that were given to a version where they counted, of anybody: for counts alone. */
export async function unscopedListGiven(
  db: Reader,
  versionId: string,
  take: number,
): Promise<ItemState["answer"]["value"][]> {
  const rows = await db.attemptItem.findMany({
    where: { questionVersionId: versionId, outcome: { in: ["right", "wrong"] } },
    orderBy: { id: "desc" },
    take,
    select: { response: { select: { state: true } } },
  });
  return rows.flatMap(({ response }) =>
    response === null ? [] : [itemStateSchema.parse(JSON.parse(response.state)).answer.value],
  );
}
