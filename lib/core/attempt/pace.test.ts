import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { IDLE_CUT_MS, timeOnItems } from "./pace";

type Timed = Parameters<typeof timeOnItems>[0][number];

/** Events of one client from short notes: `+a` a came on screen, `-a` it left, `a` an answer to it; each at a second. */
const client = (clientId: string, ...notes: (readonly [note: string, second: number])[]): Timed[] =>
  notes.map(([note, second], index) => ({
    clientId,
    clientSeq: index + 1,
    itemId: note.replace(/^[+-]/, ""),
    clientAt: second * 1_000,
    ...(/^[+-]/.test(note) ? { kind: "visit", value: note.startsWith("+") } : { kind: "answer", value: "x" }),
  }));

const seconds = (events: readonly Timed[]) =>
  Object.fromEntries([...timeOnItems(events)].map(([id, ms]) => [id, ms / 1_000]));

test.each<{ name: string; events: Timed[]; spent: Record<string, number> }>([
  { name: "nothing happened", events: [], spent: {} },
  { name: "one visit without an end", events: client("one", ["+a", 0]), spent: {} },
  { name: "a visit from coming to leaving", events: client("one", ["+a", 0], ["-a", 40]), spent: { a: 40 } },
  {
    name: "two visits, the way between them belongs to none",
    events: client("one", ["+a", 0], ["-a", 10], ["+b", 15], ["-b", 40], ["+a", 41], ["-a", 44]),
    spent: { a: 13, b: 25 },
  },
  {
    name: "coming to the next ends the last",
    events: client("one", ["+a", 0], ["+b", 30], ["-b", 40]),
    spent: { a: 30, b: 10 },
  },
  {
    name: "answers on the way change nothing",
    events: client("one", ["+a", 0], ["a", 10], ["a", 20], ["-a", 40]),
    spent: { a: 40 },
  },
  {
    name: "an answer tells what is on screen when no visit did",
    events: client("one", ["a", 0], ["a", 20]),
    spent: { a: 20 },
  },
  { name: "exactly five minutes count in full", events: client("one", ["+a", 0], ["-a", 300]), spent: { a: 300 } },
  { name: "more than five minutes are cut", events: client("one", ["+a", 0], ["-a", 301]), spent: { a: 300 } },
  {
    name: "the cut is for each gap",
    events: client("one", ["+a", 0], ["a", 299], ["a", 598], ["-a", 2_000]),
    spent: { a: 898 },
  },
  { name: "a night away", events: client("one", ["+a", 0], ["a", 30_000], ["-a", 30_010]), spent: { a: 310 } },
  {
    name: "a clock set back counts nothing for that gap",
    events: client("one", ["+a", 100], ["a", 40], ["-a", 50]),
    spent: { a: 10 },
  },
  {
    name: "two clients have their own clocks and screens",
    events: [
      ...client("one", ["+a", 0], ["-a", 20]),
      ...client("two", ["+b", 900_000], ["a", 900_005], ["-b", 900_010]),
    ],
    spent: { a: 20, b: 10 },
  },
  {
    name: "one question on two clients adds up",
    events: [...client("one", ["+a", 0], ["-a", 20]), ...client("two", ["+a", 5], ["-a", 10])],
    spent: { a: 25 },
  },
])("$name", ({ events, spent }) => {
  expect(seconds(events)).toEqual(spent);
});

const arbitraryEvents = fc
  .array(
    fc.record({
      clientId: fc.constantFrom("one", "two"),
      itemId: fc.constantFrom("a", "b"),
      clientAt: fc.integer({ min: 0, max: 3 * IDLE_CUT_MS }),
      what: fc.constantFrom(
        { kind: "visit" as const, value: true },
        { kind: "visit" as const, value: false },
        { kind: "flag" as const, value: true },
      ),
    }),
    { maxLength: 20 },
  )
  .map((list): Timed[] => list.map(({ what, ...event }, index) => ({ ...event, ...what, clientSeq: index + 1 })));

test("the order of arrival does not matter, nor does the list change", () => {
  fc.assert(
    fc.property(
      arbitraryEvents.chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      ),
      ([events, arrived]) => {
        const before = [...arrived];
        expect(seconds(arrived)).toEqual(seconds(events));
        expect(arrived).toEqual(before);
      },
    ),
    FIXED_RUNS,
  );
});

test("no gap counts for less than nothing or more than five minutes", () => {
  fc.assert(
    fc.property(arbitraryEvents, (events) => {
      const spent = [...timeOnItems(events).values()];
      expect(spent.every((ms) => ms >= 0)).toBe(true);
      const total = spent.reduce((sum, ms) => sum + ms, 0);
      expect(total).toBeLessThanOrEqual(IDLE_CUT_MS * Math.max(0, events.length - 1));
    }),
    FIXED_RUNS,
  );
});

test("a client whose clock is wrong by hours has spent the same", () => {
  fc.assert(
    fc.property(arbitraryEvents, fc.integer({ min: 0, max: 1e12 }), (events, skew) => {
      const skewed = events.map((event) => ({ ...event, clientAt: event.clientAt + skew }));
      expect(seconds(skewed)).toEqual(seconds(events));
    }),
    FIXED_RUNS,
  );
});
