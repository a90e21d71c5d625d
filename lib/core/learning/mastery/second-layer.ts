import { z } from "zod";
import type { QuestionParameters } from "./mastery-parameters";
import { averagedLogit, type Expectation, logistic, type Standing } from "./predict-answer";
import { trailEffect, trailSituations, trailTableSchema } from "./trail";

/**
 * What the second layer weighs, each to be told in a sentence:
 * `mastery` the first layer's logit; `wins`, `attempts` ln(1 + right answers), ln(1 + answers) in all; `lessonWins`,
 * `lessonAttempts` the same in the question's lessons (mean); `form`, `lessonForm` how much better than expected the
 * latest answers were, in all and in the lessons; `trail` how others fared here after the same latest answers.
 */
export const LAYER_FEATURES = [
  "mastery",
  "wins",
  "attempts",
  "lessonWins",
  "lessonAttempts",
  "form",
  "lessonForm",
  "trail",
] as const;
const layerFeatureSchema = z.enum(LAYER_FEATURES);
export type LayerFeature = z.infer<typeof layerFeatureSchema>;

/** The weights of the second layer, with the table behind `trail`; part of a parameter snapshot. */
export const secondLayerSchema = z.strictObject({
  intercept: z.number(),
  weights: z.record(layerFeatureSchema, z.number()),
  trail: trailTableSchema,
});
export type SecondLayer = Readonly<z.infer<typeof secondLayerSchema>>;

/** The features but `trail`, in the order of `LAYER_FEATURES`. */
export function ownFeatures({ general }: Standing, { logit, variance, lessons }: Expectation): number[] {
  const share = 1 / Math.max(1, lessons.length);
  let wins = 0;
  let attempts = 0;
  let form = 0;
  for (const lesson of lessons) {
    wins += share * Math.log1p(lesson.right);
    attempts += share * Math.log1p(lesson.answered);
    form += share * lesson.recent;
  }
  return [
    averagedLogit(logit, variance),
    Math.log1p(general.right),
    Math.log1p(general.answered),
    wins,
    attempts,
    general.recent,
    form,
  ];
}

/** One reason for a prediction: the feature's value, and the logits that it adds. */
export type Reason = Readonly<{ feature: LayerFeature; value: number; logits: number }>;

/**
 * The probability of a right answer by the second layer: a logistic regression on the first layer's logit and counts
 * of wins and attempts ("Best-LR": Gervet, Koedinger, Schneider & Mitchell, JEDM 12(3) 2020), with what each feature
 * adds, the strongest first.
 */
export function predictBySecondLayer(
  standing: Standing,
  expected: Expectation,
  question: QuestionParameters,
  layer: SecondLayer,
): { probability: number; reasons: Reason[] } {
  const situations = trailSituations(question, standing.general.trail);
  const values = [...ownFeatures(standing, expected), trailEffect(layer.trail, situations)];
  let logit = layer.intercept;
  const reasons: Reason[] = [];
  for (const [i, feature] of LAYER_FEATURES.entries()) {
    const value = values[i] ?? 0;
    const logits = value * layer.weights[feature];
    logit += logits;
    reasons.push({ feature, value, logits });
  }
  reasons.sort((a, b) => Math.abs(b.logits) - Math.abs(a.logits));
  return { probability: logistic(logit), reasons };
}
