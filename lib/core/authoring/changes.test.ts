import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import type { ServedQuestion } from "@/lib/core/question/served";
import { arbitraryQuestion } from "@/lib/core/question/testing/arbitrary-question";
import { type Change, changesBetween } from "./changes";
import { wordRuns } from "./word-runs";

const served = (question: Question): ServedQuestion => ({ question, context: null, family: null });
const nameOf = (id: string) => `the ${id}`;
const between = (before: Question, after: Question) => changesBetween(served(before), served(after), nameOf);

/** As one would read it aloud: what came in brackets, what went in dashes. */
const read = (change: Change): string =>
  change.kind === "said"
    ? change.text
    : `${change.place}: ${change.runs
        .map(({ kind, text }) => (kind === "added" ? `[${text}]` : kind === "removed" ? `-${text}-` : text))
        .join("")}`;

const common = {
  id: "q",
  lesson: "1.1",
  exams: ["tea-1"],
  difficulty: 2,
  stem: "The cup is bitter and cold.",
  ask: "What now?",
  facts: ["A.1"],
  verifiedOn: "2026-11-01",
};
const options = [
  { id: "a", text: "Boil", trap: "hotter", why: "Too hot." },
  { id: "b", text: "Cool", key: true, why: "Right." },
  { id: "c", text: "Stir", trap: "plain-error", why: "No." },
];
const choice = (edit: Record<string, unknown> = {}) =>
  questionSchema.parse({ ...common, type: "multiple-choice", options, ...edit });

test.each<{ name: string; edit: Record<string, unknown>; says: string[] }>([
  { name: "nothing", edit: {}, says: [] },
  {
    name: "words of the stem",
    edit: { stem: "The cup is sweet and cold." },
    says: ["Stem: The cup is -bitter-[sweet] and cold."],
  },
  {
    name: "another key",
    edit: {
      options: [
        { id: "a", text: "Boil", key: true, why: "Too hot." },
        { id: "b", text: "Cool", trap: "colder", why: "Right." },
        { id: "c", text: "Stir", trap: "plain-error", why: "No." },
      ],
    },
    says: [
      "Option 1 was wrong and is right.",
      "The trap of option 1: was “the hotter”, is none.",
      "Option 2 was right and is wrong.",
      "The trap of option 2: was none, is “the colder”.",
    ],
  },
  {
    name: "another order",
    edit: { options: options.toReversed() },
    says: ["The options stand in another order."],
  },
  {
    name: "an option in place of another",
    edit: { options: [...options.slice(0, 2), { id: "d", text: "Wait", trap: "hotter", why: "No." }] },
    says: [
      "Option 3 is new, and wrong.",
      "Option 3: [Wait]",
      "The trap of option 3: was none, is “the hotter”.",
      "Rationale of option 3: [No.]",
      "Option 3 is gone.",
      "Option 3, as it was: -Stir-",
    ],
  },
  {
    name: "what stands over it",
    edit: { lesson: "1.2", exams: ["tea-1", "tea-2"], counterCue: true, verifiedOn: "2026-12-01" },
    says: [
      "The lesson: was 1.1, is 1.2.",
      "The exams: was tea-1, is tea-1, tea-2.",
      "Counter-cue: was no, is yes.",
      "The day of verification: was 2026-11-01, is 2026-12-01.",
    ],
  },
])("a version with another $name says so", ({ edit, says }) => {
  expect(between(choice(), choice(edit)).map(read)).toEqual(says);
});

test("orders and pairs are told in words", () => {
  const item = (id: string) => ({ id, text: `Step ${id}`, why: "So." });
  const ordering = (edit: Record<string, unknown> = {}) =>
    questionSchema.parse({ ...common, type: "ordering", items: ["x", "y", "z"].map(item), ...edit });
  const turned = {
    items: ["y", "x", "z"].map(item),
    wrongOrders: [{ before: "x", after: "y", trap: "t", why: "No." }],
  };
  expect(between(ordering(), ordering(turned)).map(read)).toEqual([
    "The right order of the items changed.",
    "The wrong order “Step x” before “Step y” is new.",
    "The trap of the wrong order “Step x” before “Step y”: was none, is “the t”.",
    "Rationale of the wrong order “Step x” before “Step y”: [No.]",
  ]);
  const matching = (answer: string) =>
    questionSchema.parse({
      ...common,
      type: "matching",
      prompts: ["p", "q", "r"].map((id) => ({ id, text: id, answer: id === "q" ? answer : "one", why: "So." })),
      responses: ["one", "two"].map((id) => ({ id, text: `Response ${id}` })),
    });
  expect(between(matching("one"), matching("two")).map(read)).toEqual([
    "The right response of prompt 2: was “Response one”, is “Response two”.",
  ]);
});

describe("of any two questions", () => {
  test("one that stayed the same changed in nothing, and one that did not in something", () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryQuestion, (one, other) => {
        expect(between(one, one)).toEqual([]);
        const { id: _id, review: _review, ...kept } = one;
        const { id: _otherId, review: _otherReview, ...changed } = other;
        fc.pre(JSON.stringify(kept) !== JSON.stringify(changed));
        expect(between(one, other)).not.toEqual([]);
      }),
    );
  });

  test("the words give back both texts", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b ", "\n", "`c`", "é", "| ") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = wordRuns(before, after);
        const side = (gone: "added" | "removed") => runs.flatMap((run) => (run.kind === gone ? [] : run.text)).join("");
        expect([side("added"), side("removed")]).toEqual([before, after]);
      }),
    );
  });
});
