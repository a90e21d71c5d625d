import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { attemptResult, attemptResultSchema, type ScoredItem } from "./result";
import { scoreBand } from "./scale-score";

const SCALE = { min: 100, max: 1000, pass: 720, rawAtPass: 0.72 };

const item = (
  lesson: string,
  outcome: ScoredItem["outcome"],
  evidence: Partial<ScoredItem["evidence"]> = {},
): ScoredItem => ({
  lesson,
  pilot: false,
  outcome,
  evidence: { offered: [], taken: [], refused: [], ...evidence },
});

const FORM = [
  item("3.2", "right", { offered: ["hot", "long"], refused: ["hot", "long"] }),
  item("3.1", "wrong", { offered: ["hot"], taken: ["hot"] }),
  item("3.1", "wrong", { offered: ["hot", "more"], taken: ["more"] }),
  item("3.1", "unanswered"),
  item("3.2", "wrong", { offered: ["more"], taken: ["more"] }),
];
const PILOT = { ...item("3.3", "wrong", { offered: ["hot", "cold"], taken: ["hot", "cold"] }), pilot: true };

test("counts the form, its lessons in order, and its traps with the most falls first", () => {
  expect(attemptResult(FORM, null)).toEqual({
    right: 1,
    scored: 5,
    unanswered: 1,
    pilots: 0,
    band: null,
    lessons: [
      { lesson: "3.1", right: 0, scored: 3 },
      { lesson: "3.2", right: 1, scored: 2 },
    ],
    traps: [
      { trap: "more", falls: 2, decided: 2, offered: 2 },
      { trap: "hot", falls: 1, decided: 2, offered: 3 },
      { trap: "long", falls: 0, decided: 1, offered: 1 },
    ],
  });
});

describe("pilots", () => {
  test("are told and count for nothing", () => {
    expect(attemptResult([PILOT, ...FORM, PILOT], SCALE)).toEqual({ ...attemptResult(FORM, SCALE), pilots: 2 });
  });

  test("alone give no band", () => {
    expect(attemptResult([PILOT], SCALE)).toEqual({
      right: 0,
      scored: 0,
      unanswered: 0,
      pilots: 1,
      band: null,
      lessons: [],
      traps: [],
    });
  });
});

test("the band is that of the scored items, and none without a scale", () => {
  expect(attemptResult(FORM, SCALE).band).toEqual(scoreBand(1, 5, SCALE, SCALE.rawAtPass));
  expect(attemptResult(FORM, null).band).toBeNull();
  expect(attemptResult([], SCALE).band).toBeNull();
});

test("equal falls: the more decided trap first, then by name", () => {
  const traps = attemptResult(
    [
      item("1", "right", { offered: ["b", "a", "c"], refused: ["b", "a", "c"] }),
      item("1", "right", { offered: ["c"], refused: ["c"] }),
    ],
    null,
  ).traps.map(({ trap }) => trap);
  expect(traps).toEqual(["c", "a", "b"]);
});

const TRAPS = ["a", "b", "c", "d"];
const arbitraryItem: fc.Arbitrary<ScoredItem> = fc
  .record({
    lesson: fc.constantFrom("3.1", "3.2", "3.3"),
    pilot: fc.boolean(),
    outcome: fc.constantFrom("right" as const, "wrong" as const, "unanswered" as const),
    offered: fc.subarray(TRAPS),
    hit: fc.subarray(TRAPS),
  })
  .map(({ lesson, pilot, outcome, offered, hit }) => {
    const taken = outcome === "wrong" ? offered.filter((trap) => hit.includes(trap)) : [];
    const refused = outcome === "right" ? offered : [];
    return { lesson, pilot, outcome, evidence: { offered, taken, refused } };
  });

test("figures add up, and the result can be stored", () => {
  fc.assert(
    fc.property(fc.array(arbitraryItem, { maxLength: 30 }), (items) => {
      const result = attemptResult(items, SCALE);
      expect(attemptResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
      expect(result.scored + result.pilots).toBe(items.length);
      expect(result.right + result.unanswered).toBeLessThanOrEqual(result.scored);
      const sum = (figure: "right" | "scored") => result.lessons.reduce((total, lesson) => total + lesson[figure], 0);
      expect([sum("right"), sum("scored")]).toEqual([result.right, result.scored]);
      for (const { falls, decided, offered } of result.traps) {
        expect(0 <= falls && falls <= decided && decided <= offered && offered <= result.scored).toBe(true);
      }
      const falls = result.traps.map((trap) => trap.falls);
      expect(falls).toEqual([...falls].sort((a, b) => b - a));
    }),
    FIXED_RUNS,
  );
});

test("the order of the items does not matter", () => {
  const shuffledPair = fc
    .array(arbitraryItem, { maxLength: 20 })
    .chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })));
  fc.assert(
    fc.property(shuffledPair, ([items, mixed]) => {
      expect(attemptResult(mixed, SCALE)).toEqual(attemptResult(items, SCALE));
    }),
    FIXED_RUNS,
  );
});
