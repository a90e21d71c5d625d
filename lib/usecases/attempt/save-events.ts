import type { Context } from "@/lib/core/access/viewer";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import { type Ack, eventKey, receiveEvents } from "@/lib/core/attempt/receive-events";
import type { RoomSync } from "@/lib/core/attempt/room";
import { fromTokens, optionOf, toTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type AttemptRow, listForSaving, lockAttempts, type SavingItemRow } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { groupedWrites } from "@/lib/data/grouped-writes";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findKnownEvents, storeReceived } from "@/lib/data/responses";
import { isOverdue, settle } from "./settle-attempt";

export type SyncHead = Pick<RoomSync, "phase" | "serverNow" | "deadline" | "revision">;

export const syncHead = (attempt: AttemptRow, now: number): SyncHead => ({
  phase: attempt.state,
  serverNow: now,
  deadline: attempt.deadline,
  revision: attempt.revision,
});

/** A browser's event in authored ids; null where its value is no response to this question. */
function toAuthored(event: AttemptEvent, item: SavingItemRow, served: ServedQuestion): AttemptEvent | null {
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

type Batch = { attempt: AttemptRow; events: readonly AttemptEvent[]; now: EpochMs };

/** Receives a batch on each of several attempts that are locked in this transaction, and answers every event in tokens. */
async function receiveAll(tx: Tx, batches: readonly Batch[]): Promise<Ack[][]> {
  const attemptIds = batches.map(({ attempt }) => attempt.id);
  const itemIds = batches.flatMap(({ events }) => events.map((event) => event.itemId));
  const found = await listForSaving(tx, attemptIds, [...new Set(itemIds)]);
  const served = await getServedQuestions(
    tx,
    [...found.values()].flatMap(({ items }) => items.map((item) => item.versionId)),
  );
  const known = await findKnownEvents(
    tx,
    batches.map(({ attempt, events }) => ({ attemptId: attempt.id, events })),
  );
  const all = batches.map(({ attempt, events, now }) => {
    const items = new Map((found.get(attempt.id)?.items ?? []).map((item) => [item.id, item]));
    const refused = new Set<string>();
    const authored = events.map((event): AttemptEvent => {
      const item = items.get(event.itemId);
      const question = item === undefined ? undefined : served.get(item.versionId);
      const translated = item === undefined || question === undefined ? null : toAuthored(event, item, question);
      if (translated === null) refused.add(eventKey(event));
      return translated ?? event;
    });
    const receiving = {
      items: new Map(
        [...items.values()].map((item) => [
          item.id,
          {
            state: item.state,
            locked: item.checkedAt !== null,
            accepts: (event: AttemptEvent) => !refused.has(eventKey(event)),
          },
        ]),
      ),
      known: known.get(attempt.id) ?? new Set<string>(),
      open: attempt.state === "running" && !isOverdue(attempt, now),
      lastSeq: found.get(attempt.id)?.lastSeq ?? 0,
      now,
    };
    return { attemptId: attempt.id, now, items, ...receiveEvents(receiving, authored) };
  });
  await storeReceived(tx, all);
  return all.map(({ items, acks }) =>
    acks.map((ack) => {
      const item = items.get(ack.itemId);
      if (item === undefined) return ack;
      return { ...ack, stored: { ...ack.stored, value: toTokens(item.presented, ack.stored.value) } };
    }),
  );
}

/** Receives a batch on an attempt that is locked in this transaction, and answers every event in tokens. */
export async function receiveInto(
  tx: Tx,
  attempt: AttemptRow,
  events: readonly AttemptEvent[],
  now: number,
): Promise<Ack[]> {
  const [acks = []] = await receiveAll(tx, [{ attempt, events, now }]);
  return acks;
}

type Saving = { userId: string; attemptId: string; events: readonly AttemptEvent[]; now: EpochMs };
type Saved = Result<{ acks: Ack[]; sync: SyncHead }, "missing">;

/** Saves a batch on each of several attempts. */
async function saveRound(tx: Tx, round: readonly Saving[]): Promise<Saved[]> {
  const locked = await lockAttempts(tx, round);
  const batches = round.flatMap(({ userId, attemptId, events, now }): Batch[] => {
    const attempt = locked.get(attemptId);
    return attempt?.userId === userId ? [{ attempt, events, now }] : [];
  });
  const acksOf = new Map<string, Ack[]>();
  if (batches.length > 0) {
    const received = await receiveAll(tx, batches);
    for (const [place, { attempt }] of batches.entries()) acksOf.set(attempt.id, received[place] ?? []);
  }
  const saved: Saved[] = [];
  for (const { userId, attemptId, now } of round) {
    const attempt = locked.get(attemptId);
    const acks = acksOf.get(attemptId);
    if (attempt?.userId !== userId || acks === undefined) {
      saved.push(fail("missing"));
      continue;
    }
    const sync = syncHead(attempt, now);
    if (!isOverdue(attempt, now)) {
      saved.push(ok({ acks, sync }));
      continue;
    }
    await settle(tx, attempt, "deadline", attempt.deadline ?? now);
    saved.push(ok({ acks, sync: { ...sync, phase: "finished" } }));
  }
  return saved;
}

/** Saves what came at the same time, in rounds: of what came for one attempt each sees what those before it have left. */
async function saveGroup(tx: Tx, group: readonly Saving[]): Promise<Saved[]> {
  const saved = new Map<Saving, Saved>();
  for (let rest = group; rest.length > 0; rest = rest.filter((one) => !saved.has(one))) {
    const round = [...new Map(rest.toReversed().map((one) => [one.attemptId, one])).values()];
    const outcomes = await saveRound(tx, round);
    for (const [place, one] of round.entries()) saved.set(one, outcomes[place] ?? fail("missing"));
  }
  return group.map((one) => saved.get(one) ?? fail("missing"));
}

/** So many batches are in one transaction. */
const AT_ONCE = 32;
const save = groupedWrites(saveGroup, AT_ONCE);

/**
 * Stores a batch of events of the viewer's attempt, in order, in one transaction, which batches of others that come at
 * the same time share. Every event is answered: stored, duplicate, conflict, late or refused; an acknowledgement means
 * that it is on disk. Fails when the attempt is missing or somebody else's.
 */
export async function saveEvents(
  { viewer, now }: Context,
  input: { attemptId: string; events: readonly AttemptEvent[] },
): Promise<Saved> {
  return save(await database(), { userId: viewer.userId, ...input, now });
}
