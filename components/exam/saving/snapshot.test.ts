import { describe, expect, test } from "vitest";
import type { RoomItemState } from "@/lib/core/attempt/room";
import { adoptSnapshot, isKeptCopy, mergeSnapshots, type Snapshot, snapshotOfRoom, withRoomSync } from "./snapshot";
import { createFakeServer, emptyState, T0 } from "./testing/fake-server";

const room = createFakeServer(["i1"]).server.room();
const page = snapshotOfRoom(room);
const having = (revision: number, item: Partial<RoomItemState> = {}, rest: Partial<Snapshot> = {}): Snapshot => ({
  ...page,
  revision,
  items: { i1: { ...emptyState, ...item } },
  ...rest,
});
const conflict = { itemId: "i1", mine: "o1", stored: { value: "o2", revision: 1, at: 0 } };

describe("the page and what the device kept", () => {
  test("the greater attempt revision wins", () => {
    expect(mergeSnapshots(having(3, { flagged: true }), having(5)).items.i1?.flagged).toBe(false);
    expect(mergeSnapshots(having(5, { flagged: true }), having(3)).items.i1?.flagged).toBe(true);
  });
  test("a tie goes to the page", () => {
    expect(mergeSnapshots(having(5, { flagged: true }), having(5)).items.i1?.flagged).toBe(true);
  });
  test("an answer is never replaced by an older one: its revision counts by itself", () => {
    const merged = mergeSnapshots(having(6, { answer: "o1", revision: 1 }), having(5, { answer: "o2", revision: 2 }));
    expect(merged.items.i1).toMatchObject({ answer: "o2", revision: 2 });
  });
  test("the deadline is that of the newer", () => {
    expect(mergeSnapshots(having(3, {}, { deadline: 1 }), having(5, {}, { deadline: 2 })).deadline).toBe(2);
  });
  test("an attempt that is over does not run again", () => {
    expect(mergeSnapshots(having(3), having(2, {}, { phase: "finished" })).phase).toBe("finished");
  });
  test("open conflicts and the measured clock survive a reload", () => {
    const merged = mergeSnapshots(having(9), having(5, {}, { conflicts: [conflict], wallOffsetMs: 40 }));
    expect(merged).toMatchObject({ conflicts: [conflict], wallOffsetMs: 40, revision: 9 });
  });
});

test("another tab's word that a conflict is decided holds", () => {
  expect(adoptSnapshot(having(5), having(5, {}, { conflicts: [conflict] })).conflicts).toEqual([]);
});

test.each([
  { name: "a page younger than all that was heard is fresh", heardAt: T0 - 1, kept: false },
  { name: "a page as old as what was heard is a kept copy", heardAt: T0, kept: true },
  { name: "a page older than what was heard is a kept copy", heardAt: T0 + 60_000, kept: true },
])("$name", ({ heardAt, kept }) => {
  expect(isKeptCopy(room, having(1, {}, { heardAt }))).toBe(kept);
});

test("an answer of the server that was overtaken changes nothing but the time", () => {
  const known = having(7, { answer: "o2", revision: 2 });
  const sync = {
    phase: "running" as const,
    serverNow: T0 + 5,
    deadline: null,
    revision: 6,
    items: [{ id: "i1", state: emptyState }],
  };
  expect(withRoomSync(known, sync)).toEqual({ ...known, heardAt: T0 + 5 });
});
