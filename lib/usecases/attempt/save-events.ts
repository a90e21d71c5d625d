import type { Context } from "@/lib/core/access/viewer";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { type Ack, receiveEvents } from "@/lib/core/attempt/receive-events";
import type { RoomSync } from "@/lib/core/attempt/room";
import { fromTokens, optionOf, toTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import type { ServedQuestion } from "@/lib/core/question/served";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type AttemptItemRow, type AttemptRow, listItems, lockAttempt } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findKnownEvents, findLastSeq, storeReceived } from "@/lib/data/responses";
import { isOverdue, settle } from "./settle-attempt";

export type SyncHead = Pick<RoomSync, "phase" | "serverNow" | "deadline" | "revision">;

export const syncHead = (attempt: AttemptRow, now: number): SyncHead => ({
  phase: attempt.state,
  serverNow: now,
  deadline: attempt.deadline,
  revision: attempt.revision,
});

/** A browser's event in authored ids; null where its value is no response to this question. */
function toAuthored(event: AttemptEvent, item: AttemptItemRow, served: ServedQuestion): AttemptEvent | null {
  switch (event.kind) {
    case "answer": {
      const parsed = parseResponse(toPublic(served.question), fromTokens(item.presented, event.value));
      return parsed.ok ? { ...event, value: parsed.value } : null;
    }
    case "strike": {
      const ids = event.value.map((token) => optionOf(item.presented, token));
      return ids.every((id) => item.presented.options.includes(id)) ? { ...event, value: ids } : null;
    }
    case "flag":
    case "highlight":
    case "confidence":
    case "visit":
      return event;
  }
}

/** Receives a batch on an attempt that is locked in this transaction, and answers every event in tokens. */
export async function receiveInto(
  tx: Tx,
  attempt: AttemptRow,
  events: readonly AttemptEvent[],
  now: number,
): Promise<Ack[]> {
  const items = await listItems(tx, attempt.id, [...new Set(events.map((event) => event.itemId))]);
  const served = await getServedQuestions(
    tx,
    items.map((item) => item.versionId),
  );
  const refused = new Set<string>();
  const authored = events.map((event): AttemptEvent => {
    const item = items.find((candidate) => candidate.id === event.itemId);
    const question = item === undefined ? undefined : served.get(item.versionId);
    const translated = item === undefined || question === undefined ? null : toAuthored(event, item, question);
    if (translated === null) refused.add(`${event.clientId}/${event.clientSeq}`);
    return translated ?? event;
  });
  const { received, changed, acks } = receiveEvents(
    {
      items: new Map(
        items.map((item) => [
          item.id,
          {
            state: item.state,
            locked: item.checkedAt !== null,
            accepts: (event) => !refused.has(`${event.clientId}/${event.clientSeq}`),
          },
        ]),
      ),
      known: await findKnownEvents(tx, attempt.id, events),
      open: attempt.state === "running" && !isOverdue(attempt, now),
      lastSeq: await findLastSeq(tx, attempt.id),
      now,
    },
    authored,
  );
  await storeReceived(tx, attempt.id, received, changed, now);
  return acks.map((ack) => {
    const item = items.find((candidate) => candidate.id === ack.itemId);
    if (item === undefined) return ack;
    return { ...ack, stored: { ...ack.stored, value: toTokens(item.presented, ack.stored.value) } };
  });
}

/**
 * Stores a batch of events of the viewer's attempt, in order, in one transaction. Every event is answered: stored,
 * duplicate, conflict, late or refused; an acknowledgement means that it is on disk. Fails when the attempt is missing
 * or somebody else's.
 */
export async function saveEvents(
  { viewer, now }: Context,
  input: { attemptId: string; events: readonly AttemptEvent[] },
): Promise<Result<{ acks: Ack[]; sync: SyncHead }, "missing">> {
  const db = await database();
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, viewer, input.attemptId);
    if (attempt === null) return fail("missing" as const);
    const acks = await receiveInto(tx, attempt, input.events, now);
    if (!isOverdue(attempt, now)) return ok({ acks, sync: syncHead(attempt, now) });
    await settle(tx, attempt, "deadline", attempt.deadline ?? now);
    return ok({ acks, sync: { ...syncHead(attempt, now), phase: "finished" as const } });
  });
}
