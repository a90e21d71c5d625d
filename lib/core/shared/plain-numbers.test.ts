import { expect, test } from "vitest";
import { chanceInWords, percentBand } from "./plain-numbers";

test.each([
  { chance: 0, words: "less than 1 in 10" },
  { chance: 0.04, words: "less than 1 in 10" },
  { chance: 0.06, words: "about 1 in 10" },
  { chance: 0.57, words: "about 6 in 10" },
  { chance: 0.94, words: "about 9 in 10" },
  { chance: 0.96, words: "more than 9 in 10" },
])("a chance of $chance is $words", ({ chance, words }) => {
  expect(chanceInWords(chance)).toBe(words);
});

test.each([
  { low: 0.38, high: 0.756, band: { low: 35, high: 80 } },
  { low: 0.35, high: 0.8, band: { low: 35, high: 80 } },
  { low: 0.15, high: 0.3, band: { low: 15, high: 30 } },
  { low: 0.02, high: 0.99, band: { low: 0, high: 100 } },
])("$low to $high is shown to fives, outwards", ({ band, ...range }) => {
  expect(percentBand(range)).toEqual(band);
});
