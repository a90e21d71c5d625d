import { z } from "zod";

/** Platt's two numbers: shown = σ(slope · logit(p) + intercept). Part of a numbered parameter snapshot. */
export const recalibrationSchema = z.strictObject({ slope: z.number().positive(), intercept: z.number() }).readonly();
export type Recalibration = z.infer<typeof recalibrationSchema>;

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

/** ln odds, held within those of 1e-6, since a posterior of exactly 0 or 1 has none. */
export function logit(probability: number): number {
  const p = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(p / (1 - p));
}

/** A posterior as it may be shown: what share of people with such a posterior had the symptom. */
export function recalibrated(probability: number, recalibration: Recalibration): number {
  return sigmoid(recalibration.slope * logit(probability) + recalibration.intercept);
}

/**
 * Fits the two numbers to posteriors whose truth is known, by Newton's method on the log-loss, with Platt's targets
 * (N₊ + 1)/(N₊ + 2) and 1/(N₋ + 2) in place of 1 and 0 (Platt 1999; Lin, Lin & Weng, Machine Learning 68, 2007).
 *
 * Null where it cannot be told: no case of one of the two kinds, or posteriors that do not rise with the truth.
 */
export function fitRecalibration(probabilities: ArrayLike<number>, present: ArrayLike<boolean>): Recalibration | null {
  const n = probabilities.length;
  let positives = 0;
  for (let i = 0; i < n; i++) if (present[i] === true) positives += 1;
  if (positives === 0 || positives === n) return null;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (n - positives + 2);
  const x = Float64Array.from({ length: n }, (_, i) => logit(probabilities[i] ?? 0));
  const target = Float64Array.from({ length: n }, (_, i) => (present[i] === true ? high : low));
  const loss = (slope: number, intercept: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = slope * (x[i] ?? 0) + intercept;
      // ln(1 + e^z) without overflow.
      sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (target[i] ?? 0) * z;
    }
    return sum;
  };
  let slope = 1;
  let intercept = 0;
  let now = loss(slope, intercept);
  for (let round = 0; round < 50; round++) {
    let [gradientSlope, gradientIntercept, hSlope, hBoth, hIntercept] = [0, 0, 1e-9, 0, 1e-9];
    for (let i = 0; i < n; i++) {
      const value = x[i] ?? 0;
      const p = sigmoid(slope * value + intercept);
      const error = p - (target[i] ?? 0);
      const weight = p * (1 - p);
      gradientSlope += error * value;
      gradientIntercept += error;
      hSlope += weight * value * value;
      hBoth += weight * value;
      hIntercept += weight;
    }
    const determinant = hSlope * hIntercept - hBoth * hBoth;
    const stepSlope = (hIntercept * gradientSlope - hBoth * gradientIntercept) / determinant;
    const stepIntercept = (hSlope * gradientIntercept - hBoth * gradientSlope) / determinant;
    let scale = 1;
    let next = loss(slope - stepSlope, intercept - stepIntercept);
    while (next > now && scale > 1e-6) {
      scale /= 2;
      next = loss(slope - scale * stepSlope, intercept - scale * stepIntercept);
    }
    if (!(next < now)) break;
    slope -= scale * stepSlope;
    intercept -= scale * stepIntercept;
    const gained = now - next;
    now = next;
    if (gained < 1e-10 * (1 + now)) break;
  }
  return slope > 0 && Number.isFinite(slope) && Number.isFinite(intercept) ? { slope, intercept } : null;
}

/**
 * The threshold on 1 − P(∅) that at most the share `falseAlarms` of healthy learners passes: the order statistic above
 * which ⌊falseAlarms · n⌋ of them lie. "Nothing found" is the answer up to and with it.
 *
 * @throws without any healthy learner.
 */
export function alarmThreshold(anySymptomOfHealthy: readonly number[], falseAlarms = 0.1): number {
  const sorted = [...anySymptomOfHealthy].sort((a, b) => b - a);
  const threshold = sorted[Math.floor(falseAlarms * sorted.length)] ?? sorted.at(-1);
  if (threshold === undefined) throw new Error("a threshold needs healthy learners");
  return threshold;
}
