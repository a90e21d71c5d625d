import { normalise, softplus } from "./ability";
import { type AbilityGrid, abilityGrid } from "./ability-grid";
import type { ItemParameters } from "./item-parameters";
import { type ResponseTable, requireSizes } from "./response-table";

/** A normal prior. An sd of Infinity is none. */
export type Prior = { mean: number; sd: number };

export type FitOptions = {
  /** `free`: each question has its own slope (2PL). `common`: all share one (1PL, the Rasch model with free variance). */
  slopes: "free" | "common";
  /** One prior for all questions, or a function of the question's place. */
  slope: Prior | ((item: number) => Prior);
  intercept: Prior;
  grid: AbilityGrid;
  /** Stops when no parameter moves more in a cycle. */
  tolerance: number;
  maxCycles: number;
};

/** Wide enough to change nothing where a question has a hundred answers, and to hold it in place where it has five. */
const FIT_DEFAULTS: FitOptions = {
  slopes: "free",
  slope: { mean: 1, sd: 1 },
  intercept: { mean: 0, sd: 3 },
  grid: abilityGrid(),
  tolerance: 1e-4,
  maxCycles: 500,
};

export const NO_PRIOR: Prior = { mean: 0, sd: Infinity };

export type Fit = { items: ItemParameters[]; logLikelihood: number; cycles: number; converged: boolean };

/** People at each point of the grid, and those of them who were right, as the posteriors expect them; item by item. */
type Expected = { asked: Float64Array; right: Float64Array };

/**
 * Fits slopes and intercepts by marginal maximum likelihood: ability is integrated out, by EM (Bock & Aitkin,
 * Psychometrika 46, 1981), with normal priors (Bayes modal, Mislevy 1986).
 *
 * @throws when the table's sizes do not fit together.
 */
export function fitTwoParameter(table: ResponseTable, options: Partial<FitOptions> = {}): Fit {
  requireSizes(table);
  const settings = { ...FIT_DEFAULTS, ...options };
  let items = startingValues(table);
  for (let cycle = 1; ; cycle += 1) {
    const { expected, logLikelihood } = expectation(table, items, settings.grid);
    const next = settings.slopes === "free" ? maximise(items, expected, settings) : common(items, expected, settings);
    const moved = next.reduce((most, item, j) => {
      const before = items[j] ?? item;
      return Math.max(most, Math.abs(item.slope - before.slope), Math.abs(item.intercept - before.intercept));
    }, 0);
    items = next;
    const converged = moved < settings.tolerance;
    if (converged || cycle >= settings.maxCycles) return { items, logLikelihood, cycles: cycle, converged };
  }
}

/** Slope 1, and the intercept that gives the share right at the mean ability; shares kept off 0 and 1. */
function startingValues({ persons, items, right, weights }: ResponseTable): ItemParameters[] {
  return Array.from({ length: items }, (_, j) => {
    let asked = 1;
    let count = 0.5;
    for (let i = 0; i < persons; i += 1) {
      const answer = right[i * items + j] ?? -1;
      const weight = weights?.[i] ?? 1;
      if (answer >= 0) asked += weight;
      if (answer === 1) count += weight;
    }
    return { slope: 1, intercept: 1.2 * Math.log(count / (asked - count)) };
  });
}

function expectation(
  { persons, items, right, weights }: ResponseTable,
  parameters: readonly ItemParameters[],
  { points, shares }: AbilityGrid,
): { expected: Expected; logLikelihood: number } {
  const width = points.length;
  const logRight = new Float64Array(items * width);
  const logWrong = new Float64Array(items * width);
  parameters.forEach(({ slope, intercept }, j) => {
    for (let q = 0; q < width; q += 1) {
      const logit = slope * (points[q] ?? 0) + intercept;
      logRight[j * width + q] = -softplus(-logit);
      logWrong[j * width + q] = -softplus(logit);
    }
  });
  const logShares = shares.map(Math.log);
  const expected: Expected = { asked: new Float64Array(items * width), right: new Float64Array(items * width) };
  const posterior = new Float64Array(width);
  let logLikelihood = 0;
  for (let i = 0; i < persons; i += 1) {
    posterior.set(logShares);
    for (let j = 0; j < items; j += 1) {
      const answer = right[i * items + j] ?? -1;
      if (answer < 0) continue;
      const source = answer === 1 ? logRight : logWrong;
      for (let q = 0; q < width; q += 1) posterior[q] = (posterior[q] ?? 0) + (source[j * width + q] ?? 0);
    }
    const weight = weights?.[i] ?? 1;
    logLikelihood += weight * normalise(posterior);
    for (let j = 0; j < items; j += 1) {
      const answer = right[i * items + j] ?? -1;
      if (answer < 0) continue;
      for (let q = 0; q < width; q += 1) {
        const at = j * width + q;
        const people = weight * (posterior[q] ?? 0);
        expected.asked[at] = (expected.asked[at] ?? 0) + people;
        if (answer === 1) expected.right[at] = (expected.right[at] ?? 0) + people;
      }
    }
  }
  return { expected, logLikelihood };
}

