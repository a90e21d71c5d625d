import { z } from "zod";

/** Real outcomes that must be known before the chances are bent to them. */
const OUTCOMES_NEEDED = 100;

/** A logistic map of stated chances to what happened (Platt 1999): logit(chance') = slope · logit(chance) + intercept. */
export const recalibrationSchema = z.strictObject({
  slope: z.number().positive(),
  intercept: z.number(),
  outcomes: z.number().int().min(OUTCOMES_NEEDED),
});
export type Recalibration = Readonly<z.infer<typeof recalibrationSchema>>;

/** What was stated before an exam, and what came of it. */
export type RealOutcome = { chance: number; passed: boolean };

export type RecalibrationFit =
  | { kind: "too-few"; have: number; need: number }
  /** The stated chances do not rise with the outcomes: bending would turn them round. Something else is wrong. */
  | { kind: "no-relation"; slope: number; have: number }
  | { kind: "fitted"; recalibration: Recalibration };

/** Chances of exactly 0 or 1 have no logit; no more is claimed than one in a thousand. */
const logit = (chance: number): number => {
  const bounded = Math.min(0.999, Math.max(0.001, chance));
  return Math.log(bounded / (1 - bounded));
};

/**
 * Fits the map to real outcomes by Newton's method, from at least 100. Targets are Platt's (n₊+1)/(n₊+2) and
 * 1/(n₋+2), and the slope has a normal prior N(1, 1): outcomes that are all alike give a finite map.
 */
export function fitRecalibration(outcomes: readonly RealOutcome[]): RecalibrationFit {
  const have = outcomes.length;
  if (have < OUTCOMES_NEEDED) return { kind: "too-few", have, need: OUTCOMES_NEEDED };
  const passes = outcomes.filter(({ passed }) => passed).length;
  const high = (passes + 1) / (passes + 2);
  const low = 1 / (have - passes + 2);
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < 50; step += 1) {
    const sums = { g1: 1 - slope, g2: 0, h11: 1, h12: 0, h22: 1e-9 };
    for (const { chance, passed } of outcomes) {
      const x = logit(chance);
      const p = 1 / (1 + Math.exp(-(slope * x + intercept)));
      const residual = (passed ? high : low) - p;
      const w = p * (1 - p);
      sums.g1 += residual * x;
      sums.g2 += residual;
      sums.h11 += w * x * x;
      sums.h12 += w * x;
      sums.h22 += w;
    }
    const determinant = sums.h11 * sums.h22 - sums.h12 ** 2;
    const bySlope = bounded((sums.h22 * sums.g1 - sums.h12 * sums.g2) / determinant);
    const byIntercept = bounded((sums.h11 * sums.g2 - sums.h12 * sums.g1) / determinant);
    slope += bySlope;
    intercept += byIntercept;
    if (Math.abs(bySlope) + Math.abs(byIntercept) < 1e-9) break;
  }
  if (slope <= 0.05) return { kind: "no-relation", slope, have };
  return { kind: "fitted", recalibration: { slope, intercept, outcomes: have } };
}

const bounded = (step: number): number => Math.max(-1, Math.min(1, step));

/** A stated chance after recalibration. */
export function recalibrated(chance: number, { slope, intercept }: Recalibration): number {
  return 1 / (1 + Math.exp(-(slope * logit(chance) + intercept)));
}
