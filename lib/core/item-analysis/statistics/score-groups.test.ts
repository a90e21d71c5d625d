import { expect, test } from "vitest";
import { equalGroups, extremeSize, rankWeights, roundHalfEven, shareInGroup } from "./score-groups";

test.each([
  { value: 13.5, rounded: 14 },
  { value: 40.5, rounded: 40 },
  { value: 175.77, rounded: 176 },
  { value: 0.27, rounded: 0 },
])("$value is rounded to $rounded", ({ value, rounded }) => {
  expect(roundHalfEven(value)).toBe(rounded);
});

test.each([
  { n: 0, size: 0 },
  { n: 1, size: 1 },
  { n: 600, size: 162 },
])("an extreme group of $n has $size", ({ n, size }) => {
  expect(extremeSize(n)).toBe(size);
});

test("who tie at a border share the places that are left", () => {
  // Two at 0, four at 1, two at 2: the lowest three are the two and a quarter of the four.
  expect(rankWeights([2, 4, 2], 0, 3)).toEqual([1, 0.25, 0]);
  expect(rankWeights([2, 4, 2], 5, 8)).toEqual([0, 0.25, 1]);
  expect(rankWeights([0, 0], 0, 0)).toEqual([0, 0]);
});

test("equal groups hold everybody once", () => {
  const byScore = [1, 0, 5, 3, 1];
  const { size, weights } = equalGroups(byScore, 3);
  expect(size).toBeCloseTo(10 / 3, 12);
  for (const group of weights) expect(shareInGroup(byScore, group, size)).toBeCloseTo(1, 12);
  for (const [score, count] of byScore.entries()) {
    const parts = weights.reduce((sum, group) => sum + (group[score] ?? 0), 0);
    expect(parts).toBeCloseTo(count === 0 ? 0 : 1, 12);
  }
});
