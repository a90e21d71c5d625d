import { z } from "zod";

/**
 * The six numbers of lesson mastery. All are on the logit scale.
 *
 * `generalSd` σ_g and `lessonSd` σ_k: how far learners differ, in general and in one lesson, before any answer.
 * `generalDrift` τ_g: what an answer adds to the uncertainty of the general ability, as a standard deviation.
 * `lessonDriftPerDay` τ_k: what a day adds to the uncertainty of a lesson, as a standard deviation.
 * `practiceGain` γ: the gain for each ln(1 + answers) in a lesson. `offsetScale` δ: how much a question's offset counts.
 */
export const masteryParametersSchema = z.strictObject({
  generalSd: z.number().positive(),
  lessonSd: z.number().positive(),
  generalDrift: z.number().nonnegative(),
  lessonDriftPerDay: z.number().nonnegative(),
  practiceGain: z.number(),
  offsetScale: z.number().positive(),
});
export type MasteryParameters = z.infer<typeof masteryParametersSchema>;

/** The cold start, in use until there are answers enough to fit. */
export const DEFAULT_MASTERY_PARAMETERS: MasteryParameters = {
  generalSd: 1,
  lessonSd: 0.7,
  generalDrift: 0.05,
  lessonDriftPerDay: 0.1,
  practiceGain: 0.1,
  offsetScale: 1,
};

/**
 * What is known of one question: its offset b in logits (positive is easier), the variance v_b of that, and the
 * lessons that it asks for. A row of a parameter snapshot.
 */
export const questionParametersSchema = z.strictObject({
  id: z.string(),
  offset: z.number(),
  variance: z.number().nonnegative(),
  lessons: z.array(z.string()).min(1).readonly(),
});
export type QuestionParameters = Readonly<z.infer<typeof questionParametersSchema>>;
