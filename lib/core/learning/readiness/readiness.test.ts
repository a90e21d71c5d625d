import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { type LearnerAbility, learnerAbilitySchema } from "./ability";
import { typicalQuestions } from "./exam-questions";
import { cutOf, type ReadinessInput, readiness, readinessSchema } from "./readiness";
import { recalibrated } from "./recalibration";

const SCALE = { min: 100, max: 1000, pass: 720, rawAtPass: 0.7 };
const LESSONS = ["3.1", "3.2", "3.3"];
const BLUEPRINT = { lessons: LESSONS.map((lesson) => ({ lesson, scored: 4 })) };
const QUESTIONS = typicalQuestions(BLUEPRINT, new Map());

const ability = (mean: number, variance: number, answers = 10): LearnerAbility => ({
  general: { mean, variance },
  lessons: Object.fromEntries(LESSONS.map((lesson) => [lesson, { mean: 0, variance: 0.1, answers }])),
});
const input = (over: Partial<ReadinessInput> = {}): ReadinessInput => ({
  ability: ability(1, 0.1),
  answers: 30,
  questions: QUESTIONS,
  scale: SCALE,
  ...over,
});
const estimate = (over: Partial<ReadinessInput>, seed = "readiness") => {
  const result = readiness(input(over), seededRng(seed));
  if (result.kind !== "estimate") throw new Error(`not an estimate: ${result.reason}`);
  return result;
};

describe("not enough evidence", () => {
  test.each([
    { name: "19 answers", over: { answers: 19 }, reason: "too-few-answers", answersMissing: 1 },
    { name: "none", over: { answers: 0, ability: ability(0, 1, 0) }, reason: "too-few-answers", answersMissing: 20 },
    {
      name: "an unsure ability",
      over: { ability: ability(1, 0.46 ** 2) },
      reason: "ability-unsure",
      answersMissing: 0,
    },
    { name: "lessons unseen", over: { ability: ability(1, 0.1, 0) }, reason: "lessons-unseen", answersMissing: 0 },
  ])("$name", ({ over, reason, answersMissing }) => {
    expect(readiness(input(over), seededRng("a"))).toMatchObject({
      kind: "not-enough-evidence",
      reason,
      answersMissing,
    });
  });

  test("20 answers and an SD of .45 are enough", () => {
    expect(readiness(input({ answers: 20, ability: ability(1, 0.45 ** 2) }), seededRng("a")).kind).toBe("estimate");
  });

  test("names the lessons that nobody has looked at", () => {
    const { general, lessons } = ability(1, 0.1);
    const { "3.2": _, ...others } = lessons;
    expect(readiness(input({ ability: { general, lessons: others } }), seededRng("a"))).toMatchObject({
      lessonsUnseen: ["3.2"],
    });
  });
});

describe("an estimate", () => {
  test("follows from its input and seed alone", () => {
    expect(estimate({}, "same")).toEqual(estimate({}, "same"));
  });

  test("a known ability gives the binomial chance", () => {
    // All certain: 12 questions at σ(1 + .1 ln 11), offsets known.
    const certain = ability(1, 0);
    const lessons = Object.fromEntries(LESSONS.map((lesson) => [lesson, { mean: 0, variance: 0, answers: 10 }]));
    const questions = QUESTIONS.map((question) => ({ ...question, offsetVariance: 0 }));
    const p = 1 / (1 + Math.exp(-(1 + 0.1 * Math.log(11))));
    const ways = [1, 12, 66, 220];
    const expected = ways.reduce((sum, way, wrong) => sum + way * p ** (12 - wrong) * (1 - p) ** wrong, 0);
    const result = estimate({ ability: { ...certain, lessons }, questions });
    expect(result.raw).toMatchObject({ cut: 9, scored: 12 });
    expect(result.chance).toBeCloseTo(expected, 9);
  });

  test("rises with ability, and its band with it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (mean, v) => {
          const lower = estimate({ ability: ability(mean, v) });
          const higher = estimate({ ability: ability(mean + 0.5, v) });
          expect(higher.chance).toBeGreaterThan(lower.chance);
          expect(higher.band.low).toBeGreaterThanOrEqual(lower.band.low);
          expect(higher.band.high).toBeGreaterThanOrEqual(lower.band.high);
        },
      ),
      FIXED_RUNS,
    );
  });

  test("a surer ability has no wider band", () => {
    const spread = (variance: number) => {
      const { raw } = estimate({ ability: ability(1, variance) });
      return raw.high - raw.low;
    };
    expect(spread(0)).toBeLessThan(spread(0.2));
  });

  test("is within the scale, and can be stored", () => {
    for (const mean of [-9, 0, 9]) {
      const result = estimate({ ability: ability(mean, 0.1) });
      expect(result.band.low).toBeGreaterThanOrEqual(SCALE.min);
      expect(result.band.high).toBeLessThanOrEqual(SCALE.max);
      expect(readinessSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    }
  });

  test("real outcomes bend the chance and not the band", () => {
    const recalibration = { slope: 0.5, intercept: -1, outcomes: 120 };
    const plain = estimate({});
    const bent = estimate({ recalibration });
    expect(bent).toMatchObject({ recalibrated: true, band: plain.band });
    expect(bent.chance).toBeCloseTo(recalibrated(plain.chance, recalibration), 12);
  });

  test("a form without questions throws", () => {
    expect(() => readiness(input({ questions: [] }), seededRng("a"))).toThrow("questions of a form");
  });
});

test.each([
  { scored: 11, rawAtPass: 0.7, cut: 8 },
  { scored: 10, rawAtPass: 0.7, cut: 7 },
  { scored: 50, rawAtPass: 0.5, cut: 25 },
  { scored: 100, rawAtPass: 0.57, cut: 57 },
])("$scored questions at $rawAtPass need $cut", ({ scored, rawAtPass, cut }) => {
  expect(cutOf(scored, rawAtPass)).toBe(cut);
});

test("a typical form is as mixed as the bank", () => {
  const offsets = new Map([["3.1", [3, -2, 1, 0, -1, 2].map((mean) => ({ mean, variance: 0.2 }))]]);
  const questions = typicalQuestions(
    {
      lessons: [
        { lesson: "3.1", scored: 3 },
        { lesson: "3.2", scored: 1 },
      ],
    },
    offsets,
  );
  expect(questions.map(({ lesson, offset }) => [lesson, offset])).toEqual([
    ["3.1", -1],
    ["3.1", 1],
    ["3.1", 3],
    ["3.2", 0],
  ]);
});

test("abilities are stored strictly", () => {
  expect(learnerAbilitySchema.safeParse(ability(0, 1)).success).toBe(true);
  expect(learnerAbilitySchema.safeParse({ ...ability(0, 1), extra: 1 }).success).toBe(false);
  expect(learnerAbilitySchema.safeParse(ability(0, -1)).success).toBe(false);
});
