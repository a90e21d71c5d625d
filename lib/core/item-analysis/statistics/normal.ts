const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** The standard normal density. */
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / SQRT_2PI;

/**
 * The chance of a standard normal number below z. To 3 from the middle by the series of Abramowitz & Stegun 26.2.11,
 * beyond, where that loses digits, by the continued fraction 26.2.14.
 */
export function normalBelow(z: number): number {
  if (z > 0) return 1 - normalBelow(-z);
  if (z < -3) {
    let fraction = -z;
    for (let i = 200; i > 0; i -= 1) fraction = -z + i / fraction;
    return normalDensity(z) / fraction;
  }
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** The z below which a standard normal number is with this probability, by Newton's method; ±∞ at 1 and 0. */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return -Infinity;
  if (probability >= 1) return Infinity;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  // Where a step would leave the bracket, half of the bracket is as good.
  let z = 0;
  let low = -40;
  let high = 0;
  for (let round = 0; round < 100; round += 1) {
    const error = normalBelow(z) - probability;
    if (error > 0) high = z;
    else low = z;
    const step = z - error / normalDensity(z);
    const next = step > low && step < high ? step : (low + high) / 2;
    if (Math.abs(next - z) < 1e-14) return next;
    z = next;
  }
  return z;
}

/** The chance that a standard normal number is at least so far from 0. */
export const twoSided = (z: number): number => 2 * normalBelow(-Math.abs(z));
