import { describe, expect, test } from "vitest";
import { describeScored } from "@/lib/core/item-analysis/counts/item-answer";
import { formStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { tallyForm } from "@/lib/core/item-analysis/form/form-tally";
import { madeUpAnswers } from "@/lib/core/item-analysis/testing/naive";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { scoreAnswer } from "@/lib/core/question/score";
import { seededRng } from "@/lib/core/shared/rng";
import { countedCells } from "./counted-cells";
import { foldSittings, joinDraws, openFold, type Sitting } from "./fold-sittings";
import { formFigures } from "./form-counts";
import { windowStart } from "./windows";

const question = (id: string): Question =>
  questionSchema.parse({
    id,
    lesson: "one",
    exams: ["any"],
    difficulty: 2,
    stem: "Forty guests wait.",
    ask: "What now?",
    facts: ["B7.1"],
    verifiedOn: "2026-11-01",
    type: "multiple-choice",
    options: ["a", "b", "c", "d"].map((option) => ({
      id: option,
      text: `Do ${option}`,
      why: "Because.",
      ...(option === "a" ? { key: true } : { trap: option === "b" ? "rush" : "plain-error" }),
    })),
  });

type Item = Sitting["items"][number];

const item = (id: string, answer: string | null, more: Partial<Item> = {}): Item => {
  const asked = question(id);
  const scored = scoreAnswer(asked, answer);
  const names = { questionId: id, versionId: `${id}@1`, isPresent: true, pilot: false, family: null };
  return { ...names, question: asked, answer, scored, ...more };
};

const sitting = (items: readonly Item[], more: Partial<Sitting> = {}): Sitting => ({
  ...{ examId: "exam", blueprintId: "whole", endedAt: windowStart(7), items },
  ...more,
});

const answered = (folded: ReturnType<typeof foldSittings>) => folded.items.map(({ unit }) => unit);

describe("what is counted", () => {
  const [q1, q2, q3] = [item("q1", "a"), item("q2", "b"), item("q3", null)];

  test.each([
    { name: "all answered", items: [q1, q2], counted: true },
    { name: "half answered", items: [q1, q3], counted: true },
    { name: "less than half answered", items: [q1, q3, item("q4", null)], counted: false },
    { name: "nothing asked", items: [], counted: false },
  ])("an exam with $name: $counted", ({ items, counted }) => {
    const folded = foldSittings([sitting(items)]);
    expect(answered(folded).length > 0).toBe(counted);
    expect(folded.forms.length > 0).toBe(counted);
  });

  test("a pilot is no part of anybody's score, and stands apart", () => {
    const many = ["p", "q", "r", "s", "t", "u"].map((id) => item(id, "a"));
    const { items, forms } = foldSittings([sitting([...many, item("pilot", "a", { pilot: true })])]);
    const restOf = (unit: string) => items.find((folded) => folded.unit === unit)?.counts.cells[0]?.rests;
    expect(restOf("p@1")).toEqual([5, 1, 5, 25]);
    expect(restOf("pilot@1")).toEqual([6, 1, 6, 36]);
    expect(items.filter(({ pilot }) => pilot).map(({ unit }) => unit)).toEqual(["pilot@1"]);
    expect(forms).toMatchObject([{ length: 6, counts: { scores: [0, 0, 0, 0, 0, 0, 1] } }]);
  });

  test("draws count for their family by what they slipped on, as long as they are its present ones", () => {
    const draw = (id: string, answer: string | null, isPresent = true) =>
      item(id, answer, { family: "sums", isPresent });
    const folded = foldSittings([
      sitting([draw("sums-01", "b"), q1]),
      sitting([draw("sums-02", "a"), q1]),
      sitting([draw("sums-03", "c", false), q1]),
    ]);
    const sums = folded.items.find(({ unit }) => unit === "sums");
    expect(sums?.counts.cells.map(({ option, n }) => [option, n])).toEqual([
      ["right", 1],
      ["rush", 1],
    ]);
    expect(answered(folded)).toEqual(["sums", "q1@1"]);
    expect(folded.forms[0]?.counts.items.map(([name]) => name)).toEqual(["q1@1", "sums", "sums-03@1"]);
  });

  test("a repaired answer counts as it was scored, and its option is a key", () => {
    const repaired = item("q1", "b", { scored: { ...q1.scored, outcome: "right" } });
    const { items } = foldSittings([sitting([repaired, q2])]);
    const counts = items.find(({ unit }) => unit === "q1@1")?.counts;
    const { options } = describeScored(question("q1"), countedCells(counts === undefined ? [] : [counts]));
    expect(options.filter(({ isKey }) => isKey).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

test("folding at once and bit by bit is the same", () => {
  const rng = seededRng("bit by bit");
  const sittings = Array.from({ length: 30 }, (_, day) =>
    sitting(
      ["q1", "q2", "q3", "q4", "q5", "q6", "q7"].map((id) =>
        item(id, ["a", "a", "b", "c"][Math.floor(rng() * 4)] ?? "a"),
      ),
      { endedAt: windowStart(7) + day * 86_400_000 },
    ),
  );
  const fold = openFold();
  for (const one of sittings) fold.add([one]);
  expect(fold.close()).toEqual(foldSittings(sittings));
});

test("a form that all answered has its KR-20, SEM, mean and SD exactly", () => {
  const [people, length] = [150, 12];
  const rows = madeUpAnswers(people, length, seededRng("a whole form"));
  const tally = tallyForm(Array.from({ length }, (_, place) => ({ name: `Q${place}`, key: "A" })));
  for (const row of rows) tally.add(row);
  const form = formStatistics(tally.close(), () => ({ kind: "choice", options: [] }));
  // Omissions would leave sittings out of the one and not of the other.
  const sittings = rows.map((row) =>
    sitting(row.map((option, place) => item(`q${place}`, option === "A" ? "a" : "b"))),
  );
  const [folded] = foldSittings(sittings).forms;
  const figures = folded === undefined ? null : formFigures(folded.counts, folded.length);
  expect(figures?.n).toBe(people);
  expect(figures?.mean).toBeCloseTo(form.mean ?? Number.NaN, 12);
  expect(figures?.sd).toBeCloseTo(form.sd, 12);
  expect(figures?.reliability?.kr20).toBeCloseTo(form.kr20 ?? Number.NaN, 12);
  expect(figures?.reliability?.sem).toBeCloseTo(form.sd * Math.sqrt(1 - (form.kr20 ?? Number.NaN)), 12);
});

describe("a fold by version", () => {
  // Two draws of a family, one of which may have been replaced, among questions that are none.
  const made = (isPresent: { x1: boolean; x2: boolean }): Sitting[] => {
    const rng = seededRng("by version");
    const answer = () => ["a", "b", "c", null][Math.floor(rng() * 4)] ?? null;
    return Array.from({ length: 40 }, (_, index) =>
      sitting(
        [
          ...["p", "q", "r", "s", "t"].map((id) => item(id, answer())),
          item("x1", answer(), { family: "x", isPresent: isPresent.x1 }),
          item("x2", answer(), { family: "x", isPresent: isPresent.x2, pilot: index % 2 === 0 }),
        ],
        { endedAt: windowStart(7 + (index % 2)) },
      ),
    );
  };
  const sorted = ({ items, forms }: ReturnType<typeof foldSittings>) => ({
    items: items
      .map(({ subject: _, ...folded }) => JSON.stringify(Object.entries(folded).sort(([a], [b]) => (a < b ? -1 : 1))))
      .sort(),
    forms,
  });

  test.each([
    { x1: true, x2: true },
    { x1: true, x2: false },
    { x1: false, x2: false },
  ])("becomes what the other one is, with whatever draws are present: $x1, $x2", (isPresent) => {
    // Folded while others were present.
    const byVersion = foldSittings(made({ x1: false, x2: true }), "version");
    const draws = new Map([
      ["x1@1", { family: "x", isPresent: isPresent.x1 }],
      ["x2@1", { family: "x", isPresent: isPresent.x2 }],
    ]);
    expect(sorted(joinDraws(byVersion, draws))).toEqual(sorted(foldSittings(made(isPresent))));
  });
});
