import { describe, expect, test } from "vitest";
import { OMIT } from "@/lib/core/item-analysis/statistics/cell";
import type { ItemDescription } from "@/lib/core/item-analysis/statistics/item-statistics";
import {
  alphaOf,
  chancesInGroup,
  madeUpAnswers,
  meanOf,
  pearson,
  quantileBySimpson,
  sdOf,
  weighted,
} from "@/lib/core/item-analysis/testing/naive";
import { seededRng } from "@/lib/core/shared/rng";
import { formStatistics } from "./form-statistics";
import { tallyForm } from "./form-tally";

const choice = (): ItemDescription => ({ kind: "choice", options: [] });

function analyse(answers: readonly (readonly string[])[], items: number, descriptionOf = choice) {
  const tally = tallyForm(Array.from({ length: items }, (_, place) => ({ name: `Q${place + 1}`, key: "A" })));
  for (const row of answers) tally.add(row);
  return formStatistics(tally.close(), descriptionOf);
}

const DIGITS = 9;

// 101 people: 27 % is no whole number, a third is none, and totals tie at every border.
describe.each([
  { people: 101, items: 8 },
  { people: 40, items: 20 },
  { people: 250, items: 3 },
])("$people people, $items items, against the definitions on whole lists", ({ people, items }) => {
  const answers = madeUpAnswers(people, items, seededRng(`form/${people}`));
  const columns = Array.from({ length: items }, (_, item) => answers.map((row) => (row[item] === "A" ? 1 : 0)));
  const totals = answers.map((_, person) => columns.reduce((sum, column) => sum + (column[person] ?? 0), 0));
  const found = analyse(answers, items);
  const size = Math.round(0.27 * people);

  test("the test as a whole", () => {
    const pairs = columns.flatMap((a, i) => columns.slice(i + 1).map((b) => pearson(a, b)));
    const sampleSd = Math.sqrt(totals.reduce((sum, total) => sum + (total - meanOf(totals)) ** 2, 0) / (people - 1));
    const ascending = [...totals].sort((a, b) => a - b);
    expect(found).toMatchObject({
      n: people,
      k: items,
      omitted: answers.flat().filter((answer) => answer === "").length,
      g27: size,
      upperCut: ascending[people - size],
      lowerCut: ascending[size - 1],
    });
    expect(found.mean).toBeCloseTo(meanOf(totals), DIGITS);
    expect(found.sd).toBeCloseTo(sdOf(totals), DIGITS);
    expect(found.sdSample).toBeCloseTo(sampleSd, DIGITS);
    expect(found.kr20).toBeCloseTo(alphaOf(columns), DIGITS);
    expect(found.meanInterItem).toBeCloseTo(meanOf(pairs), DIGITS);
    expect(found.sem).toBeCloseTo(sampleSd * Math.sqrt(1 - alphaOf(columns)), DIGITS);
    const [m, v] = [meanOf(totals), sdOf(totals) ** 2];
    expect(found.kr21).toBeCloseTo((items * v - m * (items - m)) / ((items - 1) * v), DIGITS);
  });

  test.each(columns.map((column, place) => ({ name: `Q${place + 1}`, place, column })))(
    "$name",
    ({ column, place }) => {
      const item = found.items[place];
      const rest = totals.map((total, person) => total - (column[person] ?? 0));
      const p = meanOf(column);
      expect(item?.p).toBeCloseTo(p, DIGITS);
      expect(item?.sd).toBeCloseTo(sdOf(column), DIGITS);
      expect(item?.itemTotal).toBeCloseTo(pearson(column, totals), DIGITS);
      expect(item?.discrimination).toBeCloseTo(pearson(column, rest), DIGITS);
      expect(item?.reliabilityIndex).toBeCloseTo(pearson(column, totals) * sdOf(column), DIGITS);
      const z = quantileBySimpson(p);
      const ordinate = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      expect(item?.biserialRest).toBeCloseTo((pearson(column, rest) * Math.sqrt(p * (1 - p))) / ordinate, 7);
      if (items > 2) expect(item?.kr20Without).toBeCloseTo(alphaOf(columns.filter((_, at) => at !== place)), DIGITS);

      const [upper, lower] = [chancesInGroup(totals, size, "upper"), chancesInGroup(totals, size, "lower")];
      expect(item?.d27).toBeCloseTo(weighted(column, upper) - weighted(column, lower), DIGITS);
      const whole = (chances: readonly number[]) => chances.map((chance) => (chance > 0 ? 1 : 0));
      expect(item?.d27TiesIncluded).toBeCloseTo(
        weighted(column, whole(upper)) - weighted(column, whole(lower)),
        DIGITS,
      );

      const order = totals.map((_, person) => person);
      const best = [...order].sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0));
      const worst = [...order].sort((a, b) => (totals[a] ?? 0) - (totals[b] ?? 0));
      const share = (group: readonly number[]) => meanOf(group.map((person) => column[person] ?? 0));
      expect(item?.d27InOrder).toBeCloseTo(share(best.slice(0, size)) - share(best.slice(-size)), DIGITS);
      const third = Math.floor(people / 3);
      expect(item?.d33InOrder).toBeCloseTo(share(worst.slice(-third)) - share(worst.slice(0, third)), DIGITS);

      const options = [...new Set(answers.map((row) => row[place] ?? ""))];
      expect(item?.options.map(({ option }) => option).sort()).toEqual(options.map((option) => option || OMIT).sort());
      for (const option of item?.options ?? []) {
        const marks = answers.map((row) => (((row[place] ?? "") || OMIT) === option.option ? 1 : 0));
        const choosers = (scores: readonly number[]) => meanOf(scores.filter((_, person) => marks[person] === 1));
        expect(option.n).toBe(marks.filter((mark) => mark === 1).length);
        expect(option.isKey).toBe(option.option === "A");
        expect(option.rate).toBeCloseTo(meanOf(marks), DIGITS);
        expect(option.pbTotal).toBeCloseTo(pearson(marks, totals), DIGITS);
        expect(option.pbRest).toBeCloseTo(pearson(marks, rest), DIGITS);
        expect(option.meanTotal).toBeCloseTo(choosers(totals), DIGITS);
        expect(option.meanRest).toBeCloseTo(choosers(rest), DIGITS);
        expect(option.upper27).toBeCloseTo(weighted(marks, upper), DIGITS);
        expect(option.lower27).toBeCloseTo(weighted(marks, lower), DIGITS);
        const low = chancesInGroup(totals, people / 3, "lower");
        const high = chancesInGroup(totals, people / 3, "upper");
        const middle = low.map((chance, person) => 1 - chance - (high[person] ?? 0));
        expect(option.thirds?.[0]).toBeCloseTo(weighted(marks, low), DIGITS);
        expect(option.thirds?.[1]).toBeCloseTo(weighted(marks, middle), DIGITS);
        expect(option.thirds?.[2]).toBeCloseTo(weighted(marks, high), DIGITS);
      }
    },
  );
});

