import { sameAnswer } from "@/components/question/same-answer";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { Ack } from "@/lib/core/attempt/receive-events";
import type { RoomItemState } from "@/lib/core/attempt/room";
import { applyToItem, eventKey } from "./local-state";
import { type Conflict, type ItemKinds, mergeSnapshots, pickSync, type Snapshot, type SyncPoint } from "./snapshot";

/** What the server's acknowledgements do to the queue and to what this device knows. */
export type Settlement = {
  /** Keys of events that the queue may forget: each was acknowledged. */
  removed: string[];
  /** Unsent answers that were made on top of one that is stored now, with the revision they build on. */
  rebased: { key: string; baseRevision: number }[];
  snapshot: Snapshot;
  /** The server says that these are no response to their question. */
  refused: AttemptEvent[];
};

type Settling = {
  snapshot: Snapshot;
  /** All unsent events of the attempt in their order, whether in this batch or not. */
  queue: readonly AttemptEvent[];
  /** The batch that was sent. */
  sent: readonly AttemptEvent[];
  acks: readonly Ack[];
  sync: SyncPoint;
  kinds: ItemKinds;
};

function heardOf(item: RoomItemState, event: AttemptEvent, ack: Ack): RoomItemState {
  const took = ack.outcome === "stored" || ack.outcome === "duplicate";
  const marked = took && event.kind !== "answer" ? applyToItem(item, event) : item;
  // Acknowledgements arrive in order, but another tab may have heard of a later answer already.
  if (ack.stored.revision < item.revision) return marked;
  return { ...marked, answer: ack.stored.value, revision: ack.stored.revision };
}

/**
 * Settles a batch. Only acknowledged events leave the queue; an event without an acknowledgement stays, whatever the
 * reply said of the others.
 *
 * An answer from an earlier page load of this device is known to the later ones, which were made on top of it: when it
 * is stored, they are rebased on it. Without that, somebody who reloads while offline would be in conflict with
 * themselves.
 */
export function settle({ snapshot, queue, sent, acks, sync, kinds }: Settling): Settlement {
  const waiting = new Map(sent.map((event) => [eventKey(event), event]));
  const items = { ...snapshot.items };
  const conflicts = new Map(snapshot.conflicts.map((conflict) => [conflict.itemId, conflict]));
  const builtOn = new Map<string, number | null>();
  const removed: string[] = [];
  const refused: AttemptEvent[] = [];
  let lateAnswers = snapshot.lateAnswers;
  for (const ack of acks) {
    const event = waiting.get(eventKey(ack));
    if (event === undefined) continue;
    waiting.delete(eventKey(ack));
    removed.push(eventKey(ack));
    const item = items[event.itemId];
    if (item !== undefined) items[event.itemId] = heardOf(item, event, ack);
    if (ack.outcome === "refused") refused.push(event);
    if (event.kind !== "answer") continue;
    const kind = kinds.get(event.itemId);
    const same = kind !== undefined && sameAnswer(kind, event.value, ack.stored.value);
    switch (ack.outcome) {
      case "stored":
        // It knew the revision that stood there, so the learner has decided whatever was open.
        conflicts.delete(event.itemId);
        builtOn.set(event.itemId, ack.stored.revision);
        break;
      case "duplicate":
        // Stored some time ago; if something else stands there now, later answers did not know of it.
        builtOn.set(event.itemId, same ? ack.stored.revision : null);
        break;
      case "conflict":
        builtOn.set(event.itemId, null);
        if (!same) conflicts.set(event.itemId, conflictOf(event.itemId, event.value, ack));
        break;
      case "late":
        if (!same) lateAnswers += 1;
        break;
      case "refused":
        break;
    }
  }
  const gone = new Set(removed);
  const rebased = queue.flatMap((event) => {
    const base = event.kind === "answer" ? builtOn.get(event.itemId) : undefined;
    if (base === undefined || base === null || gone.has(eventKey(event))) return [];
    return [{ key: eventKey(event), baseRevision: base }];
  });
  const heard: Snapshot = { ...snapshot, ...pickSync(sync), items, conflicts: [...conflicts.values()], lateAnswers };
  return { removed, rebased, refused, snapshot: { ...mergeSnapshots(heard, snapshot), conflicts: heard.conflicts } };
}

const conflictOf = (itemId: string, mine: Conflict["mine"], ack: Ack): Conflict => ({
  itemId,
  mine,
  stored: ack.stored,
});

/** The queue after a settlement. */
export function settledQueue(
  queue: readonly AttemptEvent[],
  { removed, rebased }: Pick<Settlement, "removed" | "rebased">,
): AttemptEvent[] {
  const gone = new Set(removed);
  const bases = new Map(rebased.map(({ key, baseRevision }) => [key, baseRevision]));
  return queue.flatMap((event) => {
    if (gone.has(eventKey(event))) return [];
    const baseRevision = bases.get(eventKey(event));
    return [baseRevision === undefined ? event : { ...event, baseRevision }];
  });
}
