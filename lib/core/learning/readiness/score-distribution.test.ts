import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { bandOfScores, chanceFrom, scoreDistribution, scoreQuantile } from "./score-distribution";

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 });

/** The same by adding up all 2ⁿ answer patterns. */
function byPatterns(list: readonly number[]): number[] {
  const sums = Array.from({ length: list.length + 1 }, () => 0);
  for (let pattern = 0; pattern < 2 ** list.length; pattern += 1) {
    const right = list.map((_, i) => ((pattern >> i) & 1) === 1);
    const score = right.filter(Boolean).length;
    const chance = list.reduce((product, p, i) => product * (right[i] === true ? p : 1 - p), 1);
    sums[score] = (sums[score] ?? 0) + chance;
  }
  return sums;
}

describe("the distribution of the score", () => {
  test("is what adding up all answer patterns gives", () => {
    fc.assert(
      fc.property(chances, (list) => {
        const distribution = scoreDistribution(list);
        byPatterns(list).forEach((chance, score) => {
          expect(distribution[score]).toBeCloseTo(chance, 10);
        });
      }),
      FIXED_RUNS,
    );
  });

  test("of no questions is a score of 0", () => {
    expect([...scoreDistribution([])]).toEqual([1]);
  });
});

test.each([
  { probability: 0.1, score: 0 },
  { probability: 0.25, score: 0 },
  { probability: 0.26, score: 1 },
  { probability: 0.75, score: 1 },
  { probability: 0.9, score: 2 },
  { probability: 1, score: 2 },
])("of two even questions the $probability quantile is $score", ({ probability, score }) => {
  expect(scoreQuantile(scoreDistribution([0.5, 0.5]), probability)).toBe(score);
});

test("the band holds at least 80 % of the distribution", () => {
  fc.assert(
    fc.property(chances, (list) => {
      const distribution = scoreDistribution(list);
      const { low, high } = bandOfScores(distribution);
      expect(chanceFrom(distribution, low) - chanceFrom(distribution, high + 1)).toBeGreaterThanOrEqual(0.8 - 1e-9);
    }),
    FIXED_RUNS,
  );
});
