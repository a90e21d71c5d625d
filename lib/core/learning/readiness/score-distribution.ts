/**
 * The distribution of the number of right answers to questions that are answered independently, each with its own
 * chance: entry s is P(score = s), for s = 0 … chances.length (Lord & Wingersky, Applied Psychological Measurement 8,
 * 1984).
 */
export function scoreDistribution(chances: ArrayLike<number>): Float64Array {
  const distribution = new Float64Array(chances.length + 1);
  distribution[0] = 1;
  for (let question = 0; question < chances.length; question += 1) {
    const p = chances[question] ?? 0;
    // From above, so that each score is still the one before this question.
    for (let score = question + 1; score > 0; score -= 1) {
      distribution[score] = (distribution[score] ?? 0) * (1 - p) + (distribution[score - 1] ?? 0) * p;
    }
    distribution[0] = (distribution[0] ?? 0) * (1 - p);
  }
  return distribution;
}

/** Adds `share` times a distribution to a mixture, in place. */
export function mixIn(mixture: Float64Array, distribution: Float64Array, share: number): void {
  for (let score = 0; score < mixture.length; score += 1) {
    mixture[score] = (mixture[score] ?? 0) + share * (distribution[score] ?? 0);
  }
}

/** P(score ≥ cut). */
export function chanceFrom(distribution: Float64Array, cut: number): number {
  let chance = 0;
  for (let score = Math.max(0, cut); score < distribution.length; score += 1) chance += distribution[score] ?? 0;
  return Math.min(1, chance);
}

/** The lowest score with P(score' ≤ score) ≥ probability. */
export function scoreQuantile(distribution: Float64Array, probability: number): number {
  let sum = 0;
  for (let score = 0; score < distribution.length; score += 1) {
    sum += distribution[score] ?? 0;
    // Sums of many shares miss a round figure by a few ulps.
    if (sum >= probability - 1e-12) return score;
  }
  return distribution.length - 1;
}

/** The 80 % band of the score: from the 10 % quantile to the 90 % quantile, both included. */
export function bandOfScores(distribution: Float64Array): { low: number; high: number } {
  return { low: scoreQuantile(distribution, 0.1), high: scoreQuantile(distribution, 0.9) };
}
