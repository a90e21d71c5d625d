import { describe, expect, test } from "vitest";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { Ack } from "@/lib/core/attempt/receive-events";
import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";
import { baseRevisionFor, shownItems } from "./local-state";
import { settle, settledQueue } from "./settle";
import { type Snapshot, snapshotOfRoom } from "./snapshot";
import { createFakeServer, emptyState } from "./testing/fake-server";

const start = snapshotOfRoom(createFakeServer().server.room());
const answer = (clientId: string, clientSeq: number, value: Answer, baseRevision = 0): AttemptEvent => ({
  clientId,
  clientSeq,
  itemId: "i1",
  baseRevision,
  clientAt: 0,
  kind: "answer",
  value,
});
const ack = (event: AttemptEvent, outcome: Ack["outcome"], value: Answer, revision: number): Ack => ({
  clientId: event.clientId,
  clientSeq: event.clientSeq,
  itemId: event.itemId,
  outcome,
  stored: { value, revision, at: 0 },
});
type Situation = { snapshot?: Snapshot; kind?: Kind };
const settled = (queue: AttemptEvent[], acks: Ack[], { snapshot = start, kind = "multiple-choice" }: Situation = {}) =>
  settle({
    snapshot,
    queue,
    sent: queue,
    acks,
    sync: { phase: "running", serverNow: 1, deadline: null, revision: 1 },
    kinds: new Map([["i1", kind]]),
  });

const one = answer("client-one", 1, "o1");
const two = answer("client-two", 1, "o2");

describe("what leaves the queue", () => {
  test.each(["stored", "duplicate", "conflict", "late", "refused"] as const)("an event that was %s", (outcome) => {
    const result = settled([one], [ack(one, outcome, "o9", 3)]);
    expect(settledQueue([one], result)).toEqual([]);
  });
  test("nothing without an acknowledgement, whatever else was acknowledged", () => {
    const result = settled([one, two], [ack(one, "stored", "o1", 1)]);
    expect(settledQueue([one, two], result)).toMatchObject([{ clientId: "client-two" }]);
  });
  test("nothing by an acknowledgement of an event that was not sent", () => {
    expect(settled([one], [ack(two, "stored", "o2", 1)]).removed).toEqual([]);
  });
});

describe("rebasing answers of a later page load", () => {
  test.each([
    { name: "on a stored answer", outcome: "stored" as const, value: "o1", base: 4 },
    { name: "on a duplicate that still stands", outcome: "duplicate" as const, value: "o1", base: 4 },
    { name: "not on a duplicate that was replaced meanwhile", outcome: "duplicate" as const, value: "o7", base: 0 },
    { name: "not on a conflict", outcome: "conflict" as const, value: "o7", base: 0 },
    { name: "not on one that came too late", outcome: "late" as const, value: "o7", base: 0 },
  ])("$name", ({ outcome, value, base }) => {
    const result = settled([one, two], [ack(one, outcome, value, 4)]);
    expect(settledQueue([one, two], result)).toMatchObject([{ clientId: "client-two", baseRevision: base }]);
  });
});

describe("conflicts", () => {
  test("keep both sides, and the learner's own is shown", () => {
    const { snapshot } = settled([one], [ack(one, "conflict", "o7", 4)]);
    expect(snapshot.conflicts).toEqual([{ itemId: "i1", mine: "o1", stored: { value: "o7", revision: 4, at: 0 } }]);
    expect(snapshot.items.i1).toMatchObject({ answer: "o7", revision: 4 });
    expect(shownItems(snapshot, []).i1?.answer).toBe("o1");
  });
  test("the last of several is the learner's side", () => {
    const next = answer("client-one", 2, "o3");
    const { snapshot } = settled([one, next], [ack(one, "conflict", "o7", 4), ack(next, "conflict", "o7", 4)]);
    expect(snapshot.conflicts).toMatchObject([{ mine: "o3" }]);
  });
  test("there is none where both say the same", () => {
    const pair = answer("client-one", 1, ["o2", "o1"]);
    const { snapshot } = settled([pair], [ack(pair, "conflict", ["o1", "o2"], 4)], { kind: "multiple-response" });
    expect(snapshot.conflicts).toEqual([]);
  });
  test("an order is not the same in another order", () => {
    const sequence = answer("client-one", 1, ["o2", "o1"]);
    const { snapshot } = settled([sequence], [ack(sequence, "conflict", ["o1", "o2"], 4)], { kind: "ordering" });
    expect(snapshot.conflicts).toHaveLength(1);
  });
  test("an answer that was stored since ends it", () => {
    const open = settled([one], [ack(one, "conflict", "o7", 4)]).snapshot;
    const decided = answer("client-one", 2, "o1", 4);
    expect(settled([decided], [ack(decided, "stored", "o1", 5)], { snapshot: open }).snapshot.conflicts).toEqual([]);
  });
});

test("an older acknowledgement does not overwrite a newer answer that another tab heard of", () => {
  const known: Snapshot = {
    ...start,
    items: { ...start.items, i1: { ...emptyState, answer: "o9", revision: 9 } },
  };
  const { snapshot } = settled([one], [ack(one, "stored", "o1", 1)], { snapshot: known });
  expect(snapshot.items.i1).toMatchObject({ answer: "o9", revision: 9 });
});

test("late answers are counted, unless they said what stands there anyway", () => {
  expect(settled([one, two], [ack(one, "late", "o7", 4), ack(two, "late", "o2", 4)]).snapshot.lateAnswers).toBe(1);
});

test("a new answer builds on what an unsent one builds on: the learner has seen nothing newer", () => {
  const heard: Snapshot = settled([], []).snapshot;
  expect(baseRevisionFor(heard, [answer("client-one", 1, "o1", 3)], "i1")).toBe(3);
  expect(baseRevisionFor(heard, [], "i1")).toBe(0);
});
