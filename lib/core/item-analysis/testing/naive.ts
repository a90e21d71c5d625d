import type { Rng } from "@/lib/core/shared/rng";

// The figures by their definitions on whole lists of people, to hold the folded ones against. Nothing here is fast.

export const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Cov(a, b) of the population. */
export const covarianceOf = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  return meanOf(a.map((value, i) => (value - meanA) * ((b[i] ?? Number.NaN) - meanB)));
};

export const sdOf = (values: readonly number[]): number => Math.sqrt(covarianceOf(values, values));

export const pearson = (a: readonly number[], b: readonly number[]): number => covarianceOf(a, b) / (sdOf(a) * sdOf(b));

/** Cronbach's alpha from the covariance matrix: k/(k−1) × the part of its sum that is off the diagonal. */
export function alphaOf(columns: readonly (readonly number[])[]): number {
  const k = columns.length;
  const all = columns.flatMap((a) => columns.map((b) => covarianceOf(a, b))).reduce((a, b) => a + b, 0);
  const diagonal = columns.map((a) => covarianceOf(a, a)).reduce((a, b) => a + b, 0);
  return (k / (k - 1)) * ((all - diagonal) / all);
}

/** Each person's chance to be among the `size` highest (lowest) when ties are broken by lot. */
export const chancesInGroup = (scores: readonly number[], size: number, side: "upper" | "lower"): number[] =>
  scores.map((own) => {
    const before = scores.filter((other) => (side === "upper" ? other > own : other < own)).length;
    const tied = scores.filter((other) => other === own).length;
    return Math.min(1, Math.max(0, (size - before) / tied));
  });

/** The share of a group that is marked with 1, by each person's chance to be in it. */
export const weighted = (marks: readonly number[], chances: readonly number[]): number =>
  marks.reduce((sum, mark, i) => sum + mark * (chances[i] ?? 0), 0) / chances.reduce((a, b) => a + b, 0);

/** The normal quantile by bisection on Simpson's rule. */
export function quantileBySimpson(probability: number): number {
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const below = (z: number): number => {
    const steps = 2_000;
    const step = z / steps;
    let sum = density(0) + density(z);
    for (let i = 1; i < steps; i += 1) sum += (i % 2 === 1 ? 4 : 2) * density(i * step);
    return 0.5 + (sum * step) / 3;
  };
  let [low, high] = [-9, 9];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (below(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** People who differ in ability, with a row of choices each: A is right, "" is an omission. */
export const madeUpAnswers = (people: number, items: number, rng: Rng): string[][] =>
  Array.from({ length: people }, () => {
    const ability = 3 * (rng() + rng() - 1);
    return Array.from({ length: items }, (_, item) => {
      const hard = (item % 5) - 2;
      if (rng() < 1 / (1 + Math.exp(hard - ability))) return "A";
      return ["B", "C", "D", ""][Math.floor(rng() * (item === 0 ? 3 : 4))] ?? "";
    });
  });
