import type { Ack } from "@/lib/core/attempt/receive-events";
import type {
  AttemptPhase,
  ItemFeedback,
  NextQuestion,
  OpenQuestion,
  RoomItemState,
  RoomSync,
} from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";
import type { SyncPoint } from "./snapshot";

// Replies are checked by hand: a captive portal answers 200 too, and zod would cost the exam page a third of its budget.

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isNumberOrNull = (value: unknown): value is number | null => value === null || isNumber(value);
const isString = (value: unknown): value is string => typeof value === "string";
const isStrings = (value: unknown): value is string[] => Array.isArray(value) && value.every(isString);
const isPhase = (value: unknown): value is AttemptPhase =>
  value === "running" || value === "finished" || value === "abandoned";

const isAnswer = (value: unknown): value is Answer =>
  value === null || isString(value) || isStrings(value) || (isFields(value) && Object.values(value).every(isString));

const outcomes: readonly unknown[] = ["stored", "duplicate", "conflict", "late", "refused"] satisfies Ack["outcome"][];

const isStored = (value: unknown): value is Ack["stored"] =>
  isFields(value) && isAnswer(value.value) && isNumber(value.revision) && isNumberOrNull(value.at);

const isAck = (value: unknown): value is Ack =>
  isFields(value) &&
  isString(value.clientId) &&
  isNumber(value.clientSeq) &&
  isString(value.itemId) &&
  outcomes.includes(value.outcome) &&
  isStored(value.stored);

const isSyncPoint = (value: unknown): value is SyncPoint =>
  isFields(value) &&
  isPhase(value.phase) &&
  isNumber(value.serverNow) &&
  isNumberOrNull(value.deadline) &&
  isNumber(value.revision);

const isHighlight = (value: unknown): boolean =>
  isFields(value) && isString(value.part) && isNumber(value.start) && isNumber(value.end);

const isItemState = (value: unknown): value is RoomItemState =>
  isFields(value) &&
  isAnswer(value.answer) &&
  isNumber(value.revision) &&
  typeof value.flagged === "boolean" &&
  isStrings(value.struck) &&
  Array.isArray(value.highlights) &&
  value.highlights.every(isHighlight) &&
  (value.confidence === null || isString(value.confidence));

const isRoomSync = (value: unknown): value is RoomSync =>
  isSyncPoint(value) &&
  "items" in value &&
  Array.isArray(value.items) &&
  value.items.every((item: unknown) => isFields(item) && isString(item.id) && isItemState(item.state));

const isFeedback = (value: unknown): value is ItemFeedback =>
  isFields(value) &&
  (value.outcome === "right" || value.outcome === "wrong" || value.outcome === "unanswered") &&
  isAnswer(value.key) &&
  [value.reasons, value.trapsTaken, value.sources].every(Array.isArray) &&
  isFields(value.lesson);

const kinds: readonly unknown[] = ["multiple-choice", "multiple-response", "ordering", "matching"] satisfies Kind[];

const isRoomItem = (value: unknown): boolean =>
  isFields(value) &&
  isString(value.id) &&
  isItemState(value.state) &&
  Array.isArray(value.stem) &&
  isFields(value.question) &&
  kinds.includes(value.question.type) &&
  isString(value.question.ask) &&
  Array.isArray(value.question.options);

const isOpenQuestion = (value: unknown): value is OpenQuestion =>
  isFields(value) &&
  [value.number, value.least, value.most].every(isNumber) &&
  isFields(value.room) &&
  isSyncPoint(value.room) &&
  "items" in value.room &&
  Array.isArray(value.room.items) &&
  value.room.items.length === 1 &&
  value.room.items.every(isRoomItem);

export type EventsReply = { acks: Ack[]; sync: SyncPoint };
export type CheckReply = { feedback: ItemFeedback; sync: SyncPoint; stored: Ack["stored"] | null };

/** The reply to a batch of events, or null where it is something else. */
export function readEventsReply(body: unknown): EventsReply | null {
  if (!isFields(body) || !Array.isArray(body.acks) || !body.acks.every(isAck) || !isSyncPoint(body.sync)) return null;
  return { acks: body.acks, sync: body.sync };
}

/** The attempt as the server holds it, or null where the reply is something else. */
export const readRoomSync = (body: unknown): RoomSync | null => (isRoomSync(body) ? body : null);

/** The address of the result, or null where the reply is something else. Only a path on this server is followed. */
export function readFinishReply(body: unknown): { href: string | null } | null {
  if (!isFields(body) || !isPhase(body.phase) || body.phase === "running") return null;
  const href = isString(body.href) && /^\/(?![/\\])/.test(body.href) ? body.href : null;
  return { href };
}

/** Feedback on a checked answer, or null where the reply is something else. */
export function readCheckReply(body: unknown): CheckReply | null {
  if (!isFields(body) || !isFeedback(body.feedback) || !isSyncPoint(body.sync)) return null;
  return { feedback: body.feedback, sync: body.sync, stored: isStored(body.stored) ? body.stored : null };
}

/** The next question of a diagnosis, or that it has ended; null where the reply is something else. */
export function readNextReply(body: unknown): NextQuestion | null {
  if (!isFields(body)) return null;
  if (body.ended === true) return { ended: true };
  return body.ended === false && isOpenQuestion(body.open) ? { ended: false, open: body.open } : null;
}

/**
 * Why the server gives no feedback. `under-exam`: the question stands in an exam that the learner is sitting. `over`:
 * the practice has ended. null: the reply is something else.
 */
export function readCheckRefusal(body: unknown): "under-exam" | "over" | null {
  const code = isFields(body) ? body.code : null;
  return code === "under-exam" || code === "over" ? code : null;
}
