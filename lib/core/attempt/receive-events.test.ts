import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import type { AttemptEvent } from "./events";
import { applyEvent, emptyItemState, type ItemState } from "./item-state";
import { type Ack, eventKey, type ReceivedEvent, receiveEvents } from "./receive-events";

const ITEMS = ["item-1", "item-2", "item-3"];
const NO_ITEM = "item-of-another-attempt";

type Setting = { locked?: readonly string[]; open?: boolean };

/** A server without a disk: what the database would hold after each batch. */
function server({ locked = [], open = true }: Setting = {}) {
  const states = new Map<string, ItemState>(ITEMS.map((id) => [id, emptyItemState]));
  const log: ReceivedEvent[] = [];
  const known = new Set<string>();
  const receive = (batch: readonly AttemptEvent[]): Ack[] => {
    const items = new Map(
      [...states].map(([id, state]) => [
        id,
        { state, locked: locked.includes(id), accepts: (event: AttemptEvent) => event.value !== "impossible" },
      ]),
    );
    const { received, changed, acks } = receiveEvents({ items, known, open, lastSeq: log.length, now: 1_000 }, batch);
    for (const [id, state] of changed) states.set(id, state);
    for (const entry of received) known.add(eventKey(entry.event));
    log.push(...received);
    return acks;
  };
  return { states, log, receive };
}

function delivered(batches: readonly (readonly AttemptEvent[])[], setting: Setting = {}) {
  const { states, log, receive } = server(setting);
  const acks = batches.map(receive);
  return { states, log, acks };
}

const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("answer" as const), value: fc.constantFrom(null, "a", "b", "c") }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "answer" as const, value: "impossible" }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("flag" as const), value: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("strike" as const), value: fc.subarray(["a", "b"]) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("confidence" as const), value: fc.constantFrom(null, "sure" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("visit" as const), value: fc.boolean() }) },
);

/** Events of three clients, each client's in any order, with revisions that are often stale. */
const arbitraryEvents: fc.Arbitrary<AttemptEvent[]> = fc
  .array(
    fc.record({
      clientId: fc.constantFrom("client-a", "client-b", "client-c"),
      itemId: fc.constantFrom(...ITEMS, ...ITEMS, NO_ITEM),
      baseRevision: fc.nat({ max: 3 }),
      clientAt: fc.nat(),
      action,
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((list) =>
    list.map(({ action: what, ...rest }, index): AttemptEvent => ({ ...rest, ...what, clientSeq: index + 1 })),
  )
  .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));

/** The same list in batches: `cut` says of every place whether a batch ends there. */
function inBatches<T>(list: readonly T[], cut: readonly boolean[]): T[][] {
  const batches: T[][] = [[]];
  for (const [index, entry] of list.entries()) {
    batches.at(-1)?.push(entry);
    if (cut[index % cut.length]) batches.push([]);
  }
  return batches;
}

/** The events with some sent again, each at some place after its first arrival. */
const withResends = (events: readonly AttemptEvent[], again: readonly (readonly [which: number, later: number])[]) => {
  const sent = events.map((event, place) => ({ event, place }));
  for (const [which, later] of again) {
    const from = which % events.length;
    const event = events[from];
    if (event !== undefined) sent.push({ event, place: from + 0.5 + (later % events.length) });
  }
  return sent.sort((a, b) => a.place - b.place).map(({ event }) => event);
};

const cuts = fc.array(fc.boolean(), { minLength: 1, maxLength: 30 });
const resends = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 40 })), { maxLength: 15 });
const setting = fc.record({
  locked: fc.subarray(ITEMS, { maxLength: 1 }),
  open: fc.constantFrom(true, true, true, false),
});

describe("any split into batches", () => {
  test("with any events sent again gives the same states and the same log", () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryEvents, cuts, resends, setting, (events, cut, again, how) => {
        const whole = delivered([events], how);
        const split = delivered(inBatches(withResends(events, again), cut), how);
        expect(split.states).toEqual(whole.states);
        expect(split.log).toEqual(whole.log);
        for (const { outcome } of split.acks.flat()) seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }),
      FIXED_RUNS,
    );
    // Otherwise the property would be about nothing.
    for (const outcome of ["stored", "conflict", "late", "duplicate", "refused"]) {
      expect(seen.get(outcome), outcome).toBeGreaterThan(100);
    }
  });

  test("keeps every event exactly once, in one unbroken sequence, and answers each sending in its order", () => {
    fc.assert(
      fc.property(arbitraryEvents, cuts, resends, setting, (events, cut, again, how) => {
        const sent = withResends(events, again);
        const { log, acks } = delivered(inBatches(sent, cut), how);
        expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
        const kept = events.filter(({ itemId, value }) => itemId !== NO_ITEM && value !== "impossible");
        expect(log.map(({ event }) => event)).toEqual(kept);
        expect(acks.flat().map(eventKey)).toEqual(sent.map(eventKey));
        const first = new Map<string, Ack["outcome"]>();
        for (const ack of acks.flat()) {
          const before = first.get(eventKey(ack));
          if (before === undefined) first.set(eventKey(ack), ack.outcome);
          else expect(ack.outcome).toBe(before === "refused" ? "refused" : "duplicate");
        }
        for (const { event, outcome } of log) expect(first.get(eventKey(event))).toBe(outcome);
      }),
      FIXED_RUNS,
    );
  });

  test("replaying the log gives the states", () => {
    fc.assert(
      fc.property(arbitraryEvents, cuts, setting, (events, cut, how) => {
        const { states, log } = delivered(inBatches(events, cut), how);
        const replayed = new Map<string, ItemState>(ITEMS.map((id) => [id, emptyItemState]));
        for (const { event, outcome } of log) {
          if (outcome !== "stored") continue;
          replayed.set(event.itemId, applyEvent(replayed.get(event.itemId) ?? emptyItemState, event, 1_000).state);
        }
        expect(replayed).toEqual(states);
      }),
      FIXED_RUNS,
    );
  });
});

