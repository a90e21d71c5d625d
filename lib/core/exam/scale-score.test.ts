import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { scaleScore, scoreBand, type Verdict } from "./scale-score";

const SCALE = { min: 100, max: 1000, pass: 720 };
const RAW = 0.72;

test.each([
  { share: 0, score: 100 },
  { share: 0.36, score: 410 },
  { share: 0.72, score: 720 },
  { share: 0.86, score: 860 },
  { share: 1, score: 1000 },
  { share: -0.5, score: 100 },
  { share: 1.5, score: 1000 },
])("a share of $share is $score", ({ share, score }) => {
  expect(scaleScore(share, SCALE, RAW)).toBeCloseTo(score, 9);
});

/** Scales in tens, as exams publish them. */
const scales = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }))
  .map(([low, toPass, toMax]) => ({ min: 10 * low, pass: 10 * (low + toPass), max: 10 * (low + toPass + toMax) }));
const rawAtPass = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test("scores rise with the share and stay within the scale", () => {
  const share = fc.double({ min: -1, max: 2, noNaN: true });
  fc.assert(
    fc.property(scales, rawAtPass, share, share, (scale, raw, a, b) => {
      const [low, high] = [scaleScore(Math.min(a, b), scale, raw), scaleScore(Math.max(a, b), scale, raw)];
      expect(low).toBeLessThanOrEqual(high);
      expect(low).toBeGreaterThanOrEqual(scale.min);
      expect(high).toBeLessThanOrEqual(scale.max + 1e-9);
      expect(scaleScore(raw, scale, raw)).toBeCloseTo(scale.pass, 9);
    }),
    FIXED_RUNS,
  );
});

describe("the band", () => {
  test.each<{ right: number; scored: number; low: number; high: number; verdict: Verdict }>([
    { right: 0, scored: 11, low: 100, high: 200, verdict: "below" },
    { right: 5, scored: 11, low: 330, high: 660, verdict: "below" },
    { right: 6, scored: 11, low: 400, high: 730, verdict: "open" },
    { right: 8, scored: 11, low: 560, high: 870, verdict: "open" },
    { right: 10, scored: 11, low: 740, high: 980, verdict: "above" },
    { right: 11, scored: 11, low: 880, high: 1000, verdict: "above" },
    { right: 36, scored: 50, low: 640, high: 800, verdict: "open" },
    { right: 40, scored: 50, low: 710, high: 870, verdict: "open" },
    { right: 50, scored: 50, low: 970, high: 1000, verdict: "above" },
    { right: 1, scored: 1, low: 400, high: 1000, verdict: "open" },
  ])("after $right of $scored is $low to $high: $verdict", ({ right, scored, low, high, verdict }) => {
    expect(scoreBand(right, scored, SCALE, RAW)).toEqual({ low, high, verdict });
  });

  const counts = fc
    .integer({ min: 1, max: 65 })
    .chain((scored) => fc.record({ scored: fc.constant(scored), right: fc.nat({ max: scored }) }));

  test("is in tens within the scale, and no verdict is given where it holds the pass mark", () => {
    fc.assert(
      fc.property(scales, rawAtPass, counts, (scale, raw, { right, scored }) => {
        const { low, high, verdict } = scoreBand(right, scored, scale, raw);
        expect(low % 10 === 0 && high % 10 === 0).toBe(true);
        expect(scale.min <= low && low <= high && high <= scale.max).toBe(true);
        if (low < scale.pass && scale.pass <= high) expect(verdict).toBe("open");
        if (verdict === "above") expect(low).toBeGreaterThanOrEqual(scale.pass);
        if (verdict === "below") expect(high).toBeLessThan(scale.pass);
      }),
      FIXED_RUNS,
    );
  });

  test("holds the score of the share itself", () => {
    fc.assert(
      fc.property(scales, rawAtPass, counts, (scale, raw, { right, scored }) => {
        if (right === 0 || right === scored) return;
        const { low, high } = scoreBand(right, scored, scale, raw);
        const point = scaleScore(right / scored, scale, raw);
        expect(low).toBeLessThanOrEqual(point + 1e-9);
        expect(high).toBeGreaterThanOrEqual(point - 1e-9);
      }),
      FIXED_RUNS,
    );
  });

  test("never falls with one more right answer, and neither does the verdict", () => {
    const verdicts: Verdict[] = ["below", "open", "above"];
    fc.assert(
      fc.property(scales, rawAtPass, counts, (scale, raw, { right, scored }) => {
        if (right === 0) return;
        const [fewer, more] = [scoreBand(right - 1, scored, scale, raw), scoreBand(right, scored, scale, raw)];
        expect(more.low).toBeGreaterThanOrEqual(fewer.low);
        expect(more.high).toBeGreaterThanOrEqual(fewer.high);
        expect(verdicts.indexOf(more.verdict)).toBeGreaterThanOrEqual(verdicts.indexOf(fewer.verdict));
      }),
      FIXED_RUNS,
    );
  });
});
