import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { tallyForm } from "@/lib/core/item-analysis/form/form-tally";
import { OTHERS } from "@/lib/core/item-analysis/statistics/cell";
import type { ItemDescription, ItemStatistics } from "@/lib/core/item-analysis/statistics/item-statistics";
import { optionCurves } from "@/lib/core/item-analysis/statistics/option-curves";
import { expectedReliability } from "@/lib/core/item-analysis/statistics/reliability";
import {
  chancesInGroup,
  covarianceOf,
  madeUpAnswers,
  meanOf,
  pearson,
  weighted,
} from "@/lib/core/item-analysis/testing/naive";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { countedStatistics, shownCells } from "./counted-statistics";
import {
  addAnswer,
  type ItemAnswer,
  type ItemCounts,
  itemCountsSchema,
  LEAST_REST,
  mergeCounts,
  NO_COUNTS,
  openCounts,
  removeAnswer,
} from "./item-counts";

const choice: ItemDescription = { kind: "choice", options: [] };

const countAll = (answers: readonly ItemAnswer[]): ItemCounts => {
  const open = openCounts();
  for (const answer of answers) open.add(answer);
  return open.close();
};

const anyAnswer: fc.Arbitrary<ItemAnswer> = fc
  .record({
    option: fc.constantFrom("a", "b", "c", "OMIT", "a + b"),
    right: fc.boolean(),
    of: fc.integer({ min: 0, max: 110 }),
    luck: fc.integer({ min: 0, max: 110 }),
    taken: fc.subarray(["force", "skip"]),
    refused: fc.subarray(["wait"]),
  })
  .map(({ of, luck, ...answer }) => ({ ...answer, rest: { right: Math.min(of, luck), of } }));

const anyAnswers = fc.array(anyAnswer, { maxLength: 40 });

describe("counts are the same text, however they came about", () => {
  test("in any order", () => {
    fc.assert(
      fc.property(
        anyAnswers.chain((answers) =>
          fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
        ),
        ([answers, shuffled]) => {
          expect(JSON.stringify(countAll(shuffled))).toBe(JSON.stringify(countAll(answers)));
        },
      ),
      FIXED_RUNS,
    );
  });

  test("merged in any split", () => {
    fc.assert(
      fc.property(anyAnswers, fc.array(fc.nat(40), { maxLength: 4 }), (answers, cuts) => {
        const borders = [0, ...cuts.map((cut) => Math.min(cut, answers.length)).sort((a, b) => a - b), answers.length];
        const parts = borders.slice(1).map((end, i) => countAll(answers.slice(borders[i], end)));
        expect(JSON.stringify(mergeCounts(parts))).toBe(JSON.stringify(countAll(answers)));
        expect(JSON.stringify(mergeCounts(parts.reverse()))).toBe(JSON.stringify(countAll(answers)));
      }),
      FIXED_RUNS,
    );
  });

  test("after answers were added and taken out again", () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (kept, passing) => {
        const before = countAll(kept);
        const after = passing.reduceRight(removeAnswer, passing.reduce(addAnswer, before));
        expect(JSON.stringify(after)).toBe(JSON.stringify(before));
      }),
      FIXED_RUNS,
    );
  });

  test("stored and read again", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const counts = countAll(answers);
        expect(itemCountsSchema.parse(JSON.parse(JSON.stringify(counts)))).toEqual(counts);
      }),
      FIXED_RUNS,
    );
  });
});

const answer: ItemAnswer = { option: "a", right: true, rest: { right: 7, of: 13 }, taken: [], refused: ["force"] };

test("counts that were opened stay as they are", () => {
  const before = countAll([answer]);
  const copy = structuredClone(before);
  addAnswer(before, { ...answer, option: "b" });
  removeAnswer(before, answer);
  expect(before).toEqual(copy);
});

test.each([
  { name: "from nothing", counts: NO_COUNTS },
  { name: "of another option", counts: countAll([{ ...answer, option: "b" }]) },
  { name: "with another score", counts: countAll([{ ...answer, rest: { right: 6, of: 13 } }]) },
  { name: "of another attempt's length", counts: countAll([{ ...answer, rest: { right: 7, of: 14 } }]) },
  { name: "that was wrong when it was counted", counts: countAll([{ ...answer, right: false }]) },
  { name: "with another trap", counts: countAll([{ ...answer, refused: [] }]) },
])("taking out an answer $name is a fault, and said", ({ counts }) => {
  expect(() => removeAnswer(counts, answer)).toThrow("never been added");
});

test("scoring anew moves an answer from wrong to right", () => {
  const wrong = { ...answer, option: "b", right: false, taken: ["force"], refused: [] };
  const right = { ...wrong, right: true, taken: [], refused: ["force"] };
  const counts = countAll([answer, wrong]);
  expect(addAnswer(removeAnswer(counts, wrong), right)).toEqual(countAll([answer, right]));
});

