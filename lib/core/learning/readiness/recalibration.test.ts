import { expect, test } from "vitest";
import { seededRng } from "@/lib/core/shared/rng";
import { fitRecalibration, type RealOutcome, recalibrated, recalibrationSchema } from "./recalibration";

/** Outcomes that happen with a bent chance of what was stated. */
function outcomes(count: number, bend: (chance: number) => number, seed = "outcomes"): RealOutcome[] {
  const rng = seededRng(seed);
  return Array.from({ length: count }, () => {
    const chance = 0.05 + 0.9 * rng();
    return { chance, passed: rng() < bend(chance) };
  });
}

test("99 outcomes are too few", () => {
  expect(fitRecalibration(outcomes(99, (chance) => chance))).toEqual({ kind: "too-few", have: 99, need: 100 });
});

test.each([
  { name: "honest chances stay", bend: { slope: 1, intercept: 0 } },
  { name: "boasting chances are lowered", bend: { slope: 1, intercept: -1 } },
  { name: "chances that are too sure are drawn to the middle", bend: { slope: 0.5, intercept: 0.2 } },
])("$name", ({ bend }) => {
  const truth = { ...bend, outcomes: 100 };
  const fit = fitRecalibration(outcomes(4_000, (chance) => recalibrated(chance, truth)));
  if (fit.kind !== "fitted") throw new Error(fit.kind);
  for (const chance of [0.1, 0.5, 0.9]) {
    expect(recalibrated(chance, fit.recalibration)).toBeCloseTo(recalibrated(chance, truth), 1);
  }
});

test.each([{ passed: true }, { passed: false }])(
  "outcomes that are all $passed give a finite, rising map",
  ({ passed }) => {
    const fit = fitRecalibration(outcomes(100, () => (passed ? 1 : 0)));
    if (fit.kind !== "fitted") throw new Error(fit.kind);
    expect(recalibrationSchema.safeParse(fit.recalibration).success).toBe(true);
    expect(recalibrated(0.9, fit.recalibration)).toBeGreaterThan(recalibrated(0.1, fit.recalibration));
  },
);

test("chances that fall where outcomes rise are not turned round", () => {
  expect(fitRecalibration(outcomes(1_000, (chance) => 1 - chance)).kind).toBe("no-relation");
});

test("stated certainties stay within reach", () => {
  const map = { slope: 1, intercept: 0, outcomes: 100 };
  expect(recalibrated(1, map)).toBeLessThan(1);
  expect(recalibrated(0, map)).toBeGreaterThan(0);
});
