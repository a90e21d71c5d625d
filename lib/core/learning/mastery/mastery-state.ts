import { z } from "zod";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import type { MasteryParameters } from "./mastery-parameters";

const count = z.number().int().nonnegative();

/** How many of the latest answers the second layer looks back on. */
export const TRAIL_LENGTH = 3;

/** One of the latest answers: which question, what it asked for (`lessonsKey`), and whether it was right. */
export const trailStepSchema = z.strictObject({ question: z.string(), lessons: z.string(), right: z.boolean() });
export type TrailStep = Readonly<z.infer<typeof trailStepSchema>>;

/**
 * Mean and variance in logits, and what the second layer reads: how many answers, how many right, and `recent`, the
 * mean surprise (outcome minus expectation) with the latest answers weighing most.
 */
const abilityFields = {
  mean: z.number(),
  variance: z.number().nonnegative(),
  answered: count,
  right: count,
  recent: z.number(),
};

/** A learner's general ability; `trail` are the latest answers, the last one first. */
export const generalStateSchema = z.strictObject({
  ...abilityFields,
  trail: z.array(trailStepSchema).max(TRAIL_LENGTH).readonly(),
});
export type GeneralState = Readonly<z.infer<typeof generalStateSchema>>;

/** One lesson, relative to the general ability; `at` is the time of the last answer, null before any. */
export const lessonStateSchema = z.strictObject({ ...abilityFields, at: z.number().int().nullable() });
export type LessonState = Readonly<z.infer<typeof lessonStateSchema>>;

/** What a question asks for, as one text. */
export const lessonsKey = (lessons: readonly string[]): string =>
  lessons.length === 1 ? (lessons[0] ?? "") : [...lessons].sort().join(";");

/** All that is stored of one learner. A lesson that is not named was never answered. */
export const masteryStateSchema = z.strictObject({
  general: generalStateSchema,
  lessons: z.record(z.string(), lessonStateSchema),
});
export type MasteryState = Readonly<z.infer<typeof masteryStateSchema>>;

/** The general ability before any answer. */
export function initialGeneral({ generalSd }: Pick<MasteryParameters, "generalSd">): GeneralState {
  return { mean: 0, variance: generalSd ** 2, answered: 0, right: 0, recent: 0, trail: [] };
}

/** A lesson before any answer. */
export function initialLesson({ lessonSd }: Pick<MasteryParameters, "lessonSd">): LessonState {
  return { mean: 0, variance: lessonSd ** 2, answered: 0, right: 0, recent: 0, at: null };
}

/** A learner before any answer. */
export function initialMastery(parameters: MasteryParameters): MasteryState {
  return { general: initialGeneral(parameters), lessons: {} };
}

/**
 * A lesson as it is known at `now`: each day since its last answer adds τ_k² to the variance, but a lesson left alone
 * for long is never less known than one never touched (σ_k²). A `now` before the last answer changes nothing.
 */
export function agedLesson(lesson: LessonState, now: EpochMs, parameters: MasteryParameters): LessonState {
  if (lesson.at === null || now <= lesson.at) return lesson;
  const days = (now - lesson.at) / DAY_MS;
  const grown = lesson.variance + parameters.lessonDriftPerDay ** 2 * days;
  const unseen = parameters.lessonSd ** 2;
  return { ...lesson, variance: Math.max(lesson.variance, Math.min(unseen, grown)) };
}
