import { z } from "zod";

/**
 * What is stored per learner and lesson: `residual` Σ(y − p) and `variance` Σp(1 − p) over the answers in the lesson.
 * p is the chance of being right that the learner's *general* ability and the question's difficulty give: an estimate
 * that has already learnt the lesson's own level would hide the gap that is looked for.
 */
export const lessonEvidenceSchema = z
  .strictObject({ residual: z.number(), variance: z.number().nonnegative() })
  .readonly();
export type LessonEvidence = z.infer<typeof lessonEvidenceSchema>;

export const EMPTY_LESSON_EVIDENCE: LessonEvidence = { residual: 0, variance: 0 };

/**
 * The evidence after one more answer. `weight` is what of it speaks of the lesson: 1 ÷ the number of the question's
 * lessons, and for a fall times the share that the trap does not explain (`explainedByTrap`).
 */
export function foldLessonAnswer(
  evidence: LessonEvidence,
  answer: { right: boolean; expected: number; weight: number },
): LessonEvidence {
  const { right, expected, weight } = answer;
  return {
    residual: evidence.residual + weight * ((right ? 1 : 0) - expected),
    variance: evidence.variance + weight * expected * (1 - expected),
  };
}

/**
 * G, the log likelihood ratio of the lesson's residual R for "a gap of δ logits" against "none".
 *
 * To first order a gap lowers each chance by δp(1 − p), the score-test form of a shift in a logistic model (Cox &
 * Hinkley, Theoretical Statistics, 1974, §4.8). Lessons differ by σ logits for everybody, so R has the variance
 * V + σ²V² either way, and G = −(δR + δ²V/2) / (1 + σ²V). With σ = 0 a long run of answers in one lesson would make an
 * ordinary weak lesson a certain gap.
 *
 * @param lessonVariance σ², in squared logits.
 */
export function gapLogLikelihood(evidence: LessonEvidence, gapLogit: number, lessonVariance: number): number {
  const { residual, variance } = evidence;
  return -(gapLogit * residual + (gapLogit * gapLogit * variance) / 2) / (1 + lessonVariance * variance);
}
