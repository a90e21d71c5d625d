import { expect, test } from "vitest";
import type { PackQuestion } from "@/lib/content/read-pack";
import { packWith, sampleBank, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { longestOption, longestOptionScore } from "./longest-option";

const today = "2026-11-23";

const withKey = (text: string) =>
  packWith({ options: sampleQuestion().options.map((option) => ("key" in option ? { ...option, text } : option)) });

test("sound questions pass", () => {
  expect(longestOption(samplePack(), { today })).toEqual([]);
});

test("a key may be 1.35 times as long as the wrong options, and no longer", () => {
  const wrong = sampleQuestion().options.filter((option) => !("key" in option));
  const mean = wrong.reduce((sum, { text }) => sum + text.length, 0) / wrong.length;
  const within = "x".repeat(Math.floor(1.35 * mean));
  const errors = (text: string) =>
    longestOption(withKey(text), { today }).filter(({ severity }) => severity === "error");
  expect(errors(within)).toEqual([]);
  expect(errors(`${within}xx`)).toHaveLength(1);
});

test("markup does not make an option long", () => {
  expect(longestOptionScore(withKey("`Cool` it **down** to 80 degrees"))).toEqual(
    longestOptionScore(withKey("Cool it down to 80 degrees")),
  );
});

/** The bank with a key that is a little longer than the rest in the first `count` questions. */
const longKeys = (bank: PackQuestion[], count: number): PackQuestion[] =>
  bank.map((entry, index) => {
    const { question } = entry;
    if (question.type !== "multiple-choice" || index >= count) return entry;
    const options = question.options.map((option) => ({ ...option, text: option.key ? "y".repeat(30) : option.text }));
    return { ...entry, question: { ...question, options } };
  });

test("equal lengths are worth as much as chance", () => {
  const bank = sampleBank(8).map((entry) => {
    const { question } = entry;
    if (question.type !== "multiple-choice") return entry;
    return {
      ...entry,
      question: { ...question, options: question.options.map((option) => ({ ...option, text: "tea" })) },
    };
  });
  expect(longestOptionScore(samplePack({ questions: bank }))).toEqual({ score: 0.25, chance: 0.25, questions: 8 });
});

test.each([
  { name: "a small bank is warned", size: 149, severity: "warning" },
  { name: "a large bank fails", size: 150, severity: "error" },
])("$name when the longest option is the key too often", ({ size, severity }) => {
  const bank = sampleBank(size);
  expect(longestOption(samplePack({ questions: longKeys(bank, Math.floor(size * 0.2)) }), { today })).toEqual([]);
  expect(longestOption(samplePack({ questions: longKeys(bank, Math.floor(size * 0.4)) }), { today })).toEqual([
    expect.objectContaining({ rule: "longest-option", severity }),
  ]);
});
