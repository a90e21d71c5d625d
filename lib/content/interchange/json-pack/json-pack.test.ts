import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS } from "@/lib/content/interchange/exchange";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { readJsonPack, writeJsonPack } from "./json-pack";
import { PACK_BY_HAND } from "./testing/packs";

const read = (text: string): Imported => readJsonPack(encodeText(text));
const messages = (imported: Imported): string[] =>
  imported.problems.map(({ at, message }) => `${"line" in at ? at.line : at.element}: ${message}`);
const choice = { type: "multiple-choice", stem: "Q", options: [{ text: "x", key: true }, { text: "y" }] };

test("every draft comes back as it was", () => {
  fc.assert(
    fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 6 }), (drafts) => {
      const imported = readJsonPack(writeJsonPack(drafts).bytes);
      expect(imported.problems).toEqual([]);
      expect(imported.losses).toEqual([]);
      expect(imported.drafts.map(({ draft }) => draft)).toEqual(drafts);
    }),
    FIXED_RUNS,
  );
});

test("even characters that other text files cannot hold come back", () => {
  const draft = settled({ ...exampleOf.ordering, stem: "a\0b\uD800c\r\nd" });
  expect(readJsonPack(writeJsonPack([draft]).bytes).drafts[0]?.draft).toEqual(draft);
});

test("a pack by hand: good questions are read, bad ones are told with the line that they begin on", () => {
  const imported = read(PACK_BY_HAND);
  expect(imported.drafts.map(({ at }) => at)).toEqual([{ line: 6 }, { line: 25 }]);
  expect(messages(imported)).toEqual([
    expect.stringMatching(/^11: The question has "hint", which questions do not have/),
    expect.stringMatching(/^17: The type must be one of multiple-choice/),
    expect.stringMatching(/^18: "text" of option 2 is missing/),
    expect.stringMatching(/^22: The question has "stem" twice/),
  ]);
  expect(imported.losses).toEqual([{ at: { element: "file" }, what: '"exported" beside the questions was not taken' }]);
});

test.each([
  { name: "a list alone", text: JSON.stringify([choice]) },
  { name: "one line", text: JSON.stringify({ version: 1, format: "trapline-questions", questions: [choice] }) },
])("$name is read", ({ text }) => {
  expect(read(text).drafts).toHaveLength(1);
});

test("keys of every object's prototype are keys like others", () => {
  const text = `[{"__proto__": 1, ${JSON.stringify(choice).slice(1)}, {"constructor": 1, ${JSON.stringify(choice).slice(1)}]`;
  expect(read(text).drafts).toEqual([]);
  expect(messages(read(text))).toEqual([expect.stringContaining("__proto__"), expect.stringContaining("constructor")]);
});

describe("whole files", () => {
  test.each([
    { name: "no JSON", text: "{'a': 1}", says: "not JSON" },
    { name: "half of one", text: '{"format": "trapline-questions", "version": 1, "questions": [', says: "not JSON" },
    { name: "another JSON", text: '{"name": "x"}', says: "no pack of questions" },
    { name: "null", text: "null", says: "no pack of questions" },
    { name: "a newer pack", text: '{"format":"trapline-questions","version":2,"questions":[]}', says: "of version 2" },
    {
      name: "a key twice",
      text: '{"format":"trapline-questions","version":1,"version":1,"questions":[]}',
      says: 'has "version" twice',
    },
    { name: "too many", text: `[${"0,".repeat(LIMITS.questions)}0]`, says: "more than 5000 questions" },
    { name: "a deep file", text: "[".repeat(5_000_000), says: "nests deeper than 64" },
    { name: "deep objects", text: '{"a":'.repeat(100), says: "nests deeper than 64" },
    { name: "a wide file", text: `[[${"[],".repeat(4_000_000)}0]]`, says: "more values" },
  ])("$name is refused", ({ text, says }) => {
    const imported = read(text);
    expect(imported.drafts).toEqual([]);
    expect(messages(imported)).toEqual([expect.stringContaining(says)]);
  });

  test.each([
    { name: "quotes", text: '"'.repeat(10_000_000) },
    { name: "backslashes", text: `["${"\\".repeat(10_000_000)}` },
    { name: "keys", text: `[{${'"a":1,'.repeat(1_000_000)}"b":1}]` },
  ])("millions of $name end in time", ({ text }) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

test("no damage makes it throw", () => {
  const whole = writeJsonPack(Object.values(exampleOf).map(settled)).bytes;
  for (const bytes of damaged(whole, 5_000, "json")) expect(() => readJsonPack(bytes)).not.toThrow();
});
