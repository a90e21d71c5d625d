import type { Sums } from "./cell";

/** Below this share of its scale a variance is rounding, and the scores are all the same. */
const ROUNDING = 1e-12;

/** The population variance; 0 where all scores are the same, and without scores. */
export function variance({ n, sum, squares }: Sums): number {
  if (n === 0) return 0;
  const scaled = n * squares - sum * sum;
  return scaled <= ROUNDING * n * squares ? 0 : scaled / (n * n);
}

export const mean = ({ n, sum }: Sums): number | null => (n === 0 ? null : sum / n);

/** The population covariance of "is one of these" (1 or 0) with the score. */
export function indicatorCovariance(these: Sums, all: Sums): number {
  return all.n === 0 ? 0 : (all.n * these.sum - these.n * all.sum) / (all.n * all.n);
}

/**
 * Pearson's correlation of "is one of these" (1 or 0) with the score: the point-biserial correlation. Null where
 * either is the same for all.
 */
export function indicatorCorrelation(these: Sums, all: Sums): number | null {
  const spread = these.n * (all.n - these.n) * variance(all);
  if (spread <= 0) return null;
  return Math.min(1, Math.max(-1, (indicatorCovariance(these, all) * all.n) / Math.sqrt(spread)));
}
