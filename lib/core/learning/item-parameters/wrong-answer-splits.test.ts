import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import {
  PEOPLE_NEEDED,
  type Split,
  type SplitShape,
  splitAnswer,
  splitSchema,
  wrongAnswerSplits,
} from "./wrong-answer-splits";

const splits = (
  counts: Record<string, number>,
  near: readonly string[] = [],
  shape: SplitShape = { nearFirst: true, mostFrequent: 2 },
) => wrongAnswerSplits(new Map(Object.entries(counts)), (answer) => near.includes(answer), shape);

test.each<{ name: string; counts: Record<string, number>; near: string[]; expected: Split[] }>([
  { name: "nobody wrong", counts: {}, near: [], expected: [] },
  { name: "one wrong answer alone", counts: { B: 400 }, near: [], expected: [] },
  { name: "29 against 400", counts: { B: 400, C: 29 }, near: [], expected: [] },
  { name: "30 against 400", counts: { C: 30, B: 400 }, near: [], expected: [{ yes: ["B"], no: ["C"] }] },
  {
    name: "the most frequent first, then the next",
    counts: { B: 100, C: 300, D: 50, "": 40 },
    near: [],
    expected: [
      { yes: ["C"], no: ["B", "D", ""] },
      { yes: ["B"], no: ["D", ""] },
    ],
  },
  {
    name: "near from far, then each by itself",
    counts: { AB: 100, AC: 60, D: 80, "": 30 },
    near: ["AB", "AC"],
    expected: [
      { yes: ["AB", "AC"], no: ["D", ""] },
      { yes: ["AB"], no: ["AC"] },
      { yes: ["D"], no: [""] },
    ],
  },
  {
    name: "too few near ones are not told apart",
    counts: { AB: 20, D: 80, E: 60 },
    near: ["AB"],
    expected: [
      { yes: ["D"], no: ["E", "AB"] },
      { yes: ["E"], no: ["AB"] },
    ].slice(0, 1),
  },
])("$name", ({ counts, near, expected }) => {
  expect(splits(counts, near)).toEqual(expected);
});

test.each<{ shape: SplitShape; splits: number }>([
  { shape: { nearFirst: true, mostFrequent: 0 }, splits: 1 },
  { shape: { nearFirst: true, mostFrequent: 1 }, splits: 3 },
  { shape: { nearFirst: false, mostFrequent: 0 }, splits: 0 },
  { shape: { nearFirst: false, mostFrequent: 9 }, splits: 3 },
])("near first $shape.nearFirst, the $shape.mostFrequent most frequent: $splits splits", ({ shape, splits: count }) => {
  expect(splits({ AB: 100, AC: 60, D: 80, "": 30 }, ["AB", "AC"], shape)).toHaveLength(count);
});

test("answers say yes, no or nothing", () => {
  const split = { yes: ["B"], no: ["C", ""] };
  expect(["B", "C", "", "A"].map((answer) => splitAnswer(split, answer))).toEqual([1, 0, 0, -1]);
});

test("every split can be stored and has enough people on both sides", () => {
  const counts = fc.dictionary(fc.constantFrom("A", "B", "AB", "C", "D", ""), fc.nat({ max: 120 }));
  fc.assert(
    fc.property(counts, fc.subarray(["A", "AB", "C"]), (given, near) => {
      for (const split of splits(given, near)) {
        expect(splitSchema.parse(split)).toEqual(split);
        for (const side of [split.yes, split.no]) {
          expect(side.reduce((sum, answer) => sum + (given[answer] ?? 0), 0)).toBeGreaterThanOrEqual(PEOPLE_NEEDED);
        }
        expect(split.yes.some((answer) => split.no.includes(answer))).toBe(false);
      }
    }),
    FIXED_RUNS,
  );
});
