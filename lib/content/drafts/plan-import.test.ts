import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type QuestionDraft, questionDraftSchema } from "@/lib/content/interchange/exchange";
import { arbitraryDraft } from "@/lib/content/interchange/testing/arbitrary-draft";
import { type DraftFile, draftFileSchema, unitIdOf } from "@/lib/core/authoring/draft-file";
import type { ExistingChoice } from "@/lib/core/authoring/existing-choice";
import { importedUnits } from "./imported-units";
import { type KnownUnit, planImport } from "./plan-import";

const choice = (fields: object): QuestionDraft =>
  questionDraftSchema.parse({
    type: "multiple-choice",
    stem: "Which leaf?",
    options: [{ text: "Oak", key: true }, { text: "Fern" }],
    ...fields,
  });
const inCase = (index: number, fields: object = {}) =>
  choice({ inCase: { id: "case-park", title: "The park", scenario: "Trees stand there.", index }, ...fields });

type Bank = { known?: Record<string, KnownUnit>; taken?: readonly string[] };
function plan(drafts: readonly QuestionDraft[], bank: Bank = {}, existing: ExistingChoice = "update") {
  const { known = {}, taken = [] } = bank;
  return planImport(
    importedUnits(drafts.map((draft, index) => ({ at: { line: index + 1 }, draft }))),
    { packId: "park", defaults: { lesson: "leaves", exams: ["park-1"] }, existing, prefix: "sheet" },
    { knownOf: (id) => known[id] ?? null, isTaken: (id) => id in known || taken.includes(id) },
  );
}
const idsOf = (files: readonly { file: DraftFile }[]) => files.map(({ file }) => unitIdOf(file));
const stored = (draft: QuestionDraft, more: Partial<KnownUnit> = {}): KnownUnit => {
  const [unit] = plan([draft]);
  if (unit === undefined) throw new Error("no unit");
  return {
    packId: "park",
    isDraw: false,
    inService: true,
    file: unit.file,
    base: { "oak-1": "v1" },
    draft: null,
    ...more,
  };
};

test("what the file does not say comes from the defaults, what it says stays", () => {
  const [first, second] = plan([choice({ feedback: "Look at the lobes." }), choice({ lesson: "bark", exams: ["x"] })]);
  expect(first?.file.questions[0]).toMatchObject({
    id: "sheet-1",
    lesson: "leaves",
    exams: ["park-1"],
    remark: "Look at the lobes.",
    verifiedOn: "",
    difficulty: null,
  });
  expect(second?.file.questions[0]).toMatchObject({ id: "sheet-2", lesson: "bark", exams: ["x"] });
});

test("parts get ids, and references follow", () => {
  const [matching, ordering] = plan([
    questionDraftSchema.parse({
      type: "matching",
      stem: "Match.",
      prompts: [
        { id: "Oak tree", text: "Oak", answer: "R 1" },
        { id: "b", text: "Fern", answer: "b" },
      ],
      responses: [
        { id: "R 1", text: "tree" },
        { id: "b", text: "no tree" },
      ],
      wrongPairs: [{ prompt: "Oak tree", response: "b", trap: "all-green" }],
    }),
    questionDraftSchema.parse({
      type: "ordering",
      stem: "Order.",
      items: [{ text: "one" }, { id: "a", text: "two" }],
      decoys: [{ id: "a", text: "three" }],
      wrongOrders: [{ before: "a", after: "gone", trap: "t" }],
    }),
  ]);
  expect(matching?.file.questions[0]).toMatchObject({
    prompts: [
      { id: "p-a", answer: "r-a" },
      { id: "b", answer: "b" },
    ],
    responses: [{ id: "r-a" }, { id: "b" }],
    wrongPairs: [{ prompt: "p-a", response: "b" }],
  });
  expect(ordering?.file.questions[0]).toMatchObject({
    items: [{ id: "b" }, { id: "a" }],
    decoys: [{ id: "c" }],
    wrongOrders: [{ before: "a", after: "gone" }],
  });
});

describe("cases", () => {
  test("questions of a case are one draft, in its order", () => {
    const [unit] = plan([inCase(1, { id: "two" }), inCase(0, { id: "one" })]);
    expect(unit?.file).toMatchObject({ inCase: { id: "case-park" }, questions: [{ id: "one" }, { id: "two" }] });
  });
  test("a fifth question begins a further case, and that is told", () => {
    const units = plan([0, 1, 2, 3, 3].map((index) => inCase(index)));
    expect(idsOf(units)).toEqual(["case-park", "case-park-2"]);
    expect(units[1]?.notes).toEqual(["The case has more than four questions; these are a further case."]);
  });
});

