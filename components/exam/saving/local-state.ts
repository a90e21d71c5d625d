import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { RoomItemState } from "@/lib/core/attempt/room";
import type { Snapshot } from "./snapshot";

type Header = "clientId" | "clientSeq" | "itemId" | "baseRevision" | "clientAt";
type WithoutHeader<E> = E extends AttemptEvent ? Omit<E, Header> : never;
/** What a learner did to an item: an event before it has a sender, a number and a time. */
export type Change = WithoutHeader<AttemptEvent>;

/** `clientId/clientSeq`: what an event is known by, here and on the server. */
export const eventKey = (event: { clientId: string; clientSeq: number }): string =>
  `${event.clientId}/${event.clientSeq}`;

/** The item as the learner sees it once they made this event. The revision is the server's and stays. */
export function applyToItem(state: RoomItemState, event: AttemptEvent): RoomItemState {
  switch (event.kind) {
    case "answer":
      return { ...state, answer: event.value };
    case "flag":
      return { ...state, flagged: event.value };
    case "strike":
      return { ...state, struck: event.value };
    case "highlight":
      return { ...state, highlights: event.value };
    case "confidence":
      return { ...state, confidence: event.value };
    case "visit":
      return state;
  }
}

/** What is shown: what the server holds, with this device's unsent events on top, and a learner's own side of a conflict. */
export function shownItems(snapshot: Snapshot, pending: readonly AttemptEvent[]): Snapshot["items"] {
  const items = { ...snapshot.items };
  for (const conflict of snapshot.conflicts) {
    const item = items[conflict.itemId];
    if (item !== undefined) items[conflict.itemId] = { ...item, answer: conflict.mine };
  }
  for (const event of pending) {
    const item = items[event.itemId];
    if (item !== undefined) items[event.itemId] = applyToItem(item, event);
  }
  return items;
}

/**
 * The revision that a new answer builds on: the last that the server acknowledged, or what an unsent answer to the
 * item builds on already, since the learner has seen nothing newer than that.
 */
export function baseRevisionFor(snapshot: Snapshot, pending: readonly AttemptEvent[], itemId: string): number {
  const unsent = pending.findLast((event) => event.kind === "answer" && event.itemId === itemId);
  return unsent?.baseRevision ?? snapshot.items[itemId]?.revision ?? 0;
}

/** Events that carry the learner's work; visits only measure time, and nobody waits for them to be saved. */
export const isWork = (event: AttemptEvent): boolean => event.kind !== "visit";
