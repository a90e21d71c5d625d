import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { MasteryParameters } from "./mastery-parameters";
import { agedLesson, initialLesson, type MasteryState } from "./mastery-state";
import { averagedLogit, logistic } from "./predict-answer";

/** The 90 % quantile of the standard normal: ± this many deviations hold 80 %. */
const Z_80 = 1.2815515655446004;

/** The chance of a right answer on a usual question of a lesson, its 80 % range, and how many answers it rests on. */
export type LessonInterval = Readonly<{ chance: number; low: number; high: number; answered: number }>;

/**
 * How well a learner stands in a lesson at `now`, for the dashboard. `usualOffset` is the mean offset of the lesson's
 * questions (logits).
 */
export function lessonInterval(
  state: MasteryState,
  lessonId: string,
  usualOffset: number,
  now: EpochMs,
  parameters: MasteryParameters,
): LessonInterval {
  const lesson = agedLesson(state.lessons[lessonId] ?? initialLesson(parameters), now, parameters);
  const gain = parameters.practiceGain * Math.log1p(lesson.answered);
  const logit = parameters.offsetScale * usualOffset + state.general.mean + lesson.mean + gain;
  const variance = state.general.variance + lesson.variance;
  const reach = Z_80 * Math.sqrt(variance);
  return {
    chance: logistic(averagedLogit(logit, variance)),
    low: logistic(logit - reach),
    high: logistic(logit + reach),
    answered: lesson.answered,
  };
}
