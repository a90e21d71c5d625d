import { z } from "zod";

/**
 * What the two-parameter logistic model says of a question: P(right | θ) = σ(slope · θ + intercept), with the ability θ
 * standard normal in the population it was fitted on (Birnbaum 1968). Kept in the numbered parameter snapshot.
 */
export const itemParametersSchema = z.strictObject({ slope: z.number(), intercept: z.number() });
export type ItemParameters = Readonly<z.infer<typeof itemParametersSchema>>;

/** The chance of a right answer at an ability. */
export function chanceOfRight({ slope, intercept }: ItemParameters, ability: number): number {
  return 1 / (1 + Math.exp(-(slope * ability + intercept)));
}
