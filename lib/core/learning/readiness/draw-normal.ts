import type { Rng } from "@/lib/core/shared/rng";

/** A standard normal number (Box & Muller 1958). */
export function drawNormal(rng: Rng): number {
  // 1 − u is in (0, 1], so that the logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng());
}
