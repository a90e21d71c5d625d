import { describe, expect, test } from "vitest";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { abilityPosterior, meanAndSd } from "./ability";
import { abilityGrid } from "./ability-grid";
import { fitTwoParameter, NO_PRIOR } from "./fit-two-parameter";
import { chanceOfRight, type ItemParameters, itemParametersSchema } from "./item-parameters";
import type { ResponseTable } from "./response-table";

const TRUTH: readonly ItemParameters[] = [
  { slope: 0.6, intercept: 1.2 },
  { slope: 1, intercept: 0 },
  { slope: 1.5, intercept: -0.8 },
  { slope: 2, intercept: 0.5 },
  { slope: 0.9, intercept: -1.5 },
  { slope: 1.2, intercept: 0.9 },
  { slope: 1.4, intercept: 0.2 },
  { slope: 0.8, intercept: -0.3 },
];

const normal = (rng: Rng): number => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());

/** Answers of people whose abilities are standard normal; each question is asked with the given chance. */
function simulate(persons: number, asked: number, seed: string): ResponseTable {
  const rng = seededRng(seed);
  const right = new Int8Array(persons * TRUTH.length);
  for (let i = 0; i < persons; i += 1) {
    const ability = normal(rng);
    TRUTH.forEach((item, j) => {
      const answer = rng() < chanceOfRight(item, ability) ? 1 : 0;
      right[i * TRUTH.length + j] = rng() < asked ? answer : -1;
    });
  }
  return { persons, items: TRUTH.length, right };
}

/** The largest distance of a fitted parameter to the truth. */
const worst = (items: readonly ItemParameters[]): number =>
  Math.max(
    ...items.flatMap((item, j) => [
      Math.abs(item.slope - (TRUTH[j]?.slope ?? Number.NaN)),
      Math.abs(item.intercept - (TRUTH[j]?.intercept ?? Number.NaN)),
    ]),
  );

describe("the two-parameter fit", () => {
  test.each([
    { name: "all questions asked", persons: 4_000, asked: 1, within: 0.25 },
    { name: "a third not asked", persons: 6_000, asked: 0.67, within: 0.3 },
  ])("finds the parameters that made the answers, $name", ({ persons, asked, within }) => {
    const fit = fitTwoParameter(simulate(persons, asked, "recovery"), { tolerance: 1e-3 });
    expect(fit.converged).toBe(true);
    expect(worst(fit.items)).toBeLessThan(within);
  });

  test("gives the same for a table of patterns with weights as for its people one by one", () => {
    const table = simulate(300, 1, "patterns");
    const patterns = new Map<string, { answers: Int8Array; count: number }>();
    for (let i = 0; i < table.persons; i += 1) {
      const answers = table.right.slice(i * table.items, (i + 1) * table.items);
      const known = patterns.get(answers.join(""));
      if (known === undefined) patterns.set(answers.join(""), { answers, count: 1 });
      else known.count += 1;
    }
    const rows = [...patterns.values()];
    const right = Int8Array.from(rows.flatMap(({ answers }) => [...answers]));
    const weights = Float64Array.from(rows, ({ count }) => count);
    const folded = fitTwoParameter({ persons: rows.length, items: table.items, right, weights });
    const plain = fitTwoParameter(table);
    expect(folded.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
    folded.items.forEach((item, j) => {
      expect(item.slope).toBeCloseTo(plain.items[j]?.slope ?? Number.NaN, 6);
    });
  });

  test("a common slope is one number, and fits no better than free slopes", () => {
    const table = simulate(1_000, 1, "common");
    const settings = { slope: NO_PRIOR, intercept: NO_PRIOR, tolerance: 1e-4 };
    const common = fitTwoParameter(table, { ...settings, slopes: "common" });
    expect(new Set(common.items.map(({ slope }) => slope)).size).toBe(1);
    expect(common.logLikelihood).toBeLessThan(fitTwoParameter(table, settings).logLikelihood);
  });

  test("priors keep a question that everybody got right finite", () => {
    const right = new Int8Array(20 * 2).fill(1);
    for (let i = 0; i < 10; i += 1) right[i * 2] = 0;
    for (const { slope, intercept } of fitTwoParameter({ persons: 20, items: 2, right }).items) {
      expect(Math.abs(slope)).toBeLessThan(4);
      expect(Math.abs(intercept)).toBeLessThan(8);
    }
  });

  test("a question that was never asked stays at its priors", () => {
    const right = Int8Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? at % 3 : -1)).map((x) => Math.min(1, x));
    const item = fitTwoParameter({ persons: 100, items: 2, right }).items[1];
    expect(item?.slope).toBeCloseTo(1, 3);
    expect(item?.intercept).toBeCloseTo(0, 3);
  });

  test("sizes that do not fit throw", () => {
    expect(() => fitTwoParameter({ persons: 2, items: 2, right: new Int8Array(3) })).toThrow("4 answers");
    const right = new Int8Array(4);
    expect(() => fitTwoParameter({ persons: 2, items: 2, right, weights: new Float64Array(1) })).toThrow("weights");
  });
});

describe("ability", () => {
  const grid = abilityGrid();

  test("is standard normal before any answer", () => {
    const { mean, sd } = meanAndSd(abilityPosterior([], grid), grid);
    expect(mean).toBeCloseTo(0, 10);
    expect(sd).toBeCloseTo(1, 4);
  });

  test("rises with a right answer, falls with a wrong one, and grows surer", () => {
    const item = { slope: 1.2, intercept: 0 };
    const up = meanAndSd(abilityPosterior([{ item, right: true }], grid), grid);
    const down = meanAndSd(abilityPosterior([{ item, right: false }], grid), grid);
    expect(up.mean).toBeGreaterThan(0.3);
    expect(down.mean).toBeCloseTo(-up.mean, 10);
    expect(up.sd).toBeLessThan(1);
  });

  test("does not depend on the order of answers", () => {
    const answers = TRUTH.map((item, j) => ({ item, right: j % 3 === 0 }));
    const there = meanAndSd(abilityPosterior(answers, grid), grid);
    const back = meanAndSd(abilityPosterior([...answers].reverse(), grid), grid);
    expect(back.mean).toBeCloseTo(there.mean, 12);
  });
});

test("parameters are stored as two numbers and nothing else", () => {
  expect(itemParametersSchema.safeParse({ slope: 1, intercept: 0 }).success).toBe(true);
  expect(itemParametersSchema.safeParse({ slope: 1, intercept: 0, guess: 0.2 }).success).toBe(false);
});
