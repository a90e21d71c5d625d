import { betaQuantile } from "@/lib/core/exam/score-band";
import { SUB_TRAP_WEIGHT, type TrapEntry } from "./trap-ledger";

/** How many offers the population's rate is worth beside the learner's own. */
const PRIOR_STRENGTH = 9;

/** Below this many decided offers nothing is shown. */
const MIN_SHOWN_OFFERS = 3;

/** What a learner is shown of a trap: "4 of 6", a rate, and the range that it lies in four times out of five. */
export type TrapRate = { falls: number; decided: number; mean: number; low: number; high: number };

/**
 * The learner's rate of falling for a trap: Beta(α₀ + falls, β₀ + decided − falls) with the population's rate as the
 * prior mean and strength 9; its mean and its 10 % and 90 % quantiles. Sub-traps weigh half in the rate and are counted
 * whole in the two counts. Null under 3 (weighted) offers.
 *
 * @param populationRate falls ÷ decided of everybody, within [0, 1].
 */
export function trapRate(entry: TrapEntry, populationRate: number): TrapRate | null {
  const falls = entry.falls + SUB_TRAP_WEIGHT * entry.subFalls;
  const decided = entry.decided + SUB_TRAP_WEIGHT * entry.subDecided;
  if (decided < MIN_SHOWN_OFFERS) return null;
  // A rate of exactly 0 or 1 would be no distribution.
  const prior = Math.min(0.98, Math.max(0.02, populationRate));
  const alpha = PRIOR_STRENGTH * prior + falls;
  const beta = PRIOR_STRENGTH * (1 - prior) + decided - falls;
  return {
    falls: entry.falls + entry.subFalls,
    decided: entry.decided + entry.subDecided,
    mean: alpha / (alpha + beta),
    low: betaQuantile(0.1, alpha, beta),
    high: betaQuantile(0.9, alpha, beta),
  };
}
