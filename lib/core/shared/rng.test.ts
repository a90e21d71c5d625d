import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng, shuffled } from "./rng";

const drawn = (seed: string, count: number): number[] => {
  const rng = seededRng(seed);
  return Array.from({ length: count }, rng);
};

// Forms and orders are drawn anew from stored seeds: a change of these numbers would change what was served.
test.each([
  { seed: "trapline", first: [422867694, 3641888259, 1552506092, 2647978294] },
  { seed: "", first: [3075608207, 1941113166, 1250698130, 1973185690] },
  { seed: "ä/𝄞", first: [3784938555, 2087954320, 2668647418, 3062116999] },
])("the seed $seed gives the same numbers for ever", ({ seed, first }) => {
  expect(drawn(seed, 4).map((number) => number * 2 ** 32)).toEqual(first);
});

/** Any text, halves of surrogate pairs included. */
const anySeed = fc.array(fc.nat({ max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units));

test("numbers are in [0, 1) and follow from the seed alone", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const numbers = drawn(seed, 20);
      expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
      expect(new Set(numbers).size).toBeGreaterThan(15);
      expect(drawn(seed, 20)).toEqual(numbers);
    }),
    FIXED_RUNS,
  );
});

/** χ² of counts against equal shares. */
const unevenness = (counts: readonly number[]): number => {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
};

const inTenths = (numbers: readonly number[]): number[] =>
  Array.from({ length: 10 }, (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length);

// The 99.99 % point of χ² with nine degrees of freedom is 33.7.
test.each([
  { name: "the numbers of one seed", numbers: drawn("even", 20_000) },
  {
    name: "the first numbers of seeds that count up",
    numbers: Array.from({ length: 20_000 }, (_, i) => seededRng(`${i}`)()),
  },
])("$name are spread evenly", ({ numbers }) => {
  expect(unevenness(inTenths(numbers))).toBeLessThan(33.7);
});

test("a shuffled list is a permutation, and the list itself stays", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.string(), (items, seed) => {
      const before = [...items];
      const order = shuffled(items, seededRng(seed));
      const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
      expect(sorted(order)).toEqual(sorted(items));
      expect(items).toEqual(before);
      expect(shuffled(items, seededRng(seed))).toEqual(order);
    }),
    FIXED_RUNS,
  );
});

test("every order is as likely as any other", () => {
  const rng = seededRng("orders");
  const counts = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const order = shuffled(["a", "b", "c", "d"], rng).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  // The 99.99 % point of χ² with 23 degrees of freedom is 56.7.
  expect(unevenness([...counts.values()])).toBeLessThan(56.7);
});

test("a generator at its ends shuffles too", () => {
  expect(shuffled([1, 2, 3], () => 0)).toEqual([2, 3, 1]);
  expect(shuffled([1, 2, 3], () => 1 - 2 ** -32)).toEqual([1, 2, 3]);
});
