import { twoSided } from "@/lib/core/item-analysis/statistics/normal";
import { DRIFT_CHANCE, DRIFT_SIZE, MIN_ANSWERS } from "./thresholds";

/** One window of time: answers, right ones, and the mean share right of the same people's other questions. */
export type DriftSide = { n: number; right: number; meanRest: number | null };

type Side = { n: number; right: number; p: number };

export type Drift = {
  earlier: Side;
  later: Side;
  /** Later less earlier share right, its z, and how often chance alone gives so large a z. */
  change: number;
  z: number;
  chance: number;
  /** How the same people did on their other questions, as the change of the mean share right; null where unknown. */
  restChange: number | null;
  isDrifting: boolean;
};

/** z of two proportions under "both the same", pooled (Fleiss, Levin & Paik, Statistical Methods for Rates and Proportions, 2003). */
function twoProportionZ(a: { n: number; right: number }, b: { n: number; right: number }): number {
  const pooled = (a.right + b.right) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return error === 0 ? 0 : (b.right / b.n - a.right / a.n) / error;
}

/**
 * Whether a question became easier or harder between two windows of time: a change that is both more than chance and
 * large enough to matter. Null while either window has too few answers. A change of the whole pool shows in
 * `restChange`: then the people are others, not the question.
 */
export function findDrift(earlier: DriftSide, later: DriftSide): Drift | null {
  if (earlier.n < MIN_ANSWERS || later.n < MIN_ANSWERS) return null;
  const side = ({ n, right }: DriftSide): Side => ({ n, right, p: right / n });
  const [before, after] = [side(earlier), side(later)];
  const z = twoProportionZ(before, after);
  const chance = twoSided(z);
  const change = after.p - before.p;
  return {
    earlier: before,
    later: after,
    change,
    z,
    chance,
    restChange: earlier.meanRest === null || later.meanRest === null ? null : later.meanRest - earlier.meanRest,
    isDrifting: chance < DRIFT_CHANCE && Math.abs(change) >= DRIFT_SIZE,
  };
}
