import { z } from "zod";

/**
 * What is known of a question's distractors: `share` of wrong answers that each gets from a learner of ability `centre`
 * (logits; the usual one of those who miss the question), and `slope`, by how many logits that grows for each logit of
 * ability. A row of a parameter snapshot.
 */
export const optionParametersSchema = z.strictObject({
  centre: z.number(),
  options: z
    .array(z.strictObject({ id: z.string(), share: z.number().positive(), slope: z.number() }).readonly())
    .readonly(),
});
export type OptionParameters = Readonly<z.infer<typeof optionParametersSchema>>;

/**
 * Each distractor's share of the wrong answers of a learner of this ability (logits), by option; they add up to 1. The
 * nominal response model (Bock, Psychometrika 37, 1972) among wrong options, as in Option Tracing (Ghosh, Raspat & Lan,
 * AIED 2021). Times the chance of a wrong answer, a share is the chance of an innocent pick.
 */
export function wrongOptionShares({ centre, options }: OptionParameters, ability: number): Record<string, number> {
  const weights = options.map(({ share, slope }) => share * Math.exp(slope * (ability - centre)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(options.map(({ id }, i) => [id, (weights[i] ?? 0) / total]));
}
