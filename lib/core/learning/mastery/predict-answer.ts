import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { MasteryParameters, QuestionParameters } from "./mastery-parameters";
import { agedLesson, type GeneralState, type LessonState } from "./mastery-state";

/** σ(x), the logistic function. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** What a learner brings to one question: the general ability and, in the order of its lessons, each lesson's state. */
export type Standing = Readonly<{ general: GeneralState; lessons: readonly LessonState[] }>;

/**
 * An expectation of one answer: `logit` z and its `variance` s², `probability` p̂ = σ(z / √(1 + π s²/8)) of a right
 * answer (the logistic averaged over a normal: MacKay 1992), and the lessons as aged to the time asked for.
 */
export type Expectation = Readonly<{
  logit: number;
  variance: number;
  probability: number;
  lessons: readonly LessonState[];
}>;

/**
 * Predicts an answer: z = δb + m_g + h Σ(m_k + γ ln(1 + n_k)), s² = v_g + h² Σ v_k + v_b, with h = 1 / lessons. O(lessons
 * of the question).
 */
export function predictAnswer(
  standing: Standing,
  question: QuestionParameters,
  at: EpochMs,
  parameters: MasteryParameters,
): Expectation {
  const lessons = standing.lessons.map((lesson) => agedLesson(lesson, at, parameters));
  const share = 1 / Math.max(1, lessons.length);
  let level = 0;
  let spread = 0;
  for (const lesson of lessons) {
    level += lesson.mean + parameters.practiceGain * Math.log1p(lesson.answered);
    spread += lesson.variance;
  }
  const logit = parameters.offsetScale * question.offset + standing.general.mean + share * level;
  const variance = standing.general.variance + share * share * spread + question.variance;
  return { logit, variance, probability: logistic(averagedLogit(logit, variance)), lessons };
}

/** The logit of the logistic averaged over a normal of this mean and variance: z / √(1 + π s²/8) (MacKay 1992). */
export const averagedLogit = (logit: number, variance: number): number =>
  logit / Math.sqrt(1 + (Math.PI * variance) / 8);
