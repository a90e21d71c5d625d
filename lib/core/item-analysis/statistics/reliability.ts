import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import type { ItemStatistics } from "./item-statistics";

/**
 * KR-20, which is Cronbach's alpha of items that are right or wrong (Kuder & Richardson, Psychometrika 2, 1937). Both
 * variances are the population's: p(1 − p) over a sample variance of the totals is the classic mistake. Null for one
 * item, and where all totals are the same.
 */
export function kr20(items: number, itemVariances: number, totalVariance: number): number | null {
  return items < 2 || totalVariance <= 0 ? null : (items / (items - 1)) * (1 - itemVariances / totalVariance);
}

/** KR-21: KR-20 as if all items were equally hard; never above it. */
export function kr21(items: number, mean: number, totalVariance: number): number | null {
  return items < 2 || totalVariance <= 0
    ? null
    : (items / (items - 1)) * (1 - (mean * (items - mean)) / (items * totalVariance));
}

/** The standard error of measurement, in points: SD √(1 − reliability). */
export const standardError = (sd: number, reliability: number): number => sd * Math.sqrt(1 - reliability);

/** What reliability needs of an item. */
export type ReliabilityItem = Pick<ItemStatistics, "nRest" | "variance" | "covariance">;

export type Reliability = {
  /** Questions that it rests on; those with under 30 answers, and those that are no part of the score, stay out. */
  questions: number;
  /** The fewest answers behind one of them. */
  fewest: number;
  /** KR-20 of a form of this length, and its SEM in points. */
  kr20: number;
  sem: number;
};

/**
 * The reliability of a form of `length` questions, from the items' statistics alone: with v̄ the mean item variance and
 * c̄ the mean covariance of two items, KR-20 = length c̄ / (v̄ + (length − 1) c̄) and SEM² = length (v̄ − c̄). An item's
 * covariance with the *share* right of the others is its mean covariance with them.
 *
 * For one form that all answered in full, and its own length, this is its KR-20 exactly. For a bank of which everybody
 * met another part it is the one to expect of a form drawn at random (alpha in the model of randomly parallel tests:
 * Lord & Novick 1968, ch. 11): an approximation, as not all pairs were met equally often.
 *
 * Null under two usable questions, and where they do not hang together at all.
 */
export function expectedReliability(items: readonly ReliabilityItem[], length: number): Reliability | null {
  const usable = items.filter(({ nRest }) => nRest >= MIN_ANSWERS);
  if (usable.length < 2 || length < 2) return null;
  const average = (of: (item: ReliabilityItem) => number): number =>
    usable.reduce((sum, item) => sum + of(item), 0) / usable.length;
  const variance = average((item) => item.variance);
  const covariance = average((item) => item.covariance);
  const spread = variance + (length - 1) * covariance;
  if (spread <= 0 || variance < covariance) return null;
  return {
    questions: usable.length,
    fewest: Math.min(...usable.map(({ nRest }) => nRest)),
    kr20: (length * covariance) / spread,
    sem: Math.sqrt(length * (variance - covariance)),
  };
}
