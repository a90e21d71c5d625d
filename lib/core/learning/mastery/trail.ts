import { z } from "zod";
import type { QuestionParameters } from "./mastery-parameters";
import { lessonsKey, TRAIL_LENGTH, type TrailStep } from "./mastery-state";

/**
 * What other learners did on such a question after the same latest answers, by situation: the sum of their surprises
 * (outcome minus the first layer's expectation) and the sum of the weights p(1 − p). Their quotient is one Newton step
 * in logits from the first layer's expectation.
 */
export const trailTableSchema = z.record(z.string(), z.tuple([z.number(), z.number().nonnegative()]).readonly());
export type TrailTable = Readonly<Record<string, readonly [surprise: number, weight: number]>>;

/** A situation told more closely is believed only as far as it was seen: this much weight stands for the wider one. */
const PRIOR_WEIGHT = 4;

const step = (text: string, right: boolean): string => `${text}${right ? "+" : "-"}`;

/**
 * The situations that an answer is in, from wide to close: such a question after the latest one, two and three
 * answers (their lessons, right or wrong), then this very question after that very one.
 */
export function trailSituations(
  question: Pick<QuestionParameters, "id" | "lessons">,
  trail: readonly TrailStep[],
): string[] {
  const situations: string[] = [];
  let key = lessonsKey(question.lessons);
  for (let back = 0; back < TRAIL_LENGTH; back += 1) {
    const before = trail[back];
    key += before === undefined ? "|" : `|${step(before.lessons, before.right)}`;
    situations.push(key);
    if (before === undefined) break;
  }
  const [latest] = trail;
  if (latest !== undefined) situations.push(`#${question.id}|${step(latest.question, latest.right)}`);
  return situations;
}

/**
 * How many logits learners in this situation differed from the first layer's expectation. From wide to close, each
 * estimate is shrunk to the one before, as in smoothing by back-off (Jelinek & Mercer 1980; MacKay & Peto 1995).
 */
export function trailEffect(table: TrailTable, situations: readonly string[]): number {
  let effect = 0;
  for (const situation of situations) {
    const [surprise, weight] = table[situation] ?? [0, 0];
    effect = (surprise + PRIOR_WEIGHT * effect) / (weight + PRIOR_WEIGHT);
  }
  return effect;
}
