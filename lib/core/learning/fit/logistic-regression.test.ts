import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { fitLogistic, solvePositive } from "./logistic-regression";

test("a system with AᵀA + I is solved", () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  const rows = fc.array(fc.array(number, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(rows, fc.array(number, { minLength: 4, maxLength: 4 }), (a, x) => {
      const matrix = a.map((_, i) =>
        a.map((_row, j) => a.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), i === j ? 1 : 0)),
      );
      const right = matrix.map((row) => row.reduce((sum, value, j) => sum + value * (x[j] ?? 0), 0));
      for (const [i, value] of solvePositive(matrix, right).entries()) expect(value).toBeCloseTo(x[i] ?? 0, 6);
    }),
    FIXED_RUNS,
  );
});

test("a matrix that is not positive definite is refused", () => {
  expect(() =>
    solvePositive(
      [
        [1, 2],
        [2, 1],
      ],
      [1, 1],
    ),
  ).toThrow("not positive definite");
});

test("weights that made the labels are found again", () => {
  const rng = seededRng("logistic");
  const truth = [0.4, 1.2, -0.8];
  const count = 20_000;
  const features = Float64Array.from({ length: 2 * count }, () => 4 * rng() - 2);
  const labels = Array.from({ length: count }, (_, i) => {
    const logit = 0.4 + 1.2 * (features[2 * i] ?? 0) - 0.8 * (features[2 * i + 1] ?? 0);
    return rng() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  const weights = fitLogistic(features, labels, { width: 2, ridge: 1 });
  for (const [i, weight] of truth.entries()) expect(Math.abs((weights[i] ?? 0) - weight)).toBeLessThan(0.08);
});

test("labels that one feature parts completely still give finite weights", () => {
  const weights = fitLogistic(Float64Array.from([-1, -2, 1, 2]), [0, 0, 1, 1], { width: 1, ridge: 1 });
  expect(weights.every(Number.isFinite)).toBe(true);
  expect(weights[1]).toBeGreaterThan(0.5);
});
