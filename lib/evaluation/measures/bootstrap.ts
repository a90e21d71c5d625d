import type { Rng } from "@/lib/core/shared/rng";

/**
 * Standard error of a statistic by the bootstrap over groups (learners): draws as many groups as there are, with
 * repetition, `draws` times. `statistic` gets the drawn group indices and, for a paired comparison, returns the
 * difference of two methods on them (Efron & Tibshirani 1993).
 */
export function bootstrapSe(groups: number, statistic: (drawn: Uint32Array) => number, rng: Rng, draws = 200): number {
  const values: number[] = [];
  const drawn = new Uint32Array(groups);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let i = 0; i < groups; i += 1) drawn[i] = Math.floor(rng() * groups);
    const value = statistic(drawn);
    if (Number.isFinite(value)) values.push(value);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
