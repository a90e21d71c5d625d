import { isHeld } from "@/lib/core/attempt/held";
import { tokenOf, toTokens } from "@/lib/core/question/present";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { OwnAttempt } from "@/lib/data/privacy/own-attempts";
import { isoOf } from "@/lib/data/privacy/pages";
import { roomItemState, roomQuestion } from "@/lib/usecases/attempt/room-views";

type Item = OwnAttempt["items"][number];

/**
 * Whether somebody may read how an item was scored: its attempt is over, and the question stands in nothing that runs,
 * where the score of their own answer would be its key.
 */
const mayKnow = ({ attempt }: OwnAttempt, item: Item, running: ReadonlySet<string>): boolean =>
  attempt.state !== "running" && !running.has(item.questionId);

function itemOf(own: OwnAttempt, item: Item, served: ServedQuestion | undefined, running: ReadonlySet<string>) {
  const { answer, flagged, struck, highlights, confidence } = roomItemState(item.state, item.presented);
  const over = own.attempt.state !== "running";
  return {
    ...{ id: item.id, place: item.position + 1, questionId: item.questionId, versionId: item.versionId },
    ...{ answer, flagged, struck, highlights, confidence, checkedAt: isoOf(item.checkedAt) },
    ...(over && served !== undefined ? { asked: roomQuestion(served, item.presented).question } : {}),
    ...(mayKnow(own, item, running)
      ? {
          ...{ outcome: item.outcome, traps: item.evidence, pilot: item.pilot, dropped: item.dropped },
          ...{ missType: item.missType, spentMs: item.spentMs },
        }
      : {}),
  };
}

/**
 * An attempt as its owner may have it: options by the letters under which they stood, never the authored ids, which could
 * tell a key; no scores while it runs, or before its review opens.
 */
export function attemptFor(
  own: OwnAttempt,
  served: ReadonlyMap<string, ServedQuestion>,
  running: ReadonlySet<string>,
  now: EpochMs,
) {
  const { attempt, revisions } = own;
  const { id, packId, examId, mode, title, state, startedAt, deadline, finishedAt, extraTime, finishReason } = attempt;
  return {
    ...{ id, packId, examId, mode, title, state, startedAt: isoOf(startedAt), deadlineAt: isoOf(deadline) },
    ...{ finishedAt: isoOf(finishedAt), finishReason, extraTime },
    result: state === "running" || isHeld(attempt, now) ? null : attempt.result,
    changesOfResult: (isHeld(attempt, now) ? [] : revisions).map(({ at, ...revision }) => ({
      ...revision,
      at: isoOf(at),
    })),
    items: own.items.map((item) => itemOf(own, item, served.get(item.versionId), running)),
  };
}

/** Every event of an attempt, in the order in which it arrived, with options by their letters. */
export function* eventsFor({ attempt, items, events }: OwnAttempt) {
  const orders = new Map(items.map(({ id, presented }) => [id, presented]));
  for (const { event, outcome, seq, serverAt } of events) {
    const order = orders.get(event.itemId);
    if (order === undefined) continue;
    const value =
      event.kind === "answer"
        ? toTokens(order, event.value)
        : event.kind === "strike"
          ? event.value.map((id) => tokenOf(order, id))
          : event.value;
    yield {
      ...{ attemptId: attempt.id, itemId: event.itemId, seq, kind: event.kind, value, outcome },
      ...{ sentAt: isoOf(event.clientAt), receivedAt: isoOf(serverAt) },
    };
  }
}
