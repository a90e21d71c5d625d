import type { AttemptPhase, Room, RoomItemState, RoomSync } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** Two answers to one question from two devices; the learner decides. */
export type Conflict = {
  itemId: string;
  mine: Answer;
  stored: { value: Answer; revision: number; at: EpochMs | null };
};

/** Changes when this record's fields do: a copy of another shape is not read. */
export const SNAPSHOT_SHAPE = 1;

/** What this device last heard of an attempt from the server, kept beside the queue of unsent events. */
export type Snapshot = {
  shape: typeof SNAPSHOT_SHAPE;
  attemptId: string;
  phase: AttemptPhase;
  deadline: EpochMs | null;
  /** The attempt's revision: a copy with a smaller one is older. */
  revision: number;
  /** The latest server time that was heard. A page that was made at it or before it is a kept copy. */
  heardAt: EpochMs;
  /** Server clock minus this device's clock, in ms; null until it was measured. */
  wallOffsetMs: number | null;
  /** What the server holds, by item. */
  items: Record<string, RoomItemState>;
  conflicts: Conflict[];
  /** Answers that reached the server after the end and do not count. */
  lateAnswers: number;
};

/** Which kind of question each item is: decides when two answers are the same. */
export type ItemKinds = ReadonlyMap<string, Kind>;

export const kindsOf = (room: Pick<Room, "items">): ItemKinds =>
  new Map(room.items.map((item) => [item.id, item.question.type]));

/** What the page that the server rendered says. */
export const snapshotOfRoom = (room: Room): Snapshot => ({
  shape: SNAPSHOT_SHAPE,
  attemptId: room.attemptId,
  phase: room.phase,
  deadline: room.deadline,
  revision: room.revision,
  heardAt: room.serverNow,
  wallOffsetMs: null,
  items: Object.fromEntries(room.items.map((item) => [item.id, item.state])),
  conflicts: [],
  lateAnswers: 0,
});

/** Whether the page is a copy that was kept on the device: it is no younger than what was heard since. */
export const isKeptCopy = (room: Pick<Room, "serverNow">, saved: Snapshot | null): boolean =>
  saved !== null && room.serverNow <= saved.heardAt;

/** The newer item, but never an answer that is older than one already known: answers have revisions of their own. */
function mergeItem(newer: RoomItemState, older: RoomItemState | undefined): RoomItemState {
  if (older === undefined || older.revision <= newer.revision) return newer;
  return { ...newer, answer: older.answer, revision: older.revision };
}

const mergeItems = (newer: Snapshot["items"], older: Snapshot["items"]): Snapshot["items"] =>
  Object.fromEntries(Object.entries(newer).map(([id, state]) => [id, mergeItem(state, older[id])]));

const later = (a: EpochMs | null, b: EpochMs): EpochMs => (a === null ? b : Math.max(a, b));

/**
 * One snapshot from two: the greater attempt revision wins, a tie goes to `fresh`. What only this device knows
 * (measured clock, open conflicts, late answers) is kept from either; an attempt that is over never runs again.
 */
export function mergeSnapshots(fresh: Snapshot, known: Snapshot): Snapshot {
  const [newer, older] = fresh.revision >= known.revision ? [fresh, known] : [known, fresh];
  return {
    ...newer,
    phase: newer.phase === "running" ? older.phase : newer.phase,
    heardAt: later(older.heardAt, newer.heardAt),
    wallOffsetMs: fresh.wallOffsetMs ?? known.wallOffsetMs,
    items: mergeItems(newer.items, older.items),
    conflicts: [
      ...fresh.conflicts,
      ...known.conflicts.filter((c) => !fresh.conflicts.some((f) => f.itemId === c.itemId)),
    ],
    lateAnswers: Math.max(fresh.lateAnswers, known.lateAnswers),
  };
}

/**
 * What this tab knows, brought up to date by what another tab says or the device has kept. Their word on conflicts
 * holds, even when it is that there are none any more; our clock does, since we measured it ourselves.
 */
export const adoptSnapshot = (theirs: Snapshot, ours: Snapshot): Snapshot => ({
  ...mergeSnapshots(theirs, ours),
  conflicts: theirs.conflicts,
  wallOffsetMs: ours.wallOffsetMs ?? theirs.wallOffsetMs,
});

/** The snapshot after `GET /api/v1/attempts/:id`; an answer that was overtaken by a later write changes nothing. */
export function withRoomSync(snapshot: Snapshot, sync: RoomSync): Snapshot {
  const items = Object.fromEntries(sync.items.map((item) => [item.id, item.state]));
  const heard = { ...snapshot, ...pickSync(sync), items: { ...snapshot.items, ...items } };
  return mergeSnapshots(heard, snapshot);
}

/** Where the attempt stands, by a reply of the server. */
export type SyncPoint = Pick<RoomSync, "phase" | "serverNow" | "deadline" | "revision">;

export const pickSync = ({ phase, serverNow, deadline, revision }: SyncPoint) => ({
  phase,
  deadline,
  revision,
  heardAt: serverNow,
});

/** The snapshot without the conflict on an item: the learner has decided. */
export const withoutConflict = (snapshot: Snapshot, itemId: string): Snapshot => ({
  ...snapshot,
  conflicts: snapshot.conflicts.filter((conflict) => conflict.itemId !== itemId),
});
