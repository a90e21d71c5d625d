/** A beta distribution of people's shares right. */
export type Beta = { a: number; b: number };

/**
 * The beta distribution of shares that gives the mean and variance of counts out of `asked` (method of moments; Lord &
 * Novick 1968, §23). Counts that vary no more than chance give a very narrow one.
 */
export function fitBeta(counts: readonly number[], asked: number): Beta {
  const n = counts.length;
  const mean = counts.reduce((sum, count) => sum + count, 0) / n / asked;
  const share = Math.min(0.999, Math.max(0.001, mean));
  const variance = counts.reduce((sum, count) => sum + (count / asked - mean) ** 2, 0) / (n - 1);
  // Var = share (1 − share) (1 + (asked − 1) ρ) / asked.
  const rho = ((variance * asked) / (share * (1 - share)) - 1) / (asked - 1);
  const strength = 1 / Math.min(0.99, Math.max(1e-4, rho)) - 1;
  return { a: share * strength, b: (1 - share) * strength };
}

/** The beta-binomial distribution of the score on `questions` more. */
export function betaBinomial({ a, b }: Beta, questions: number): Float64Array {
  const log = new Float64Array(questions + 1);
  for (let score = 0; score < questions; score += 1) {
    const up = ((questions - score) * (a + score)) / ((score + 1) * (b + questions - score - 1));
    log[score + 1] = (log[score] ?? 0) + Math.log(up);
  }
  const highest = log.reduce((most, value) => Math.max(most, value), -Infinity);
  const weights = log.map((value) => Math.exp(value - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
