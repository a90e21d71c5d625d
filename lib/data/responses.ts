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
import { toDate, toEpochMs } from "./time";

/** Keys of those of the given events that are stored already. */
export async function findKnownEvents(
  db: Reader,
  attemptId: string,
  events: readonly Pick<AttemptEvent, "clientId" | "clientSeq">[],
): Promise<Set<string>> {
  const seqs = new Map<string, number[]>();
  for (const event of events) seqs.set(event.clientId, [...(seqs.get(event.clientId) ?? []), event.clientSeq]);
  const rows = await db.responseEvent.findMany({
    where: {
      attemptId,
      OR: [...seqs].map(([clientId, clientSeqs]) => ({ clientId, clientSeq: { in: clientSeqs } })),
    },
    select: { clientId: true, clientSeq: true },
  });
  return new Set(rows.map(eventKey));
}

/** The place of the newest event in the order of arrival; 0 before the first. */
export async function findLastSeq(db: Reader, attemptId: string): Promise<number> {
  const row = await db.responseEvent.findFirst({
    where: { attemptId },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  return row?.seq ?? 0;
}

/** Appends what was received and writes the items' new states, in the caller's transaction. */
export async function storeReceived(
  tx: Tx,
  attemptId: string,
  received: readonly ReceivedEvent[],
  changed: ReadonlyMap<string, ItemState>,
  now: EpochMs,
): Promise<void> {
  if (received.length > 0) {
    await tx.responseEvent.createMany({
      data: received.map(({ event, outcome, seq }) => ({
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
    });
  }
  for (const [itemId, state] of changed) {
    const row = { state: JSON.stringify(state), updatedAt: toDate(now) };
    await tx.response.upsert({ where: { itemId }, create: { itemId, attemptId, ...row }, update: row });
  }
}

export type StoredEvent = { event: AttemptEvent; outcome: EventOutcome; seq: number; serverAt: EpochMs };

const jsonSchema = z.string().transform((text): unknown => JSON.parse(text));

/** All events of an attempt in the order of their arrival. */
export async function listEvents(db: Reader, attemptId: string): Promise<StoredEvent[]> {
  const rows = await db.responseEvent.findMany({ where: { attemptId }, orderBy: { seq: "asc" } });
  return rows.map(toStored);
}

/** All events of several attempts, by attempt, each list in the order of their arrival. */
export async function listEventsOf(db: Reader, attemptIds: readonly string[]): Promise<Map<string, StoredEvent[]>> {
  const rows = await db.responseEvent.findMany({
    where: { attemptId: { in: [...attemptIds] } },
    orderBy: [{ attemptId: "asc" }, { seq: "asc" }],
  });
  const events = new Map<string, StoredEvent[]>(attemptIds.map((id) => [id, []]));
  for (const row of rows) events.get(row.attemptId)?.push(toStored(row));
  return events;
}

type EventRecord = {
  clientId: string;
  clientSeq: number;
  itemId: string;
  baseRevision: number;
  clientAt: Date;
  kind: string;
  value: string;
  outcome: string;
  seq: number;
  serverAt: Date;
};

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
