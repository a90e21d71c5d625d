import { z } from "zod";

const normal = z.strictObject({ mean: z.number(), variance: z.number().nonnegative() });

/**
 * What the lesson model knows of a learner: general ability, and what each lesson adds to it, as independent normal
 * distributions on the logit scale. A lesson that is not listed is at its prior.
 */
export const learnerAbilitySchema = z.strictObject({
  general: normal,
  lessons: z.record(z.string(), normal.extend({ answers: z.number().int().nonnegative() })),
});
export type LearnerAbility = Readonly<z.infer<typeof learnerAbilitySchema>>;

/** The constants of the lesson model that readiness needs. */
export type LessonModel = {
  /** Variance of a lesson nobody has answered yet. */
  lessonVariance: number;
  /** γ: what ln(1 + answers) in a lesson adds. */
  practiceGain: number;
  /** δ: the weight of a question's offset. */
  offsetWeight: number;
};

/** The cold start of the lesson model, before its six numbers are refitted. */
export const COLD_START: LessonModel = { lessonVariance: 0.7 ** 2, practiceGain: 0.1, offsetWeight: 1 };

/** A lesson's ability and what its practice has added, at its prior where the learner has not been. */
export function lessonAbility(
  ability: LearnerAbility,
  lesson: string,
  model: LessonModel,
): { mean: number; variance: number; gain: number } {
  const known = ability.lessons[lesson];
  return known === undefined
    ? { mean: 0, variance: model.lessonVariance, gain: 0 }
    : { mean: known.mean, variance: known.variance, gain: model.practiceGain * Math.log1p(known.answers) };
}