/** Gradient and (negative) curvature of one item's expected log likelihood, without priors. */
function derivatives(item: ItemParameters, j: number, expected: Expected, points: Float64Array) {
  const sums = { slope: 0, intercept: 0, slope2: 0, both: 0, intercept2: 0 };
  for (let q = 0; q < points.length; q += 1) {
    const point = points[q] ?? 0;
    const people = expected.asked[j * points.length + q] ?? 0;
    const p = 1 / (1 + Math.exp(-(item.slope * point + item.intercept)));
    const residual = (expected.right[j * points.length + q] ?? 0) - people * p;
    const curvature = people * p * (1 - p);
    sums.slope += residual * point;
    sums.intercept += residual;
    sums.slope2 += curvature * point * point;
    sums.both += curvature * point;
    sums.intercept2 += curvature;
  }
  return sums;
}

const slopePrior = ({ slope }: FitOptions, item: number): Prior => (typeof slope === "function" ? slope(item) : slope);

/** The posterior's pull of a prior at a value: gradient, and curvature. */
const pull = ({ mean, sd }: Prior, value: number) =>
  Number.isFinite(sd) ? { gradient: (mean - value) / sd ** 2, curvature: 1 / sd ** 2 } : { gradient: 0, curvature: 0 };

/** No step longer than this: far from the maximum Newton's step may overshoot. */
const bounded = (step: number): number => Math.max(-1, Math.min(1, step));

/** Newton steps for each item by itself; each is a logistic regression on the grid, which has one maximum. */
function maximise(items: readonly ItemParameters[], expected: Expected, settings: FitOptions): ItemParameters[] {
  return items.map((start, j) => {
    let item = start;
    for (let step = 0; step < 8; step += 1) {
      const d = derivatives(item, j, expected, settings.grid.points);
      const slope = pull(slopePrior(settings, j), item.slope);
      const intercept = pull(settings.intercept, item.intercept);
      const g1 = d.slope + slope.gradient;
      const g2 = d.intercept + intercept.gradient;
      const h11 = d.slope2 + slope.curvature;
      const h22 = d.intercept2 + intercept.curvature;
      const determinant = h11 * h22 - d.both ** 2;
      if (determinant < 1e-10) break;
      const bySlope = bounded((h22 * g1 - d.both * g2) / determinant);
      const byIntercept = bounded((h11 * g2 - d.both * g1) / determinant);
      item = { slope: item.slope + bySlope, intercept: item.intercept + byIntercept };
      if (Math.abs(bySlope) + Math.abs(byIntercept) < settings.tolerance / 100) break;
    }
    return item;
  });
}

/** As `maximise`, with one slope for all: intercepts given the slope, then the slope given all intercepts. */
function common(items: readonly ItemParameters[], expected: Expected, settings: FitOptions): ItemParameters[] {
  let current = [...items];
  for (let step = 0; step < 3; step += 1) {
    let gradient = 0;
    let curvature = 0;
    const raised = current.map((item, j) => {
      const d = derivatives(item, j, expected, settings.grid.points);
      const prior = pull(settings.intercept, item.intercept);
      const held = d.intercept2 + prior.curvature;
      // The slope's derivatives with the intercept following it (Schur complement), so that both move together.
      gradient += d.slope - (d.both / held) * (d.intercept + prior.gradient);
      curvature += d.slope2 - d.both ** 2 / held;
      return { d, prior, held };
    });
    const prior = pull(slopePrior(settings, 0), current[0]?.slope ?? 1);
    const bySlope = bounded((gradient + prior.gradient) / (curvature + prior.curvature));
    current = current.map((item, j) => {
      const at = raised[j];
      if (at === undefined) return item;
      const byIntercept = bounded((at.d.intercept + at.prior.gradient - at.d.both * bySlope) / at.held);
      return { slope: item.slope + bySlope, intercept: item.intercept + byIntercept };
    });
  }
  return current;
}
