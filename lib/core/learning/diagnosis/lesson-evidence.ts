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

/** The evidence after one more answer; a question of several lessons counts 1 / their number for each (`weight`). */
export function foldLessonAnswer(
  evidence: LessonEvidence,
  answer: { right: boolean; expected: number; weight?: number },
): LessonEvidence {
  const { right, expected, weight = 1 } = answer;
  return {
    residual: evidence.residual + weight * ((right ? 1 : 0) - expected),
    variance: evidence.variance + weight * expected * (1 - expected),
  };
}

/**
 * G, the log likelihood ratio of the lesson's residual R for "a gap of δ logits" against "none".
 *
 * To first order a gap lowers each chance by δp(1 − p), so R ~ N(−δV, V) against N(0, V), and G = −δR − δ²V/2: the
 * score-test form of a shift in a logistic model (Cox & Hinkley, Theoretical Statistics, 1974, §4.8).
 */
export function gapLogLikelihood(evidence: LessonEvidence, gapLogit: number): number {
  return -gapLogit * evidence.residual - (gapLogit * gapLogit * evidence.variance) / 2;
}
