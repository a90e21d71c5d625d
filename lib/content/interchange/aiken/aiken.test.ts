import { describe, expect, test } from "vitest";
import { encodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS } from "@/lib/content/interchange/exchange";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { readAiken } from "./read-aiken";
import { FAULTY, ODD, PLAIN } from "./testing/files";

const read = (text: string): Imported => readAiken(encodeText(text));
const messages = (imported: Imported): string[] =>
  imported.problems.map(({ at, message }) => `${"line" in at ? at.line : at.element}: ${message}`);

test("questions as the form is documented", () => {
  for (const text of [PLAIN, PLAIN.replaceAll("\n", "\r\n"), `\uFEFF${PLAIN}`]) {
    const imported = read(text);
    expect(messages(imported)).toEqual([]);
    expect(imported.losses).toEqual([]);
    expect(imported.drafts).toEqual([
      {
        at: { line: 1 },
        draft: {
          type: "multiple-choice",
          stem: "Which tree keeps its leaves?",
          options: [
            { text: "Oak", key: false },
            { text: "Larch", key: false },
            { text: "Holly", key: true },
            { text: "Beech", key: false },
          ],
        },
      },
      {
        at: { line: 8 },
        draft: {
          type: "multiple-choice",
          stem: "Which wood floats?",
          options: [
            { text: "Ebony", key: false },
            { text: "Balsa", key: true },
          ],
        },
      },
    ]);
  }
});

test("odd ones: several lines, several answers, notes; what has a meaning in Markdown is plain here", () => {
  const imported = read(ODD);
  expect(messages(imported)).toEqual([]);
  expect(imported.drafts.map(({ at }) => at)).toEqual([{ line: 1 }, { line: 9 }, { line: 19 }]);
  expect(imported.drafts[0]?.draft).toMatchObject({
    stem: "A forester counts rings.\\\nThe tree stands by a \\*river_bank\\*.\n\nHow old is it?",
    options: [{ text: "Ten years,\\\nor nearly so" }, { text: '2 < 3 & "more"', key: true }],
  });
  expect(imported.drafts[1]?.draft).toMatchObject({
    type: "multiple-response",
    options: [{ key: true }, { key: false }, { key: true }],
    feedback: "Needles.\\\nThey stay.",
  });
  expect(imported.losses).toEqual([
    { at: { line: 9 }, what: 'SCORE: "20" was not taken' },
    { at: { line: 9 }, what: 'TAGS: "trees" was not taken' },
  ]);
});

test("each faulty question is told by the line that it begins on", () => {
  const imported = read(FAULTY);
  expect(imported.drafts.map(({ at }) => at)).toEqual([{ line: 5 }]);
  expect(messages(imported)).toEqual([
    expect.stringMatching(/^1: .*no line "ANSWER: "/),
    expect.stringMatching(/^10: The answer says "D"/),
    expect.stringMatching(/^15: The question needs two options/),
    expect.stringMatching(/^19: The question has no text/),
    expect.stringMatching(/^23: Option C stands where B was due/),
    expect.stringMatching(/^28: "text" of option 1 is empty/),
    expect.stringMatching(/^33: The line "ANSWER:" names no option/),
    expect.stringMatching(/^38: .*needs two options/),
  ]);
});

describe("bounds", () => {
  test("too many questions", () => {
    const imported = read("Q\nA. x\nB. y\nANSWER: A\n\n".repeat(LIMITS.questions + 1));
    expect(imported.drafts).toEqual([]);
    expect(messages(imported)).toEqual([expect.stringContaining("more than 5000 questions")]);
  });

  test.each([
    { name: "options", text: `Q\n${"A. x\n".repeat(1_000_000)}` },
    { name: "lines of prose", text: "prose\n".repeat(1_000_000) },
    { name: "answers", text: "ANSWER: A\n".repeat(4_000) },
    { name: "marks", text: `Q ${"*_[".repeat(80_000)}\nA. x\nB. y\nANSWER: A\n`.repeat(20) },
    { name: "blanks in an answer", text: `Q\nA. x\nB. y\nANSWER:${" \t".repeat(100_000)}A\n` },
  ])("millions of $name end in time", ({ text }) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

test("no damage makes it throw", () => {
  for (const bytes of damaged(encodeText(PLAIN + ODD), 5_000, "aiken")) expect(() => readAiken(bytes)).not.toThrow();
});