test.each([
  { name: "a part of an answer", cells: [{ option: "a", right: true, n: 1.5, rests: [], bins: [] }] },
  { name: "fewer than none", cells: [{ option: "a", right: true, n: 1, rests: [13, -1, 7, 49], bins: [] }] },
  { name: "a rest cut short", cells: [{ option: "a", right: true, n: 1, rests: [13, 1, 7], bins: [] }] },
  { name: "text", cells: [{ option: "a", right: true, n: 1, rests: "13", bins: [] }] },
  { name: "a per cent above 100", cells: [{ option: "a", right: true, n: 1, rests: [], bins: [101, 1] }] },
])("stored counts with $name are refused", ({ cells }) => {
  expect(itemCountsSchema.safeParse({ version: 1, cells, traps: [] }).success).toBe(false);
});

/** One item in attempts of these lengths: who knows more of the others is more often right here. */
function madeUpItem(lengths: readonly number[], people: number): ItemAnswer[] {
  const rng = seededRng(`item/${lengths.join()}`);
  return Array.from({ length: people }, () => {
    const of = lengths[Math.floor(rng() * lengths.length)] ?? 0;
    const ability = 0.25 + 0.6 * rng();
    const rest = { right: Array.from({ length: of }).filter(() => rng() < ability).length, of };
    const right = rng() < ability;
    const option = right ? "a" : ["b", "c", "d", "OMIT"][Math.floor(4 * rng() ** 2)];
    return {
      option: option ?? "b",
      right,
      rest,
      taken: option === "b" ? ["force"] : [],
      refused: right ? ["force"] : [],
    };
  });
}

const share = ({ rest }: ItemAnswer): number => rest.right / rest.of;

/** Folded figures that need the order of the shares, beside the same from the list of all answers. */
function orderFigures(answers: readonly ItemAnswer[]): { folded: number; listed: number }[] {
  const found = countedStatistics([countAll(answers)], choice);
  const shares = answers.map(share);
  const [n, size] = [answers.length, Math.round(0.27 * answers.length)];
  const groups = {
    lower: chancesInGroup(shares, size, "lower"),
    upper: chancesInGroup(shares, size, "upper"),
    low: chancesInGroup(shares, n / 3, "lower"),
    high: chancesInGroup(shares, n / 3, "upper"),
  };
  const rights = answers.map(({ right }) => (right ? 1 : 0));
  return [
    { folded: found.d27 ?? Number.NaN, listed: weighted(rights, groups.upper) - weighted(rights, groups.lower) },
    ...found.options.flatMap(({ option, lower27, upper27, thirds }) => {
      const marks = answers.map((one) => (one.option === option ? 1 : 0));
      return [
        { folded: lower27 ?? Number.NaN, listed: weighted(marks, groups.lower) },
        { folded: upper27 ?? Number.NaN, listed: weighted(marks, groups.upper) },
        { folded: thirds?.[0] ?? Number.NaN, listed: weighted(marks, groups.low) },
        { folded: thirds?.[2] ?? Number.NaN, listed: weighted(marks, groups.high) },
      ];
    }),
  ];
}

