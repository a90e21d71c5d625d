import { describe, expect, test } from "vitest";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import { bulkChangeSchema, type Retag } from "./bulk-change";
import { refusalOf, type Touched } from "./refusal";
import { retag } from "./retag";
import { type BulkSelection, readSelection, readSelectionText, selectionFields } from "./selection";

const common = {
  id: "q",
  lesson: "one",
  exams: ["exam-1"],
  difficulty: 2,
  stem: "Stem",
  ask: "Ask?",
  facts: ["F1"],
  verifiedOn: "2026-01-01",
};
const option = (id: string, fields: object) => ({ id, text: id, why: "Because.", ...fields });
const questions: Record<Question["type"], Question> = {
  "multiple-choice": questionSchema.parse({
    ...common,
    type: "multiple-choice",
    options: [option("a", { key: true }), option("b", { trap: "old" }), option("c", { trap: "kept" })],
  }),
  "multiple-response": questionSchema.parse({
    ...common,
    type: "multiple-response",
    choose: 2,
    options: [
      option("a", { key: true, missedTrap: "old" }),
      option("b", { key: true }),
      option("c", { trap: "old" }),
      option("d", { trap: "kept" }),
      option("e", { trap: "plain-error" }),
    ],
  }),
  ordering: questionSchema.parse({
    ...common,
    type: "ordering",
    items: [option("a", {}), option("b", {}), option("c", {})],
    decoys: [option("d", { trap: "old" })],
    wrongOrders: [
      { before: "b", after: "a", trap: "old", why: "Because." },
      { before: "c", after: "a", trap: "kept", why: "Because." },
    ],
  }),
  matching: questionSchema.parse({
    ...common,
    type: "matching",
    prompts: ["a", "b", "c"].map((id) => option(id, { answer: "r" })),
    responses: [
      { id: "r", text: "r" },
      { id: "s", text: "s" },
    ],
    wrongPairs: [
      { prompt: "a", response: "s", trap: "old", why: "Because." },
      { prompt: "b", response: "s", trap: "kept", why: "Because." },
    ],
  }),
};
const each = Object.values(questions);

describe("other tags", () => {
  test.each(each)("one trap takes the place of another everywhere in $type", (question) => {
    const swapped = retag(question, { do: "trap", from: "old", to: "new" });
    expect(offeredTraps(swapped)).toEqual(["kept", "new"]);
    expect(JSON.stringify(swapped)).toBe(JSON.stringify(question).replaceAll('"old"', '"new"'));
    expect(retag(question, { do: "trap", from: "absent", to: "new" })).toEqual(question);
  });

  test.each<{ change: Retag; fields: object }>([
    { change: { do: "lesson", to: "two" }, fields: { lesson: "two" } },
    { change: { do: "add-exam", to: "exam-2" }, fields: { exams: ["exam-1", "exam-2"] } },
    { change: { do: "add-exam", to: "exam-1" }, fields: {} },
    { change: { do: "remove-exam", to: "exam-1" }, fields: { exams: [] } },
    { change: { do: "difficulty", to: "5" }, fields: { difficulty: 5 } },
    { change: { do: "counter-cue", to: "yes" }, fields: { counterCue: true } },
    { change: { do: "counter-cue", to: "no" }, fields: {} },
  ])("$change changes that and nothing else", ({ change, fields }) => {
    for (const question of each) expect(retag(question, change)).toEqual({ ...question, ...fields });
  });

  test("what is no change is not read", () => {
    for (const input of [{ do: "delete" }, { do: "difficulty", to: "6" }, { do: "retire", to: "x" }, { do: "lesson" }])
      expect(bulkChangeSchema.safeParse(input).success).toBe(false);
  });
});

describe("who is refused", () => {
  const plain: Touched = { family: null, caseId: null, state: "published", hasDraft: false, isWhole: true };
  const lesson = { do: "lesson", to: "two" } as const;
  test.each([
    { name: "a published question", question: {}, change: lesson, refusal: null },
    { name: "a draw", question: { family: "f" }, change: lesson, refusal: { kind: "family", family: "f" } },
    {
      name: "a draw to retire",
      question: { family: "f" },
      change: { do: "retire" },
      refusal: { kind: "family", family: "f" },
    },
    { name: "one with a draft", question: { hasDraft: true }, change: lesson, refusal: { kind: "draft" } },
    { name: "a retired one", question: { state: "retired" }, change: lesson, refusal: { kind: "retired" } },
    {
      name: "a retired one to retire",
      question: { state: "retired" },
      change: { do: "retire" },
      refusal: { kind: "same" },
    },
    { name: "a retired one to bring back", question: { state: "retired" }, change: { do: "restore" }, refusal: null },
    {
      name: "a published one to bring back",
      question: {},
      change: { do: "restore" },
      refusal: { kind: "not-retired" },
    },
    { name: "part of a case", question: { caseId: "c", isWhole: false }, change: lesson, refusal: null },
    {
      name: "part of a case to retire",
      question: { caseId: "c", isWhole: false },
      change: { do: "retire" },
      refusal: { kind: "split-case", caseId: "c" },
    },
    { name: "a whole case to retire", question: { caseId: "c" }, change: { do: "retire" }, refusal: null },
  ] as const)("$name", ({ question, change, refusal }) => {
    expect(refusalOf(change, { ...plain, ...question })).toEqual(refusal);
  });
});

describe("a selection", () => {
  test.each<BulkSelection>([
    { kind: "ids", ids: ["q.1-a"] },
    { kind: "ids", ids: ["q-1", "q-2"] },
    { kind: "all", filter: {} },
    { kind: "all", filter: { text: "a & b=c", state: "all" } },
  ])("%j is the same after an address", (selection) => {
    const text = new URLSearchParams(selectionFields(selection)).toString();
    expect(readSelectionText(text)).toEqual({ ok: true, value: selection });
  });

  test.each([
    { text: "", error: "nothing" },
    { text: "id=", error: "unreadable" },
    { text: "id=../x", error: "unreadable" },
    {
      text: new URLSearchParams(Array.from({ length: 201 }, (_, at) => ["id", `q-${at}`])).toString(),
      error: "unreadable",
    },
    // A filter that is only half understood would select more than was meant.
    { text: "all=yes&type=essay", error: "unreadable" },
    { text: "all=yes&lessons=3.1", error: "unreadable" },
  ])("<$text> is refused", ({ text, error }) => {
    expect(readSelectionText(text)).toEqual({ ok: false, error });
  });

  test("an address without `all` does not mean all", () => {
    expect(readSelection({ lesson: "3.1" })).toEqual({ ok: false, error: "nothing" });
  });
});