test("KR-20 has the population's variance in both places", () => {
  const answers = [
    ["A", "A"],
    ["A", "B"],
    ["B", "B"],
    ["B", "B"],
  ];
  // Totals 2 1 0 0: variance 11/16; items 1/4 and 3/16. 2 (1 − (7/16) / (11/16)) = 8/11; a sample variance gives .7159.
  expect(analyse(answers, 2).kr20).toBeCloseTo(8 / 11, 12);
});

describe("where the answers determine little", () => {
  const rows = (count: number, row: string[]) => Array.from({ length: count }, () => row);

  test.each([
    { name: "all right", answers: rows(5, ["A", "A", "A"]), p: 1 },
    { name: "all wrong", answers: rows(5, ["B", "C", "B"]), p: 0 },
    { name: "nothing but omissions", answers: rows(5, ["", "", ""]), p: 0 },
    { name: "one person", answers: [["A", "A", "A"]], p: 1 },
  ])("$name: shares are known, and no correlation is", ({ answers, p }) => {
    const found = analyse(answers, 3);
    expect(found).toMatchObject({ sd: 0, kr20: null, kr21: null, sem: null, meanInterItem: null });
    for (const item of found.items) {
      expect(item).toMatchObject({ p, d27: 0, discrimination: null, itemTotal: null, biserialRest: null });
      expect(item).toMatchObject({ kr20Without: null, reliabilityIndex: null });
    }
  });

  test("one person has no sample deviation and no thirds", () => {
    const found = analyse([["A", "B", ""]], 3);
    expect(found).toMatchObject({ n: 1, mean: 1, sdSample: null, g27: 1, upperCut: 1, lowerCut: 1 });
    expect(found.items[0]).toMatchObject({ d33InOrder: null, sdSample: null });
  });

  test("nobody", () => {
    const found = analyse([], 2);
    expect(found).toMatchObject({ n: 0, mean: null, kr20: null, g27: 0, upperCut: null, lowerCut: null });
    expect(found.items[0]).toMatchObject({ p: null, d27: null, options: [] });
  });

  test("one item has no rest", () => {
    const found = analyse([["A"], ["B"], ["A"]], 1);
    expect(found).toMatchObject({ kr20: null, meanInterItem: null });
    expect(found.items[0]).toMatchObject({ discrimination: null, itemTotal: 1 });
  });

  test("an item that is the same for all leaves the others their figures, and all pairs that vary", () => {
    const answers = [
      ["A", "A", "A", ""],
      ["A", "A", "B", ""],
      ["A", "B", "B", ""],
      ["A", "B", "A", ""],
      ["A", "A", "A", ""],
    ];
    const found = analyse(answers, 4);
    expect(found.items[0]).toMatchObject({ p: 1, discrimination: null, itemTotal: null });
    expect(found.items[3]).toMatchObject({ p: 0, omitted: 5, discrimination: null });
    expect(found.items[3]?.options).toMatchObject([{ option: OMIT, n: 5, rate: 1, isDead: false }]);
    expect(found.meanInterItem).toBeCloseTo(pearson([1, 1, 0, 0, 1], [1, 0, 0, 1, 1]), DIGITS);
    expect(found.items[1]?.discrimination).toBeCloseTo(pearson([1, 1, 0, 0, 1], [1, 0, 0, 1, 1]), DIGITS);
  });

  test("a row of another length is no row of this form", () => {
    expect(() => analyse([["A"]], 2)).toThrow("1 answers to 2 items");
  });
});

test("the trap of an option is taken by it, and refused by the key alone", () => {
  const answers = [["A"], ["A"], ["B"], ["C"], [""], ["B"]];
  const found = analyse(answers, 1, () => ({
    kind: "choice",
    options: [
      { id: "A", isKey: true, trap: null },
      { id: "B", isKey: false, trap: "force" },
      { id: "D", isKey: false, trap: "never" },
    ],
  }));
  expect(found.items[0]?.options.map(({ option, n, trap }) => ({ option, n, trap }))).toEqual([
    { option: "A", n: 2, trap: null },
    { option: "B", n: 2, trap: { trap: "force", taken: 2, decided: 4, rate: 0.5 } },
    { option: "C", n: 1, trap: null },
    { option: "D", n: 0, trap: { trap: "never", taken: 0, decided: 2, rate: 0 } },
    { option: OMIT, n: 1, trap: null },
  ]);
});
