import { describe, expect, test } from "vitest";
import { itemFlags } from "@/lib/core/item-analysis/flags/flags";
import { formStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { tallyForm } from "@/lib/core/item-analysis/form/form-tally";
import { madeUpAnswers } from "@/lib/core/item-analysis/testing/naive";
import { seededRng } from "@/lib/core/shared/rng";
import { dataFolder } from "@/lib/evaluation/testing/data-folder";
import { itemRow, optionRow, type Row, testRow } from "./columns";
import { agrees, compareReference } from "./compare-reference";
import { describeColumn, MOST_OPTIONS } from "./describe-column";
import { comparisonReport, formReport } from "./form-report";

function madeUpForm(answers: readonly (readonly string[])[]) {
  const items = answers[0]?.length ?? 0;
  const tally = tallyForm(Array.from({ length: items }, (_, place) => ({ name: `Q${place + 1}`, key: "A" })));
  for (const row of answers) tally.add(row);
  return formStatistics(tally.close(), (item) => describeColumn(item, null));
}

const form = madeUpForm(madeUpAnswers(80, 5, seededRng("reference")));

/** Six digits, as in the files that others make. */
const csv = (rows: readonly Row[]): string[] => [
  Object.keys(rows[0] ?? {}).join(","),
  ...rows.map((row) =>
    Object.values(row)
      .map((cell) => (typeof cell === "number" ? String(Number(cell.toFixed(6))) : (cell ?? "")))
      .join(","),
  ),
];

const FILES = {
  "tests_reference.csv": csv([testRow("other", form), testRow("made", form)]),
  "made_items_reference.csv": csv(form.items.map((item) => ({ ...itemRow(item), D27_CTTpkg: 7 }))),
  "made_options_reference.csv": csv(
    form.items.flatMap(({ name, options }) => options.map((option) => optionRow(name, option))),
  ),
};

/** The files with one text in one of them replaced. */
const changed = (file: keyof typeof FILES, from: RegExp, to: string) => ({
  ...FILES,
  [file]: FILES[file].map((line) => line.replace(from, to)),
});

describe("against reference files", () => {
  test("figures that are the same to six digits agree, and quirks are no target", () => {
    const comparison = compareReference(dataFolder(FILES), "made", form);
    expect(comparison).toMatchObject({ problems: [], quirks: ["D27_CTTpkg"] });
    expect(comparison.deviations.every(({ largest }) => largest <= 5.1e-7)).toBe(true);
    expect(comparison.deviations.find(({ column }) => column === "pb_rest")?.compared).toBeGreaterThan(20);
    expect(agrees(comparison)).toBe(true);
    expect(comparisonReport(comparison)).not.toMatch(/TOO FAR|PROBLEM/);
  });

  const q2 = form.items[1];
  test.each([
    {
      name: "a figure that is off",
      files: changed("made_items_reference.csv", new RegExp(`^(Q2,A,80,)${q2?.p}`), `$1${(q2?.p ?? 0) + 2e-6}`),
      says: "TOO FAR",
    },
    {
      name: "a figure that is not there",
      files: changed("made_items_reference.csv", /^Q2,A,80/, "Q2,A,"),
      says: "missing",
    },
    {
      name: "an option that nobody chose",
      files: changed("made_options_reference.csv", /^Q2,B/, "Q2,X"),
      says: "Q2 X is not in",
    },
    {
      name: "an item that they lack",
      files: changed("made_items_reference.csv", /^Q2/, "Q9"),
      says: "it has no row Q2",
    },
    {
      name: "a column that we lack",
      files: changed("tests_reference.csv", /KR21/, "omega"),
      says: "worked out: omega",
    },
    {
      name: "a test that they lack",
      files: changed("tests_reference.csv", /^made/, "else"),
      says: "it has no row made",
    },
    { name: "no files at all", files: {}, says: "there is no such file" },
  ])("$name", ({ files, says }) => {
    const comparison = compareReference(dataFolder(files), "made", form);
    expect(agrees(comparison)).toBe(false);
    expect(comparisonReport(comparison)).toContain(says);
  });
});

test("a key that nobody chose is a row of ours that no reference need have", () => {
  const wrong = madeUpForm(
    madeUpAnswers(80, 5, seededRng("reference")).map((row) => row.map((option) => option.replace("A", "E"))),
  );
  const rows = wrong.items.flatMap(({ name, options }) => options.map((option) => optionRow(name, option)));
  expect(rows.filter(({ is_key }) => is_key === 1).map(({ option, n }) => `${option} ${n}`)).toEqual(
    Array(5).fill("A 0"),
  );
  const files = {
    "tests_reference.csv": csv([testRow("made", wrong)]),
    "made_items_reference.csv": csv(wrong.items.map(itemRow)),
    "made_options_reference.csv": csv(rows.filter(({ n }) => n !== 0)),
  };
  expect(compareReference(dataFolder(files), "made", wrong).problems).toEqual([]);
  const [flag] = itemFlags(wrong.items[0] ?? expect.unreachable(), null);
  expect(flag).toMatchObject({ kind: "likely-wrong-key", key: "A", right: 0, option: "E" });
});

describe("the report", () => {
  const report = (answers: readonly (readonly string[])[]) => {
    const statistics = madeUpForm(answers);
    return formReport(
      "made",
      statistics,
      statistics.items.map((item) => ({ item, flags: itemFlags(item, null) })),
    );
  };

  test("has the test, every item, and the options of a flagged one", () => {
    // Q5's key is wrong: those who are right elsewhere choose B.
    const answers = madeUpAnswers(80, 4, seededRng("report")).map((row) => [
      ...row,
      row.filter((option) => option === "A").length > 1 ? "B" : "A",
    ]);
    const text = report(answers);
    expect(text).toMatch(/^made: 80 people, 5 items, \d+ omissions\nScore \d/);
    expect(text).toMatch(/^Q1 +A +80 /m);
    expect(text).toMatch(/^Q5 +A +80 .*likely wrong key/m);
    expect(text).toContain("likely wrong key: Of 80 answers");
    expect(text).toMatch(/^ {2}A \(key\) +\d/m);
  });

  test("claims nothing of under 30 people", () => {
    const text = report(madeUpAnswers(29, 3, seededRng("few")));
    expect(text).toContain("Under 30 people nothing is claimed.");
    expect(text).toMatch(/^Q1 +A +29 +– +– +– +– +– +too few answers$/m);
    expect(text).not.toContain("KR-20 0");
    expect(text).not.toContain("(key)");
  });

  test("names the frequent ones of many patterns, and counts the rest", () => {
    const answers = Array.from({ length: 60 }, (_, person) => [
      person % 6 === 0 ? "A" : person < 40 ? "B" : `pattern ${person}`,
      person % 6 !== 0 && person < 40 ? "A" : "B",
    ]);
    const patterns = new Set(answers.map(([pattern]) => pattern)).size;
    expect(patterns).toBeGreaterThan(MOST_OPTIONS + 1);
    expect(report(answers)).toContain(
      `and ${patterns - MOST_OPTIONS} more, ${patterns - MOST_OPTIONS} answers together`,
    );
  });
});

test("traps are an option's, by the name of the item in any case", () => {
  const item = { name: "Q1", key: "A", options: new Map([["A", [1]]]) };
  const traps = new Map([["q1", new Map([["B", "force"]])]]);
  expect(describeColumn(item, traps)).toEqual({
    kind: "choice",
    options: [
      { id: "A", isKey: true, trap: null },
      { id: "B", isKey: false, trap: "force" },
    ],
  });
});