describe("figures of folded counts", () => {
  test.each([
    { name: "one length", lengths: [13] },
    { name: "lengths of all kinds", lengths: [5, 9, 13, 19, 64, 97] },
  ])("$name: shares, correlations and means are exact", ({ lengths }) => {
    const answers = madeUpItem(lengths, 400);
    const found = countedStatistics([countAll(answers)], choice);
    const shares = answers.map(share);
    const rights = answers.map(({ right }) => (right ? 1 : 0));
    expect(found).toMatchObject({ n: 400, nRest: 400, right: rights.filter((mark) => mark === 1).length });
    expect(found.discrimination).toBeCloseTo(pearson(rights, shares), 10);
    expect(found.covariance).toBeCloseTo(covarianceOf(rights, shares), 12);
    expect(found.meanRest).toBeCloseTo(meanOf(shares), 12);
    for (const { option, n, pbRest, meanRest } of found.options) {
      const marks = answers.map((one) => (one.option === option ? 1 : 0));
      expect(n).toBe(marks.filter((mark) => mark === 1).length);
      expect(pbRest).toBeCloseTo(pearson(marks, shares), 10);
      expect(meanRest).toBeCloseTo(meanOf(shares.filter((_, i) => marks[i] === 1)), 12);
    }
    const [trap] = found.traps;
    const taken = answers.filter(({ option }) => option === "b").length;
    expect(trap).toEqual({ trap: "force", taken, decided: taken + found.right, rate: taken / (taken + found.right) });
  });

  test.each([{ of: 5 }, { of: 13 }, { of: 64 }, { of: 100 }])(
    "$of others for all: thirds and D27 are exact too",
    ({ of }) => {
      for (const { folded, listed } of orderFigures(madeUpItem([of], 300))) expect(folded).toBeCloseTo(listed, 10);
    },
  );

  test.each([{ people: 60 }, { people: 400 }, { people: 3_000 }])(
    "mixed lengths, $people answers: thirds and D27 are off by less than .01",
    ({ people }) => {
      const figures = orderFigures(madeUpItem([5, 9, 13, 19, 39, 64, 97, 120], people));
      expect(figures.length).toBeGreaterThan(15);
      for (const { folded, listed } of figures) expect(Math.abs(folded - listed)).toBeLessThan(0.01);
    },
  );

  test("an answer with too few others counts for p, and for nothing that needs the rest", () => {
    const few = { ...answer, rest: { right: 1, of: LEAST_REST - 1 } };
    const found = countedStatistics([countAll([few, few, { ...few, right: false, option: "b" }])], choice);
    expect(found).toMatchObject({ n: 3, right: 2, nRest: 0, discrimination: null, d27: null, meanRest: null });
    expect(found.options).toMatchObject([
      { option: "a", n: 2, thirds: null },
      { option: "b", n: 1, thirds: null },
    ]);
  });

  test("of response patterns the frequent ones are shown, and pictured as such", () => {
    const patterns = Array.from({ length: 60 }, (_, person): ItemAnswer => {
      const option = person < 20 ? "a > b" : person < 35 ? "b > a" : `x${person % 12}`;
      const rest = { right: 13 - (person % 13), of: 13 };
      return { option, right: person < 20, rest, taken: [], refused: [] };
    });
    const cells = shownCells([countAll(patterns)], { kind: "pattern" });
    const curves = optionCurves(cells);
    expect(curves?.options.map(({ option }) => option).slice(0, 2)).toEqual(["a > b", "b > a"]);
    expect(curves?.options.at(-1)?.option).toBe(OTHERS);
    expect(curves?.options).toHaveLength(8);
    expect(cells.reduce((sum, { n }) => sum + n, 0)).toBe(60);
    expect(shownCells([countAll(patterns)], { kind: "choice" })).toHaveLength(14);
  });

  test("parts give what their merger gives", () => {
    const answers = madeUpItem([9, 13], 200);
    const parts = [countAll(answers.slice(0, 70)), countAll(answers.slice(70))];
    const [apart, together] = [countedStatistics(parts, choice), countedStatistics([mergeCounts(parts)], choice)];
    expect(apart.discrimination).toBeCloseTo(together.discrimination ?? Number.NaN, 12);
    expect(apart.options.map(({ thirds }) => thirds)).toEqual(together.options.map(({ thirds }) => thirds));
    expect(apart.traps).toEqual(together.traps);
  });
});

describe("one form that all answered in full, folded item by item", () => {
  const [people, items] = [150, 12];
  const answers = madeUpAnswers(people, items, seededRng("folded form"));
  const tally = tallyForm(Array.from({ length: items }, (_, place) => ({ name: `Q${place}`, key: "A" })));
  for (const row of answers) tally.add(row);
  const form = formStatistics(tally.close(), () => choice);
  const folded: ItemStatistics[] = form.items.map((_, place) => {
    const counted = answers.map((row): ItemAnswer => {
      const right = row.filter((option, other) => other !== place && option === "A").length;
      const option = row[place] ?? "";
      const rest = { right, of: items - 1 };
      return { option: option || "OMIT", right: option === "A", rest, taken: [], refused: [] };
    });
    return countedStatistics([countAll(counted)], choice);
  });

  test("items discriminate as they do in the form", () => {
    for (const [place, item] of form.items.entries()) {
      expect(folded[place]?.discrimination).toBeCloseTo(item.discrimination ?? Number.NaN, 12);
      const pbRests = (options: readonly { pbRest: number | null }[]) =>
        options.map(({ pbRest }) => pbRest?.toFixed(10));
      expect(pbRests(folded[place]?.options ?? [])).toEqual(pbRests(item.options));
    }
  });

  test("KR-20 and the standard error are those of the form", () => {
    const found = expectedReliability(folded, items);
    expect(found).toMatchObject({ questions: items, fewest: people });
    expect(found?.kr20).toBeCloseTo(form.kr20 ?? Number.NaN, 12);
    expect(found?.sem).toBeCloseTo(form.sd * Math.sqrt(1 - (form.kr20 ?? Number.NaN)), 12);
  });

  test("twice the length follows Spearman and Brown", () => {
    const single = expectedReliability(folded, items)?.kr20 ?? Number.NaN;
    expect(expectedReliability(folded, 2 * items)?.kr20).toBeCloseTo((2 * single) / (1 + single), 12);
  });

  test("under two questions with enough answers there is none", () => {
    const few = folded.map((item, place) => (place === 0 ? item : { ...item, nRest: 29 }));
    expect(expectedReliability(few, items)).toBeNull();
    expect(expectedReliability([], items)).toBeNull();
    expect(expectedReliability(folded, 1)).toBeNull();
  });
});
