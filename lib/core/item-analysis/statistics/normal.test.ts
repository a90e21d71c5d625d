import { expect, test } from "vitest";
import { normalBelow, normalQuantile, twoSided } from "./normal";

// From SciPy's norm.cdf.
test.each([
  { z: 0, below: 0.5 },
  { z: 1, below: 0.8413447460685429 },
  { z: -1.96, below: 0.024997895148220435 },
  { z: -3.1, below: 0.0009676032132183561 },
  { z: 5, below: 0.9999997133484281 },
  { z: -6, below: 9.865876450376946e-10 },
])("a share of $below is below $z", ({ z, below }) => {
  expect(Math.abs(normalBelow(z) / below - 1)).toBeLessThan(1e-9);
});

test.each([0.5, 0.3, 0.983333, 0.001, 1e-6, 0.999999])("the quantile of %d leads back to it", (probability) => {
  expect(normalBelow(normalQuantile(probability))).toBeCloseTo(probability, 13);
});

test("nothing is below nothing, and 1.96 either way is one in twenty", () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 12);
  expect(twoSided(-1.959963984540054)).toBeCloseTo(0.05, 12);
});
