import { expect, test } from "vitest";
import { setbacks } from "./baseline";
import { reachesFloor, type Yardstick } from "./yardstick";

const row = (over: Partial<Yardstick>): Yardstick => ({
  id: "a/row",
  what: "next answer, AUC",
  on: "made up",
  figure: 0.78,
  se: 0.01,
  n: 100,
  better: "higher",
  naive: [],
  paired: [],
  reference: "",
  published: "",
  floor: {},
  ...over,
});
const baseline = (figure: number, se = 0.01) => ({
  recordedOn: "2026-11-25",
  data: "made up",
  rows: { "a/row": { figure, se } },
});

test.each([
  { name: "as good", over: {}, was: 0.78, worse: false },
  { name: "better", over: { figure: 0.9 }, was: 0.78, worse: false },
  { name: "two standard errors below", over: { figure: 0.76 }, was: 0.78, worse: false },
  { name: "more than two below", over: { figure: 0.759 }, was: 0.78, worse: true },
  { name: "a loss that grew within two", over: { better: "lower" as const, figure: 0.8 }, was: 0.78, worse: false },
  { name: "a loss that grew by more", over: { better: "lower" as const, figure: 0.801 }, was: 0.78, worse: true },
  { name: "within a range", over: { better: "within" as const, figure: 0.1 }, was: 0.78, worse: false },
  { name: "a row that the baseline has not", over: { id: "new/row", figure: 0.1 }, was: 0.78, worse: false },
])("$name: a setback $worse", ({ over, was, worse }) => {
  expect(setbacks([row(over)], baseline(was)).map(({ id }) => id)).toEqual(worse ? ["a/row"] : []);
});

test.each([
  { figure: 0.78, floor: { atLeast: 0.78 }, reached: true },
  { figure: 0.779, floor: { atLeast: 0.78 }, reached: false },
  { figure: 0.78, floor: { atMost: 0.77 }, reached: false },
  { figure: 0.8, floor: { atLeast: 0.78, atMost: 0.84 }, reached: true },
  { figure: Number.NaN, floor: { atLeast: 0.1 }, reached: false },
])("$figure against $floor", ({ figure, floor, reached }) => {
  expect(reachesFloor({ figure, floor })).toBe(reached);
});
