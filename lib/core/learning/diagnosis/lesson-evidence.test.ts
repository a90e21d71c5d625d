import { describe, expect, test } from "vitest";
import { EMPTY_LESSON_EVIDENCE, foldLessonAnswer, gapLogLikelihood, type LessonEvidence } from "./lesson-evidence";

const answers = (right: number, wrong: number, expected: number): LessonEvidence => {
  let evidence = EMPTY_LESSON_EVIDENCE;
  for (let i = 0; i < right; i++) evidence = foldLessonAnswer(evidence, { right: true, expected, weight: 1 });
  for (let i = 0; i < wrong; i++) evidence = foldLessonAnswer(evidence, { right: false, expected, weight: 1 });
  return evidence;
};

describe("lesson evidence", () => {
  test("sums residuals and variances, and a fall that its trap explains wholly is none", () => {
    expect(answers(1, 1, 0.6)).toEqual({ residual: expect.closeTo(-0.2, 12), variance: expect.closeTo(0.48, 12) });
    expect(foldLessonAnswer(EMPTY_LESSON_EVIDENCE, { right: false, expected: 0.6, weight: 0 })).toEqual(
      EMPTY_LESSON_EVIDENCE,
    );
  });

  test("G is the ratio of the two normal densities", () => {
    const { residual, variance } = answers(2, 6, 0.6);
    const spread = variance + 0.2 * variance ** 2;
    const density = (mean: number): number => -((residual - mean) ** 2) / (2 * spread);
    expect(gapLogLikelihood({ residual, variance }, 0.9, 0.2)).toBeCloseTo(density(-0.9 * variance) - density(0), 12);
  });

  test("speaks for a gap when answers fall short, against when they do not, and not at all without answers", () => {
    expect(gapLogLikelihood(answers(1, 7, 0.6), 1, 0.2)).toBeGreaterThan(0);
    expect(gapLogLikelihood(answers(5, 3, 0.6), 1, 0.2)).toBeLessThan(0);
    expect(gapLogLikelihood(EMPTY_LESSON_EVIDENCE, 1, 0.2)).toBeCloseTo(0, 12);
  });

  test("a long run in one lesson does not make an ordinary weak lesson a certain gap", () => {
    // Four in ten where six were expected: with lessons that differ, the evidence stays bounded by (shortfall, gap)/σ².
    const long = answers(80, 120, 0.6);
    expect(gapLogLikelihood(long, 1, 0)).toBeGreaterThan(15);
    expect(gapLogLikelihood(long, 1, 0.2)).toBeLessThan(2);
  });
});
