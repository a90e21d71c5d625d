import type { AbilityGrid } from "./ability-grid";
import type { ItemParameters } from "./item-parameters";

/** ln(1 + eˣ) without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** Turns log weights into shares that sum to 1, in place, and gives back ln of their sum. */
export function normalise(logWeights: Float64Array): number {
  const highest = logWeights.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let q = 0; q < logWeights.length; q += 1) {
    const weight = Math.exp((logWeights[q] ?? 0) - highest);
    logWeights[q] = weight;
    sum += weight;
  }
  for (let q = 0; q < logWeights.length; q += 1) logWeights[q] = (logWeights[q] ?? 0) / sum;
  return highest + Math.log(sum);
}

/** The answers of one person: which question, and whether it was right. */
export type GradedAnswer = { item: ItemParameters; right: boolean };

/** The posterior distribution of ability on the grid, after some answers; the grid's own shares after none. */
export function abilityPosterior(answers: readonly GradedAnswer[], grid: AbilityGrid): Float64Array {
  const log = grid.shares.map((share, q) => {
    const ability = grid.points[q] ?? 0;
    let sum = Math.log(share);
    for (const { item, right } of answers) {
      const logit = item.slope * ability + item.intercept;
      sum -= softplus(right ? -logit : logit);
    }
    return sum;
  });
  normalise(log);
  return log;
}

/** Mean and standard deviation of a distribution on the grid: for a posterior, EAP and its error (Bock & Mislevy 1982). */
export function meanAndSd(shares: Float64Array, grid: AbilityGrid): { mean: number; sd: number } {
  let mean = 0;
  for (let q = 0; q < shares.length; q += 1) mean += (shares[q] ?? 0) * (grid.points[q] ?? 0);
  let variance = 0;
  for (let q = 0; q < shares.length; q += 1) variance += (shares[q] ?? 0) * ((grid.points[q] ?? 0) - mean) ** 2;
  return { mean, sd: Math.sqrt(variance) };
}