test("a part of a case changes that part and leaves the rest", () => {
  const base = { one: "v1", two: "v2" };
  const [whole] = plan([inCase(0, { id: "one" }), inCase(1, { id: "two" })]);
  const known = { ...stored(choice({})), file: whole?.file ?? null, base };
  const bank = { known: { "case-park": known }, taken: ["one", "two"] };
  expect(plan([inCase(0, { id: "two" })], bank)).toMatchObject([{ fate: "same" }]);
  const [unit] = plan([inCase(0, { id: "two", stem: "Which tree?" })], bank);
  expect(unit).toMatchObject({ fate: "update", base, notes: [] });
  expect(unit?.file.questions).toMatchObject([
    { id: "one", stem: "Which leaf?" },
    { id: "two", stem: "Which tree?" },
  ]);
});

describe("ids that are taken", () => {
  const oak = choice({ id: "oak-1" });
  const other = choice({ id: "oak-1", stem: "Which tree?" });

  test.each<{
    name: string;
    draft: QuestionDraft;
    known: KnownUnit;
    existing?: ExistingChoice;
    fate: string;
    id: string;
  }>([
    { name: "the same content", draft: oak, known: stored(oak), fate: "same", id: "oak-1" },
    {
      name: "the same content, retired",
      draft: oak,
      known: stored(oak, { inService: false }),
      fate: "update",
      id: "oak-1",
    },
    { name: "another content", draft: other, known: stored(oak), fate: "update", id: "oak-1" },
    { name: "… as a copy", draft: other, known: stored(oak), existing: "copy", fate: "copy", id: "oak-1-2" },
    { name: "… left out", draft: other, known: stored(oak), existing: "skip", fate: "skip", id: "oak-1" },
    { name: "of another pack", draft: other, known: stored(oak, { packId: "zoo" }), fate: "copy", id: "oak-1-2" },
    { name: "of a family", draft: oak, known: stored(oak, { isDraw: true }), fate: "copy", id: "oak-1-2" },
    {
      name: "under work",
      draft: other,
      known: stored(oak, { draft: stored(choice({})).file }),
      fate: "copy",
      id: "oak-1-2",
    },
    {
      name: "the same draft",
      draft: other,
      known: stored(oak, { draft: stored(other).file }),
      fate: "same",
      id: "oak-1",
    },
    { name: "of a case", draft: oak, known: stored(inCase(0, { id: "oak-1" })), fate: "copy", id: "oak-1-2" },
  ])("$name", ({ draft, known, existing, fate, id }) => {
    const [unit] = plan([draft], { known: { "oak-1": known } }, existing);
    expect(unit).toMatchObject({ fate });
    expect(unit && unitIdOf(unit.file)).toBe(id);
  });

  test("an update keeps what the file does not say and begins from the version in service", () => {
    const known = stored(choice({ id: "oak-1", lesson: "bark", facts: ["F1"], verifiedOn: "2026-11-20" }));
    expect(plan([other], { known: { "oak-1": known } })[0]).toMatchObject({
      base: { "oak-1": "v1" },
      file: { questions: [{ lesson: "bark", facts: ["F1"], verifiedOn: "2026-11-20", stem: "Which tree?" }] },
    });
  });

  test("twice in a file: the second gets another", () => {
    expect(idsOf(plan([oak, other, choice({}), choice({ id: "sheet-3" })], { taken: ["oak-1-2"] }))).toEqual([
      "oak-1",
      "oak-1-3",
      "sheet-3-2",
      "sheet-3",
    ]);
  });
});

test("whatever a file says comes to drafts within their bounds, no two with one id", () => {
  fc.assert(
    fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 8 }), (drafts) => {
      const units = plan(drafts, { taken: ["a", "3.1"] });
      for (const { file } of units) expect(draftFileSchema.parse(file)).toEqual(file);
      const ids = units.flatMap(({ file }) => [
        ...(file.inCase === null ? [] : [file.inCase.id]),
        ...file.questions.map(({ id }) => id),
      ]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(units.flatMap(({ file }) => file.questions)).toHaveLength(drafts.length);
    }),
    { numRuns: 300 },
  );
});
