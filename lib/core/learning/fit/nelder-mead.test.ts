import { expect, test } from "vitest";
import { nelderMead } from "./nelder-mead";

const options = { steps: [0.5, 0.5, 0.5, 0.5], tolerance: 1e-14, maxEvaluations: 4_000 };
const at = (x: readonly number[], i: number): number => x[i] ?? 0;

test.each([
  {
    name: "a bowl of four numbers",
    f: (x: readonly number[]) => x.reduce((sum, value, i) => sum + (i + 1) * (value - i) ** 2, 0),
    start: [3, 3, 3, 3],
    minimum: [0, 1, 2, 3],
  },
  {
    name: "Rosenbrock's valley",
    f: (x: readonly number[]) => (1 - at(x, 0)) ** 2 + 100 * (at(x, 1) - at(x, 0) ** 2) ** 2,
    start: [-1.2, 1],
    minimum: [1, 1],
  },
  {
    name: "a kink",
    f: (x: readonly number[]) => Math.abs(at(x, 0) - 2),
    start: [0],
    minimum: [2],
  },
  {
    name: "a function that ends at a wall",
    f: (x: readonly number[]) => (at(x, 0) <= 0 ? Number.NaN : at(x, 0) - Math.log(at(x, 0))),
    start: [5],
    minimum: [1],
  },
])("the minimum of $name", ({ f, start, minimum }) => {
  const found = nelderMead(f, start, options);
  for (const [i, value] of minimum.entries()) expect(at(found.at, i)).toBeCloseTo(value, 4);
  expect(found.value).toBe(f(found.at));
});

test("it stops after as many evaluations as it may use, or one simplex more", () => {
  let calls = 0;
  const bowl = (x: readonly number[]) => {
    calls += 1;
    return at(x, 0) ** 2 + at(x, 1) ** 2;
  };
  const found = nelderMead(bowl, [40, 40], { steps: [1, 1], tolerance: 0, maxEvaluations: 20 });
  expect(found.evaluations).toBe(calls);
  expect(calls).toBeLessThanOrEqual(24);
});

test("a far minimum is reached in growing strides", () => {
  const bowl = (x: readonly number[]) => (at(x, 0) - 900) ** 2 + (at(x, 1) - 400) ** 2;
  const found = nelderMead(bowl, [0, 0], { steps: [1, 1], tolerance: 1e-6, maxEvaluations: 160 });
  expect(found.value).toBeLessThan(1e-3);
});

test("no numbers to search is the value where one stands", () => {
  expect(nelderMead(() => 3, [], options)).toEqual({ at: [], value: 3, evaluations: 1 });
});
