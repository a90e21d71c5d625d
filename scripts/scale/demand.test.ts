import { expect, test } from "vitest";
import { heaviest, loadOf, peakOf, unitsFor } from "./demand";

const none = { start: 0, page: 0, save: 0, finish: 0, review: 0 };

test("load is every rate times what one costs", () => {
  expect(loadOf({ ...none, save: 2, page: 3 }, { ...none, save: 10, page: 1, finish: 99 })).toBe(23);
});

test("the peak is where most is asked for: at the start where only starts cost, at the end where only saves do", () => {
  expect(peakOf(600, { ...none, start: 0.5 })).toEqual({ phase: "the first minute", load: 5 });
  expect(peakOf(1_000, { ...none, save: 0.01 })).toEqual({ phase: "the last minute", load: 0.5 });
  expect(peakOf(300, { ...none, review: 1 }).phase).toBe("the five minutes after");
});

test("units are planned to a part of what they can do, and there is one at least", () => {
  expect(unitsFor(0)).toBe(1);
  expect(unitsFor(0.6)).toBe(1);
  expect(unitsFor(0.61)).toBe(2);
});

test("a statement's share is that of its time in the phase, over all operations that send it", () => {
  const told = heaviest(
    [
      { sql: "A", operation: "save", times: 1, ms: 3 },
      { sql: "B", operation: "save", times: 2, ms: 1 },
      { sql: "A", operation: "review", times: 1, ms: 100 },
    ],
    "in between",
  );
  expect(told.map(({ sql, share }) => [sql, Number(share.toFixed(2))])).toEqual([
    ["A", 0.75],
    ["B", 0.25],
  ]);
});
