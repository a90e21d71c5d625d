import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { alarmThreshold, fitRecalibration, logit, recalibrated } from "./recalibration";

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe("recalibration", () => {
  test("finds the two numbers that made the truth", () => {
    const rng = seededRng("recalibration");
    const told = Array.from({ length: 20_000 }, () => sigmoid(6 * rng() - 4));
    const present = told.map((p) => rng() < sigmoid(0.6 * logit(p) - 0.5));
    const fit = fitRecalibration(told, present);
    expect(fit?.slope).toBeCloseTo(0.6, 1);
    expect(fit?.intercept).toBeCloseTo(-0.5, 1);
  });

  test.each([
    { name: "nobody has it", told: [0.1, 0.4, 0.8], present: [false, false, false] },
    { name: "everybody has it", told: [0.1, 0.4, 0.8], present: [true, true, true] },
    { name: "it falls with the truth", told: [0.9, 0.8, 0.1, 0.2], present: [false, false, true, true] },
    { name: "there is nothing", told: [], present: [] },
  ])("is refused where $name", ({ told, present }) => {
    expect(fitRecalibration(told, present)).toBeNull();
  });

  test("survives separation: all that are told high have it", () => {
    const fit = fitRecalibration([0, 0.01, 0.02, 0.98, 0.99, 1], [false, false, false, true, true, true]);
    expect(fit !== null && Number.isFinite(fit.slope)).toBe(true);
  });

  test("keeps the order and stays within 0 and 1", () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    const slope = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(p, p, slope, fc.double({ min: -3, max: 3, noNaN: true }), (a, b, s, intercept) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => recalibrated(x, { slope: s, intercept }));
        expect(low !== undefined && high !== undefined && 0 < low && low <= high && high <= 1).toBe(true);
      }),
      FIXED_RUNS,
    );
  });
});

describe("the alarm threshold", () => {
  test("lets at most a tenth of the healthy through", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 }), (alarms) => {
        const threshold = alarmThreshold(alarms);
        expect(alarms.filter((alarm) => alarm > threshold).length).toBeLessThanOrEqual(0.1 * alarms.length);
      }),
      FIXED_RUNS,
    );
  });

  test("is no higher than it must be", () => {
    const alarms = Array.from({ length: 50 }, (_, i) => i / 50);
    expect(alarms.filter((alarm) => alarm > alarmThreshold(alarms))).toHaveLength(5);
    expect(alarmThreshold([0.3])).toBe(0.3);
    expect(() => alarmThreshold([])).toThrow("healthy");
  });
});
