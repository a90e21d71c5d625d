import { alarmThreshold, fitRecalibration, recalibrated } from "@/lib/core/learning/diagnosis/recalibration";
import type { Rng } from "@/lib/core/shared/rng";
import { bootstrapSe } from "@/lib/evaluation/measures/bootstrap";
import { expectedCalibrationError } from "@/lib/evaluation/measures/calibration-error";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import type { Method, Runs } from "./runs";

type Row = Omit<Yardstick, "id" | "on">;
type Goal = Pick<Yardstick, "floor" | "reference">;

const NAIVE = [
  { name: "trap rate", method: "trapRate" },
  { name: "lowest lesson", method: "lowestLesson" },
] as const;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const drawnMean = (values: readonly number[], drawn: Uint32Array): number => {
  let sum = 0;
  for (const at of drawn) sum += values[at] ?? 0;
  return sum / drawn.length;
};

/** Per ill learner the share of the draws in which the method puts a planted symptom first, and gives the alarm. */
function hits(runs: Runs, method: Method, threshold = -Infinity): number[] {
  return runs.planted.flatMap((planted, learner) => {
    if (planted.length === 0) return [];
    const outcomes = runs.outcomes[learner] ?? [];
    return [
      mean(outcomes.map(({ [method]: { first, alarm } }) => (planted.includes(first) && alarm > threshold ? 1 : 0))),
    ];
  });
}

function hitRow(what: string, hitsOf: (method: Method) => number[], goal: Goal, rng: Rng): Row {
  const ours = hitsOf("model");
  const others = NAIVE.map(({ name, method }) => ({ name, hits: hitsOf(method) }));
  return {
    what,
    figure: mean(ours),
    se: bootstrapSe(ours.length, (drawn) => drawnMean(ours, drawn), rng),
    n: ours.length,
    better: "higher",
    naive: others.map(({ name, hits: theirs }) => ({ name, figure: mean(theirs) })),
    paired: others.map(({ name, hits: theirs }) => {
      const differences = ours.map((value, learner) => value - (theirs[learner] ?? 0));
      const se = bootstrapSe(differences.length, (drawn) => drawnMean(differences, drawn), rng);
      return { against: name, difference: mean(differences), se };
    }),
    published: "",
    ...goal,
  };
}

export const foundFirstRow = (what: string, runs: Runs, rng: Rng, goal: Goal): Row =>
  hitRow(what, (method) => hits(runs, method), goal, rng);

/** The threshold from one half of the healthy learners, those at even places (0) or at odd ones (1). */
function thresholdOf(healthy: Runs, half: 0 | 1, method: Method): number {
  const alarms = healthy.outcomes.flatMap((outcomes, learner) =>
    learner % 2 === half ? outcomes.map((outcome) => outcome[method].alarm) : [],
  );
  return alarmThreshold(alarms);
}

/** With the threshold of either half; the mean of the two. */
function foundAndRight(runs: Runs, healthy: Runs, method: Method): number[] {
  const odd = hits(runs, method, thresholdOf(healthy, 1, method));
  return hits(runs, method, thresholdOf(healthy, 0, method)).map((even, learner) => (even + (odd[learner] ?? 0)) / 2);
}

export const foundAndRightRow = (what: string, runs: Runs, healthy: Runs, rng: Rng, goal: Goal): Row =>
  hitRow(what, (method) => foundAndRight(runs, healthy, method), goal, rng);

/** Each half of the healthy learners is scored by the threshold of the other half. */
export function alarmsRow(what: string, healthy: Runs, rng: Rng): Row {
  const rates = (method: Method): number[] => {
    const thresholds = [thresholdOf(healthy, 1, method), thresholdOf(healthy, 0, method)];
    return healthy.outcomes.map((outcomes, learner) => {
      const threshold = thresholds[learner % 2] ?? 0;
      return mean(outcomes.map((outcome) => (outcome[method].alarm > threshold ? 1 : 0)));
    });
  };
  const ours = rates("model");
  return {
    what,
    figure: mean(ours),
    se: bootstrapSe(ours.length, (drawn) => drawnMean(ours, drawn), rng),
    n: ours.length,
    better: "within",
    naive: NAIVE.map(({ name, method }) => ({ name, figure: mean(rates(method)) })),
    paired: [],
    reference: ".08–.11",
    published: "",
    floor: { atLeast: 0.07, atMost: 0.12 },
  };
}

/** The mean over draws of the calibration error; its standard error is that of one draw, by bootstrap over learners. */
export function calibrationRow(what: string, runs: Runs, rng: Rng, goal: Goal): Row {
  const learners = runs.planted.length;
  const draws = runs.outcomes[0]?.length ?? 0;
  const symptoms = runs.outcomes[0]?.[0]?.probabilities.length ?? 0;
  const labels = runs.planted.map((planted) =>
    Float64Array.from({ length: symptoms }, (_, symptom) => (planted.includes(symptom) ? 1 : 0)),
  );
  const errors: number[] = [];
  const raw: number[] = [];
  let first: Float64Array[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const plain = runs.outcomes.map((outcomes) => outcomes[draw]?.probabilities ?? new Float64Array(symptoms));
    const shown = crossFitted(plain, labels);
    if (draw === 0) first = shown;
    errors.push(errorOver(shown, labels));
    raw.push(errorOver(plain, labels));
  }
  const drawn = (places: Uint32Array, of: readonly Float64Array[]): Float64Array[] =>
    Array.from(places, (place) => of[place] ?? new Float64Array(symptoms));
  return {
    what,
    figure: mean(errors),
    se: bootstrapSe(learners, (places) => errorOver(drawn(places, first), drawn(places, labels)), rng, 100),
    n: learners * symptoms,
    better: "lower",
    naive: [{ name: "not recalibrated", figure: mean(raw) }],
    paired: [],
    published: "",
    ...goal,
  };
}

function errorOver(probabilities: readonly Float64Array[], labels: readonly Float64Array[]): number {
  return expectedCalibrationError(flat(probabilities), flat(labels));
}

function flat(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Each half of the learners recalibrated by what was fitted on the other half. */
function crossFitted(probabilities: readonly Float64Array[], labels: readonly Float64Array[]): Float64Array[] {
  const fits = [0, 1].map((half) => {
    const other = <T>(of: readonly T[]): T[] => of.filter((_, learner) => learner % 2 !== half);
    return fitRecalibration(
      flat(other(probabilities)),
      Array.from(flat(other(labels)), (label) => label === 1),
    );
  });
  return probabilities.map((values, learner) => {
    const fit = fits[learner % 2];
    return fit ? values.map((value) => recalibrated(value, fit)) : values;
  });
}
