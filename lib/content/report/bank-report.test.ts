import { describe, expect, test } from "vitest";
import { drawnQuestions, packQuestion, sampleBank, samplePack } from "@/lib/content/testing/sample-pack";
import { reportBank, reportLines } from "./bank-report";
import { withFigures } from "./readme-figures";

test("counts what is there, by lesson and by trap, type and difficulty", () => {
  const questions = [packQuestion({ counterCue: true, review: undefined, difficulty: 4 })];
  const { lessons, traps, keyPositions, reviews, counterCues, verifiedOn, cases } = reportBank(
    samplePack({ questions }),
  );
  const counts = {
    all: 1,
    types: { "multiple-choice": 1, "multiple-response": 0, ordering: 0, matching: 0 },
    difficulties: { 1: 0, 2: 0, 3: 0, 4: 1, 5: 0 },
  };
  expect(lessons).toEqual([{ lesson: "1.1", ...counts, counterCues: 1, families: 0, draws: 0 }]);
  expect(traps).toEqual([
    { trap: "hotter-is-better", parent: null, ...counts, lessons: { "1.1": 1 }, families: 0, draws: 0 },
    { trap: "boiling-for-green", parent: "hotter-is-better", ...counts, lessons: { "1.1": 1 }, families: 0, draws: 0 },
  ]);
  expect({ keyPositions, reviews, counterCues, verifiedOn, cases }).toEqual({
    keyPositions: [0, 1, 0, 0],
    reviews: { agreed: 0, changed: 0, pending: 1 },
    counterCues: 1,
    verifiedOn: [{ day: "2026-11-01", questions: 1 }],
    cases: 0,
  });
});

test("written questions and families are counted apart, and no share of the written bank moves with draws", () => {
  const written = sampleBank(8);
  const draws = drawnQuestions("tea-steeping", 12);
  const [alone, both] = [written, [...written, ...draws]].map((questions) => reportBank(samplePack({ questions })));
  expect(both?.families).toEqual([{ family: "tea-steeping", lesson: "1.1", draws: 12, variants: 1 }]);
  expect(both?.lessons[0]).toEqual({ ...alone?.lessons[0], families: 1, draws: 12 });
  for (const share of ["questions", "plainErrors", "longestOption", "vocabulary", "keyPositions"] as const) {
    expect(both?.[share]).toEqual(alone?.[share]);
  }
});

describe("as text", () => {
  const lines = reportLines(reportBank(samplePack({ questions: sampleBank(8) })));

  test("names bank, lessons, traps and every share with its limit", () => {
    const text = lines.join("\n");
    expect(lines[0]).toBe("### tea: 8 written questions");
    expect(text).toMatch(/^\| 1\.1 +\| +8 \|/m);
    expect(text).toMatch(/^\| ↳ boiling-for-green +\| +8 \|/m);
    expect(text).toContain("chance is 25.0 %, the limit 30.0 %");
    expect(text).toContain("chance is 25.0 %, the limit 33.0 %");
    expect(text).toContain("Keys of four options stand at a, b, c, d: 2, 2, 2, 2.");
  });

  test("stands between the marks of a README, whatever stood there", () => {
    const page = "Before\n<!-- figures: npm run content:report -->\nold\n<!-- /figures -->\nAfter\n";
    const once = withFigures(page, ["new"]);
    expect(once).toBe("Before\n<!-- figures: npm run content:report -->\n\nnew\n\n<!-- /figures -->\nAfter\n");
    expect(withFigures(once, ["new"])).toBe(once);
    expect(() => withFigures("no marks", [])).toThrow("once each");
    expect(() => withFigures(`${page}${page}`, [])).toThrow("once each");
  });
});
