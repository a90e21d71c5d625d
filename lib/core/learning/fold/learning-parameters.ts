import { z } from "zod";
import { DIAGNOSIS_PARAMETERS, diagnosisParametersSchema } from "@/lib/core/learning/diagnosis/posterior";
import { recalibrationSchema as diagnosisRecalibrationSchema } from "@/lib/core/learning/diagnosis/recalibration";
import { authorOffset } from "@/lib/core/learning/fit/fit-offsets";
import {
  DEFAULT_MASTERY_PARAMETERS,
  masteryParametersSchema,
  type QuestionParameters,
} from "@/lib/core/learning/mastery/mastery-parameters";
import { recalibrationSchema } from "@/lib/core/learning/readiness/recalibration";

const share = z.number().min(0).max(1);

/**
 * A numbered parameter snapshot: all numbers of the engine that come from the population. A learner's fold names the
 * snapshot it used, so that recomputing gives the same rows.
 */
export const learningParametersSchema = z.strictObject({
  mastery: masteryParametersSchema,
  diagnosis: diagnosisParametersSchema,
  /** Something is said to be found when 1 − P(healthy) is at least this; calibrated to 10 % false alarms. */
  alarm: share,
  /** Platt's map from the posterior to what may be shown; null while nobody's truth is known. */
  shown: diagnosisRecalibrationSchema.nullable(),
  /** Falls ÷ decided of everybody, by trap. */
  trapRates: z.record(z.string(), share),
  /**
   * Fitted question by question, a family as one by its id (see `statisticsIdOf`); what is not named has the author's
   * difficulty as its prior.
   */
  questions: z.record(
    z.string(),
    z.strictObject({
      offset: z.number(),
      variance: z.number().nonnegative(),
      /** The share of the wrong answers that take each trap. */
      shares: z.record(z.string(), share),
    }),
  ),
  readiness: recalibrationSchema.nullable(),
});
export type LearningParameters = z.infer<typeof learningParametersSchema>;

/**
 * The diagnosis of a chapter, as against that of a whole subject: about one symptom of its four or five a learner, and
 * symptoms that name up to nine traps each, of which whoever has one holds about a third. Compared by `npm run simulate`.
 */
const CHAPTER_DIAGNOSIS = { ...DIAGNOSIS_PARAMETERS, prevalence: 0.2, notHeld: 0.62 };

/** Snapshot number 1: what the engine starts from before anybody has answered. */
export const FIRST_PARAMETERS: LearningParameters = {
  mastery: DEFAULT_MASTERY_PARAMETERS,
  diagnosis: CHAPTER_DIAGNOSIS,
  alarm: 0.5,
  shown: null,
  trapRates: {},
  questions: {},
  readiness: null,
};

/** The population rate of a trap until answers tell: a third of those who decide between it and the key. */
const FIRST_TRAP_RATE = 0.3;

/** How unsure the author's difficulty is, as a variance in logits. */
const AUTHOR_VARIANCE = 0.8;

/** What the engine must know of a question, beside what a snapshot has on it. `family` is null for a written one. */
export type LearningQuestion = {
  id: string;
  family: string | null;
  lesson: string;
  difficulty: number;
  offered: readonly string[];
};

/** What statistics and parameters are kept by: the answers to all draws of a family count as answers to one question. */
export const statisticsIdOf = ({ id, family }: Pick<LearningQuestion, "id" | "family">): string => family ?? id;

/** The questions with a family as one of them: its draws share their parameters, and a sitting holds one of them. */
export const countedOnce = <T extends Pick<LearningQuestion, "id" | "family">>(questions: readonly T[]): T[] => [
  ...new Map(questions.map((question) => [statisticsIdOf(question), question])).values(),
];

/** The share of sittings that held a question, or a draw of a family, by `statisticsIdOf`; no sitting holds two draws. */
export function pooledExposure(
  questions: readonly Pick<LearningQuestion, "id" | "family">[],
  exposure: ReadonlyMap<string, number>,
): Map<string, number> {
  const pooled = new Map<string, number>();
  for (const question of questions) {
    const key = statisticsIdOf(question);
    pooled.set(key, (pooled.get(key) ?? 0) + (exposure.get(question.id) ?? 0));
  }
  return pooled;
}

export function questionParametersOf(parameters: LearningParameters, question: LearningQuestion): QuestionParameters {
  const id = statisticsIdOf(question);
  const fitted = parameters.questions[id];
  return {
    id,
    offset: fitted?.offset ?? authorOffset(question.difficulty),
    variance: fitted?.variance ?? AUTHOR_VARIANCE,
    lessons: [question.lesson],
  };
}

/** The share of a question's wrong answers that take the trap: as fitted, else the wrong choices shared out evenly. */
export function shareOfWrong(parameters: LearningParameters, question: LearningQuestion, trap: string): number {
  return parameters.questions[statisticsIdOf(question)]?.shares[trap] ?? 1 / Math.max(3, question.offered.length);
}

export const trapRateOf = (parameters: LearningParameters, trap: string): number =>
  parameters.trapRates[trap] ?? FIRST_TRAP_RATE;
