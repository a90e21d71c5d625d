import type { Storage } from "@/components/exam/outbox";
import type { SyncState } from "@/components/exam/sync";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { Room } from "@/lib/core/attempt/room";
import type { FinishIntent } from "./event-store";
import { eventKey, isWork, shownItems } from "./local-state";
import { type Snapshot, snapshotOfRoom } from "./snapshot";

/** What the room shows, as one value. */
export type RoomState = {
  /** What the device keeps was read: from now on the learner may answer. */
  ready: boolean;
  snapshot: Snapshot;
  /** Unsent events of all tabs of this browser, in their order. */
  pending: readonly AttemptEvent[];
  /** What is shown: the snapshot with the unsent events on top. */
  items: Snapshot["items"];
  sync: SyncState;
  /** What the browser says of its line; a failed try says more. */
  online: boolean;
  /** When the server last acknowledged something, by the device's clock. */
  savedAt: number | null;
  storage: Storage;
  intent: FinishIntent | null;
  /** Keys of events that the server could not read. */
  stuck: ReadonlySet<string>;
  /** Items on which the server refused a change. */
  refusedItems: readonly string[];
  /** The deadline has passed by what is known of the server's clock. */
  timeIsUp: boolean;
  /** Where the result is, once the server has said so. */
  resultHref: string | null;
};

export const initialState = (room: Room): RoomState => {
  const snapshot = snapshotOfRoom(room);
  return {
    ready: false,
    snapshot,
    pending: [],
    items: snapshot.items,
    sync: { kind: "idle" },
    online: true,
    savedAt: null,
    storage: "device",
    intent: null,
    stuck: new Set(),
    refusedItems: [],
    timeIsUp: false,
    resultHref: null,
  };
};

/** The state with changes, and what is shown worked out again. */
export function nextState(state: RoomState, change: Partial<RoomState>): RoomState {
  const next = { ...state, ...change };
  if (change.snapshot === undefined && change.pending === undefined) return next;
  return { ...next, items: shownItems(next.snapshot, next.pending) };
}

/** Whether the learner may still change anything. */
export const isOpen = (state: RoomState): boolean =>
  state.ready && state.snapshot.phase === "running" && !state.timeIsUp && state.intent === null;

/** Changes that the server has not acknowledged yet, without those that it cannot read. */
export const unsentCount = ({ pending, stuck }: Pick<RoomState, "pending" | "stuck">): number =>
  pending.filter((event) => isWork(event) && !stuck.has(eventKey(event))).length;
