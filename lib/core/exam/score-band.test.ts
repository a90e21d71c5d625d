import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { betaQuantile, incompleteBeta, rawBand } from "./score-band";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const shape = fc.double({ min: 0.5, max: 80, noNaN: true });

/** C(n, k) · p^k · (1 − p)^(n − k), for small n. */
function binomial(n: number, k: number, p: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways * p ** k * (1 - p) ** (n - k);
}

describe("the incomplete beta function", () => {
  // Known values: the first by hand, the others from SciPy's betainc.
  test.each([
    { x: 0.5, a: 2, b: 3, value: 0.6875 },
    { x: 0.3, a: 0.5, b: 0.5, value: 0.36901011956554536 },
    { x: 0.7, a: 5.5, b: 0.5, value: 0.05266314470852397 },
    { x: 0.9, a: 30, b: 4, value: 0.5769436641256929 },
    { x: 0.01, a: 0.5, b: 50, value: 0.6826956021258024 },
    { x: 0.72, a: 36.5, b: 14.5, value: 0.5093160710492503 },
    { x: 0, a: 2, b: 3, value: 0 },
    { x: 1, a: 2, b: 3, value: 1 },
    { x: -0.1, a: 2, b: 3, value: 0 },
    { x: 1.1, a: 2, b: 3, value: 1 },
  ])("I_$x($a, $b) = $value", ({ x, a, b, value }) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(value, 12);
  });

  test("agrees with its closed forms", () => {
    fc.assert(
      fc.property(unit, shape, (x, a) => {
        expect(incompleteBeta(x, a, 1)).toBeCloseTo(x ** a, 10);
        expect(incompleteBeta(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 10);
        // Near x = 1 the arcsine itself loses half of the digits.
        expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 7);
      }),
      FIXED_RUNS,
    );
  });

  test("is the chance of at least a hits in a + b − 1 tries", () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (x, a, b) => {
        const tries = a + b - 1;
        let chance = 0;
        for (let hits = a; hits <= tries; hits++) chance += binomial(tries, hits, x);
        expect(incompleteBeta(x, a, b)).toBeCloseTo(chance, 10);
      }),
      FIXED_RUNS,
    );
  });

  test("mirrors: I_x(a, b) = 1 − I_1−x(b, a)", () => {
    fc.assert(
      fc.property(unit, shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b)).toBeCloseTo(1 - incompleteBeta(1 - x, b, a), 9);
      }),
      FIXED_RUNS,
    );
  });
});

describe("quantiles", () => {
  test("undo the incomplete beta function", () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, fc.double({ min: 1, max: 60, noNaN: true }), shape, (p, a, b) => {
        const x = betaQuantile(p, a, b);
        // The bisection stops at 1e-9; the slope of I there is at most the density.
        expect(incompleteBeta(x - 1e-9, a, b)).toBeLessThanOrEqual(p);
        expect(incompleteBeta(x + 1e-9, a, b)).toBeGreaterThanOrEqual(p);
      }),
      FIXED_RUNS,
    );
  });

  test("rise with the probability", () => {
    fc.assert(
      fc.property(unit, unit, shape, shape, (p, q, a, b) => {
        expect(betaQuantile(Math.min(p, q), a, b)).toBeLessThanOrEqual(betaQuantile(Math.max(p, q), a, b));
      }),
      FIXED_RUNS,
    );
  });
});

describe("the band of the raw share", () => {
  // From SciPy's betaincinv.
  test.each([
    { right: 0, scored: 11, low: 0.0007013921, high: 0.1132480758 },
    { right: 8, scored: 11, low: 0.5360776349, high: 0.8639495515 },
    { right: 11, scored: 11, low: 0.8867519242, high: 0.9992986079 },
    { right: 36, scored: 50, low: 0.633352691, high: 0.7942963306 },
    { right: 1, scored: 2, low: 0.1564755869, high: 0.8435244131 },
  ])("after $right of $scored", ({ right, scored, low, high }) => {
    expect(rawBand(right, scored).low).toBeCloseTo(low, 8);
    expect(rawBand(right, scored).high).toBeCloseTo(high, 8);
  });

  const counts = fc
    .integer({ min: 1, max: 65 })
    .chain((scored) => fc.record({ scored: fc.constant(scored), right: fc.nat({ max: scored }) }));

  test("lies within 0 and 1 around the share, and mirrors", () => {
    fc.assert(
      fc.property(counts, ({ right, scored }) => {
        const { low, high } = rawBand(right, scored);
        expect(0 < low && low < high && high < 1).toBe(true);
        if (right > 0) expect(low).toBeLessThan(right / scored);
        if (right < scored) expect(high).toBeGreaterThan(right / scored);
        const mirrored = rawBand(scored - right, scored);
        expect(low).toBeCloseTo(1 - mirrored.high, 8);
      }),
      FIXED_RUNS,
    );
  });

  test("rises with every right answer and narrows with more questions", () => {
    for (let scored = 1; scored <= 65; scored++) {
      for (let right = 1; right <= scored; right++) {
        const [fewer, more] = [rawBand(right - 1, scored), rawBand(right, scored)];
        expect(more.low > fewer.low && more.high > fewer.high).toBe(true);
      }
    }
    const width = (scored: number) => rawBand(scored / 2, scored).high - rawBand(scored / 2, scored).low;
    expect([6, 12, 22, 50].map(width)).toEqual([6, 12, 22, 50].map(width).sort((a, b) => b - a));
  });

  test.each([11, 22, 50])("holds the true share four times out of five with %i questions", (scored) => {
    const bands = Array.from({ length: scored + 1 }, (_, right) => rawBand(right, scored));
    const shares = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);
    const held = shares.map((share) =>
      bands.reduce(
        (sum, { low, high }, right) => sum + (low <= share && share <= high ? binomial(scored, right, share) : 0),
        0,
      ),
    );
    const mean = held.reduce((sum, chance) => sum + chance, 0) / held.length;
    expect(Math.abs(mean - 0.8)).toBeLessThan(0.015);
  });
});
