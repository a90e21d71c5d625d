import { expect, test } from "vitest";
import type { PackContent, PackQuestion } from "@/lib/content/read-pack";
import { sampleBank, samplePack } from "@/lib/content/testing/sample-pack";
import { seededRng } from "@/lib/core/shared/rng";
import { giveawayVocabulary, giveawayWords, vocabularyScore } from "./giveaway-vocabulary";

const today = "2026-11-23";
const NOUNS = Array.from({ length: 60 }, (_, index) => `noun${String.fromCharCode(97 + (index % 26))}${index}`);

/** Options of six words drawn at random; `keyWord` is added to the given share of the keys. */
function randomPack(size: number, keyWord: { word: string; share: number }): PackContent {
  const rng = seededRng("vocabulary");
  const draw = (): string => Array.from({ length: 6 }, () => NOUNS[Math.floor(rng() * NOUNS.length)]).join(" ");
  const questions = sampleBank(size).map((entry): PackQuestion => {
    const { question } = entry;
    if (question.type !== "multiple-choice") return entry;
    const options = question.options.map((option) => {
      const text = draw();
      return { ...option, text: option.key && rng() < keyWord.share ? `${text} ${keyWord.word}` : text };
    });
    return { ...entry, question: { ...question, options } };
  });
  return samplePack({ questions });
}

test("words that say nothing are worth no more than chance", () => {
  const pack = randomPack(300, { word: "mild", share: 0 });
  expect(vocabularyScore(pack).score).toBeLessThan(0.33);
  expect(giveawayVocabulary(pack, { today })).toEqual([]);
});

test.each([
  { size: 140, severity: "warning" },
  { size: 160, severity: "error" },
])("a word that stands in keys alone is found in a bank of $size: $severity", ({ size, severity }) => {
  const pack = randomPack(size, { word: "mild", share: 0.5 });
  expect(giveawayVocabulary(pack, { today })).toEqual([
    expect.objectContaining({ severity, message: expect.stringContaining("mild") }),
  ]);
  expect(giveawayWords(pack, 1)).toEqual([expect.objectContaining({ word: "mild", wrong: 0 })]);
});

test("a question does not learn from itself", () => {
  // Every word stands in one question only: nothing is left to learn from.
  const questions = sampleBank(12).map((entry, at): PackQuestion => {
    const { question } = entry;
    if (question.type !== "multiple-choice") return entry;
    return {
      ...entry,
      question: { ...question, options: question.options.map((o, i) => ({ ...o, text: `only${at}x${i}` })) },
    };
  });
  const { score, chance } = vocabularyScore(samplePack({ questions }));
  expect(score).toBeCloseTo(chance);
});
