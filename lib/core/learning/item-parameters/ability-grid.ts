/** Points of an ability scale and the share of people at each; shares sum to 1. */
export type AbilityGrid = { points: Float64Array; shares: Float64Array };

/**
 * The standard normal distribution on equally spaced points, from −reach to reach. 61 points over ±6 integrate the
 * likelihoods of a test to about 1e-6 (Bock & Aitkin, Psychometrika 46, 1981, use the same rectangle rule).
 */
export function abilityGrid(count = 61, reach = 6): AbilityGrid {
  const points = Float64Array.from({ length: count }, (_, i) => -reach + (2 * reach * i) / (count - 1));
  const heights = points.map((point) => Math.exp((-point * point) / 2));
  const total = heights.reduce((sum, height) => sum + height, 0);
  return { points, shares: heights.map((height) => height / total) };
}
