import { expect, test } from "vitest";
import { type Cell, nameFrequent, OMIT, OTHERS } from "./cell";
import { optionCurves } from "./option-curves";

const cell = (option: string, right: boolean, byScore: number[]): Cell => {
  const n = byScore.reduce((a, b) => a + b, 0);
  const sum = byScore.reduce((total, count, score) => total + count * score, 0);
  const squares = byScore.reduce((total, count, score) => total + count * score * score, 0);
  return { option, right, n, rest: { n, sum, squares }, byScore };
};

test("under 30 answers there is no picture", () => {
  expect(optionCurves([cell("a", true, [20, 9])])).toBeNull();
});

test("thirds, as long as a fifth would have fewer than 30", () => {
  expect(optionCurves([cell("b", false, [30, 10, 0]), cell("a", true, [0, 20, 30])])).toEqual({
    n: 90,
    groups: 3,
    options: [
      { option: "a", isKey: true, shares: [0, 2 / 3, 1] },
      { option: "b", isKey: false, shares: [1, 1 / 3, 0] },
    ],
  });
});

test("fifths from 150 answers on, and the shares of a group are one whole", () => {
  const curves = optionCurves([cell("a", true, [10, 20, 30, 40]), cell("b", false, [30, 20, 15, 5])]);
  expect(curves).toMatchObject({ n: 170, groups: 5 });
  for (const group of [0, 1, 2, 3, 4]) {
    expect(curves?.options.reduce((sum, { shares }) => sum + (shares[group] ?? 0), 0)).toBeCloseTo(1, 12);
  }
});

test("of many patterns the frequent ones are named, and nothing is lost", () => {
  const cells = [
    cell("a > b > c", true, [1, 5]),
    cell("b > a > c", false, [4, 1]),
    cell("c > b > a", false, [1, 0]),
    cell("a > c > b", false, [0, 2]),
    cell("c > a > b", false, [2, 0]),
    cell(OMIT, false, [1, 0]),
  ];
  expect(nameFrequent(cells, 2).map(({ option, n, byScore }) => ({ option, n, byScore }))).toEqual([
    { option: "a > b > c", n: 6, byScore: [1, 5] },
    { option: OMIT, n: 1, byScore: [1, 0] },
    { option: "b > a > c", n: 5, byScore: [4, 1] },
    { option: "a > c > b", n: 2, byScore: [0, 2] },
    { option: OTHERS, n: 3, byScore: [3, 0] },
  ]);
  expect(nameFrequent(cells, 9)).toHaveLength(cells.length);
});
