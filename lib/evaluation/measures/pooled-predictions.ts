import { seededRng } from "@/lib/core/shared/rng";
import type { Measured } from "@/lib/evaluation/yardstick";
import { auc } from "./auc";
import { bootstrapSe } from "./bootstrap";
import { rankScores, weightedAuc } from "./weighted-auc";

/** The predictions of one method for one fold's answers: probabilities, outcomes, and whose answers they are. */
export type FoldPredictions = Readonly<{ scores: Float64Array; labels: Uint8Array; groups: Uint32Array }>;

/** Learners are drawn this often for a standard error. */
const DRAWS = 200;

/**
 * The AUC pooled within each fold and averaged over folds, with its standard error by the bootstrap over learners
 * (numbered over all folds, 0 … learners − 1).
 */
export function foldedAuc(folds: readonly FoldPredictions[], learners: number, seed: string): Measured {
  const figure = meanOf(folds.map(({ scores, labels }) => auc(scores, labels)));
  const ranked = folds.map(({ scores, labels, groups }) => rankScores(scores, labels, groups));
  const se = bootstrapSe(
    learners,
    (drawn) => {
      const times = timesDrawn(drawn, learners);
      return meanOf(ranked.map((fold) => weightedAuc(fold, times)));
    },
    seededRng(seed),
    DRAWS,
  );
  return { figure, se, n: folds.reduce((sum, { labels }) => sum + labels.length, 0) };
}

/** The difference of two methods' folded AUC (ours − theirs) on the same answers, paired over learners. */
export function foldedAucDifference(
  ours: readonly FoldPredictions[],
  theirs: readonly FoldPredictions[],
  learners: number,
  seed: string,
): { difference: number; se: number } {
  const both = ours.map((fold, i) => [fold, theirs[i] ?? fold] as const);
  const difference = meanOf(both.map(([a, b]) => auc(a.scores, a.labels) - auc(b.scores, b.labels)));
  const ranked = both.map(
    ([a, b]) => [rankScores(a.scores, a.labels, a.groups), rankScores(b.scores, b.labels, b.groups)] as const,
  );
  const se = bootstrapSe(
    learners,
    (drawn) => {
      const times = timesDrawn(drawn, learners);
      return meanOf(ranked.map(([a, b]) => weightedAuc(a, times) - weightedAuc(b, times)));
    },
    seededRng(seed),
    DRAWS,
  );
  return { difference, se };
}

function timesDrawn(drawn: Uint32Array, learners: number): Uint32Array {
  const times = new Uint32Array(learners);
  for (const learner of drawn) times[learner] = (times[learner] ?? 0) + 1;
  return times;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
