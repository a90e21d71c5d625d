import { expect, test } from "vitest";
import { checkDraft, excerpt } from "./check-draft";

const good = { type: "multiple-choice", stem: " Q ", options: [{ text: "x", key: true }, { text: "y" }] };

test("a draft comes back trimmed and with its defaults", () => {
  expect(checkDraft(good)).toEqual({
    ok: true,
    value: {
      type: "multiple-choice",
      stem: "Q",
      options: [
        { text: "x", key: true },
        { text: "y", key: false },
      ],
    },
  });
});

test.each([
  { name: "no object", value: null, says: "The question must be of kind object." },
  {
    name: "no type",
    value: { stem: "Q" },
    says: "The type must be one of multiple-choice, multiple-response, ordering, matching.",
  },
  { name: "a text that is missing", value: { ...good, stem: undefined }, says: '"stem" is missing.' },
  { name: "a blank text", value: { ...good, stem: "  " }, says: '"stem" is empty.' },
  {
    name: "a long text",
    value: { ...good, stem: "x".repeat(8_001) },
    says: '"stem" is longer than 8000 characters. Shorten it.',
  },
  {
    name: "a text of an option",
    value: { ...good, options: [{ text: "x" }, {}] },
    says: '"text" of option 2 is missing.',
  },
  { name: "too few options", value: { ...good, options: [] }, says: '"options" needs more entries: at least 2.' },
  {
    name: "too many options",
    value: { ...good, options: Array(27).fill({ text: "x" }) },
    says: '"options" has more than 26 entries.',
  },
  {
    name: "a key in words",
    value: { ...good, options: [{ text: "x", key: "yes" }, { text: "y" }] },
    says: '"key" of option 1 must be of kind boolean.',
  },
  { name: "a number in words", value: { ...good, difficulty: "2" }, says: '"difficulty" must be a whole number.' },
  { name: "half a number", value: { ...good, difficulty: 2.5 }, says: '"difficulty" must be a whole number.' },
  { name: "a large number", value: { ...good, difficulty: 6 }, says: '"difficulty" must be at most 5.' },
  { name: "a small number", value: { ...good, difficulty: 0 }, says: '"difficulty" needs at least 1.' },
  {
    name: "no day",
    value: { ...good, verifiedOn: "2026-02-30" },
    says: '"verifiedOn" must be a date such as 2026-11-20.',
  },
  {
    name: "a place in no case",
    value: { ...good, inCase: { title: "T", scenario: "S" } },
    says: '"index" of the case is missing.',
  },
  { name: "an exam without a name", value: { ...good, exams: ["a", ""] }, says: "Exam 2 is empty." },
  {
    name: "what no question has",
    value: { ...good, hint: "x" },
    says: 'The question has "hint", which questions do not have. Take it out.',
  },
])("$name: $says", ({ value, says }) => {
  expect(checkDraft(value)).toEqual({ ok: false, error: says });
});

test("of many faults, three are told and the rest counted", () => {
  const outcome = checkDraft({ type: "ordering", stem: "", ask: "", lesson: "", items: [{}, {}] });
  expect(outcome.ok ? "" : outcome.error).toMatch(/^(?:[^.]+\. ){3}There are 2 more faults\.$/);
});

test("an excerpt is short, on one line, and cuts no character", () => {
  expect(excerpt("  a\n\tb ")).toBe("a b");
  expect([...excerpt("𝄞".repeat(100))]).toHaveLength(40);
});
