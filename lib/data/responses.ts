import { z } from "zod";
import {
  type AttemptEvent,
  attemptEventSchema,
  type EventOutcome,
  eventOutcomeSchema,
} from "@/lib/core/attempt/events";
import type { ItemState } from "@/lib/core/attempt/item-state";
import { eventKey, type ReceivedEvent } from "@/lib/core/attempt/receive-events";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { insertEvents, putResponses, selectKnown } from "./sql/save-batches";
import { type EventRecord, selectEvents } from "./sql/select-items";
import { toDate, toEpochMs } from "./time";

type EventNames = readonly Pick<AttemptEvent, "clientId" | "clientSeq">[];

/** Keys of those of the given events of several attempts that are stored already, by attempt. */
export async function findKnownEvents(
  tx: Tx,
  batches: readonly { attemptId: string; events: EventNames }[],
): Promise<Map<string, Set<string>>> {
  const rows = await selectKnown(
    tx,
    batches.flatMap(({ attemptId, events }) =>
      events.map(({ clientId, clientSeq }) => ({ attemptId, clientId, clientSeq })),
    ),
  );
  const known = new Map<string, Set<string>>();
  for (const row of rows) known.set(row.attemptId, (known.get(row.attemptId) ?? new Set()).add(eventKey(row)));
  return known;
}

/** The place of the newest event in the order of arrival; 0 before the first. */
export async function findLastSeq(db: Reader, attemptId: string): Promise<number> {
  const { _max } = await db.responseEvent.aggregate({ where: { attemptId }, _max: { seq: true } });
  return _max.seq ?? 0;
}

/** What was received for an attempt: the events that are kept, and the items' new states. */
export type Received = {
  attemptId: string;
  received: readonly ReceivedEvent[];
  changed: ReadonlyMap<string, ItemState>;
  now: EpochMs;
};

/** Appends what was received and writes the items' new states, in the caller's transaction. */
export async function storeReceived(tx: Tx, batches: readonly Received[]): Promise<void> {
  const events = batches.flatMap(({ attemptId, received, now }) =>
    received.map(({ event, outcome, seq }) => ({
      id: newId(),
      attemptId,
      itemId: event.itemId,
      seq,
      clientId: event.clientId,
      clientSeq: event.clientSeq,
      kind: event.kind,
      value: JSON.stringify(event.value),
      baseRevision: event.baseRevision,
      outcome,
      clientAt: toDate(event.clientAt),
      serverAt: toDate(now),
    })),
  );
  await insertEvents(tx, events);
  const states = batches.flatMap(({ attemptId, changed, now }) =>
    [...changed].map(([itemId, state]) => ({
      itemId,
      attemptId,
      state: JSON.stringify(state),
      updatedAt: toDate(now),
    })),
  );
  await putResponses(tx, states);
}

export type StoredEvent = { event: AttemptEvent; outcome: EventOutcome; seq: number; serverAt: EpochMs };

const jsonSchema = z.string().transform((text): unknown => JSON.parse(text));

/** All events of an attempt in the order of their arrival. */
export async function listEvents(db: Reader, attemptId: string): Promise<StoredEvent[]> {
  return (await selectEvents(db, [attemptId])).map(toStored);
}

/** All events of several attempts, by attempt, each list in the order of their arrival. */
export async function listEventsOf(db: Reader, attemptIds: readonly string[]): Promise<Map<string, StoredEvent[]>> {
  const events = new Map<string, StoredEvent[]>(attemptIds.map((id) => [id, []]));
  for (const row of await selectEvents(db, attemptIds)) events.get(row.attemptId)?.push(toStored(row));
  return events;
}

function toStored(row: EventRecord): StoredEvent {
  return {
    event: attemptEventSchema.parse({
      clientId: row.clientId,
      clientSeq: row.clientSeq,
      itemId: row.itemId,
      baseRevision: row.baseRevision,
      clientAt: toEpochMs(row.clientAt),
      kind: row.kind,
      value: jsonSchema.parse(row.value),
    }),
    outcome: eventOutcomeSchema.parse(row.outcome),
    seq: row.seq,
    serverAt: toEpochMs(row.serverAt),
  };
}

const EARLIEST = Date.UTC(2000, 0, 1);

/** Puts the current state of an item right; for replaying the log alone. */
export async function rewriteState(tx: Tx, attemptId: string, itemId: string, state: ItemState): Promise<void> {
  const updatedAt = toDate(state.answer.at ?? EARLIEST);
  const row = { state: JSON.stringify(state) };
  await tx.response.upsert({ where: { itemId }, create: { itemId, attemptId, ...row, updatedAt }, update: row });
}