test("what is not stored changes nothing, and every answer tells what is stored now", () => {
  fc.assert(
    fc.property(arbitraryEvents, resends, setting, (events, again, how) => {
      const { states, receive } = server(how);
      for (const event of withResends(events, again)) {
        const before = new Map(states);
        const [ack] = receive([event]);
        if (ack?.outcome !== "stored") expect(states).toEqual(before);
        const stored = states.get(event.itemId)?.answer ?? emptyItemState.answer;
        expect(ack?.stored).toEqual({ value: stored.value, revision: stored.revision, at: stored.at });
      }
    }),
    FIXED_RUNS,
  );
});

test("an event touches no other item", () => {
  fc.assert(
    fc.property(arbitraryEvents, cuts, (events, cut) => {
      const whole = delivered(inBatches(events, cut));
      for (const id of ITEMS) {
        const own = delivered([events.filter((event) => event.itemId === id)]);
        expect(own.states.get(id)).toEqual(whole.states.get(id));
      }
    }),
    FIXED_RUNS,
  );
});

test("once the attempt is over every event is late and kept", () => {
  fc.assert(
    fc.property(arbitraryEvents, cuts, (events, cut) => {
      const { states, log, acks } = delivered(inBatches(events, cut), { open: false });
      expect([...states.values()]).toEqual(ITEMS.map(() => emptyItemState));
      expect(log.every(({ outcome }) => outcome === "late")).toBe(true);
      expect(new Set(acks.flat().map(({ outcome }) => outcome))).not.toContain("stored");
    }),
    FIXED_RUNS,
  );
});

const header = { clientId: "client-a", itemId: "item-1", baseRevision: 0, clientAt: 0 };
const answer = (
  clientSeq: number,
  value: string | null,
  more: { clientId?: string; itemId?: string } = {},
): AttemptEvent => ({
  ...header,
  ...more,
  clientSeq,
  kind: "answer",
  value,
});

describe("one batch", () => {
  test.each<{ name: string; batch: AttemptEvent[]; setting?: Setting; outcomes: string[]; value: string | null }>([
    { name: "an answer twice", batch: [answer(1, "a"), answer(1, "a")], outcomes: ["stored", "duplicate"], value: "a" },
    {
      name: "the same key with another value is the same event",
      batch: [answer(1, "a"), answer(1, "b")],
      outcomes: ["stored", "duplicate"],
      value: "a",
    },
    {
      name: "the same number of another client is another event",
      batch: [answer(1, "a"), answer(1, "a", { clientId: "client-b" })],
      outcomes: ["stored", "stored"],
      value: "a",
    },
    {
      name: "an item that is not there",
      batch: [answer(1, "a", { itemId: NO_ITEM })],
      outcomes: ["refused"],
      value: null,
    },
    {
      name: "a refused value does not use up its key",
      batch: [answer(1, "impossible"), answer(1, "a")],
      outcomes: ["refused", "stored"],
      value: "a",
    },
    {
      name: "an answer to a locked item is late, a mark is stored",
      batch: [answer(1, "a"), { ...header, clientSeq: 2, kind: "flag", value: true }],
      setting: { locked: ["item-1"] },
      outcomes: ["late", "stored"],
      value: null,
    },
    {
      name: "a lock is for its own item",
      batch: [answer(1, "a"), answer(2, "a", { itemId: "item-2" })],
      setting: { locked: ["item-2"] },
      outcomes: ["stored", "late"],
      value: "a",
    },
    {
      name: "overtaken on the way",
      batch: [answer(2, "b"), answer(1, "a")],
      outcomes: ["stored", "stored"],
      value: "b",
    },
    {
      name: "a conflict between two",
      batch: [answer(1, "a"), answer(1, "b", { clientId: "client-b" }), answer(2, "c")],
      outcomes: ["stored", "conflict", "stored"],
      value: "c",
    },
  ])("$name", ({ batch, setting: how, outcomes, value }) => {
    const { states, acks } = delivered([batch], how);
    expect(acks.flat().map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(states.get("item-1")?.answer.value).toBe(value);
    const marked = batch.some(({ kind }) => kind === "flag");
    expect(states.get("item-1")?.flag.value).toBe(marked);
  });

  test("a conflict answers with what is stored, its revision and its time", () => {
    const { acks } = delivered([[answer(1, "a")], [answer(1, "b", { clientId: "client-b" })]]);
    expect(acks[1]).toEqual([
      {
        clientId: "client-b",
        clientSeq: 1,
        itemId: "item-1",
        outcome: "conflict",
        stored: { value: "a", revision: 1, at: 1_000 },
      },
    ]);
  });

  test("an item that nothing changed is not written", () => {
    const items = new Map([["item-1", { state: emptyItemState, locked: false, accepts: () => true }]]);
    const visit: AttemptEvent = { ...header, clientSeq: 1, kind: "visit", value: true };
    const { changed, received } = receiveEvents({ items, known: new Set(), open: true, lastSeq: 41, now: 1 }, [visit]);
    expect(changed.size).toBe(0);
    expect(received).toEqual([{ event: visit, outcome: "stored", seq: 42 }]);
  });
});
