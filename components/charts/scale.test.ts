import { expect, test } from "vitest";
import { niceMax, percentOn, stretchOn } from "./scale";

test.each([
  { value: 100, percent: 0 },
  { value: 1000, percent: 100 },
  { value: 720, percent: 68.89 },
  { value: 40, percent: 0 },
  { value: 2000, percent: 100 },
])("$value stands at $percent % of a scale from 100 to 1000", ({ value, percent }) => {
  expect(percentOn({ min: 100, max: 1000 }, value)).toBe(percent);
});

test("on a scale without a length everything stands in the middle", () => {
  expect(percentOn({ min: 3, max: 3 }, 3)).toBe(50);
});

test.each([
  { name: "a range", low: 0.25, high: 0.75, x: 25, width: 50 },
  { name: "a point is still to be seen", low: 0.5, high: 0.5, x: 50, width: 1 },
  { name: "at the end it stays inside", low: 1, high: 1, x: 99, width: 1 },
  { name: "what lies outside is clipped", low: -1, high: 2, x: 0, width: 100 },
])("$name", ({ low, high, x, width }) => {
  expect(stretchOn({ min: 0, max: 1 }, { low, high })).toEqual({ x, width });
});

test.each([
  { value: 0, max: 1 },
  { value: 0.7, max: 0.8 },
  { value: 8, max: 8 },
  { value: 87, max: 100 },
  { value: 101, max: 150 },
  { value: 226, max: 300 },
])("an axis for $value ends at $max", ({ value, max }) => {
  expect(niceMax(value)).toBeCloseTo(max, 9);
});
