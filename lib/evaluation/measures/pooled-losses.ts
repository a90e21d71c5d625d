import { seededRng } from "@/lib/core/shared/rng";
import type { Measured } from "@/lib/evaluation/yardstick";
import { bootstrapSe } from "./bootstrap";

/** The losses of one method for one fold's answers, and whose answers they are. */
export type FoldLosses = Readonly<{ losses: Float64Array; groups: Uint32Array }>;

const DRAWS = 200;

/**
 * The mean loss within each fold, averaged over folds, with its standard error by the bootstrap over learners (numbered
 * over all folds, 0 … learners − 1).
 */
export function foldedLoss(folds: readonly FoldLosses[], learners: number, seed: string): Measured {
  const sums = folds.map((fold) => byLearner(fold, learners));
  const mean = (times: ArrayLike<number>) =>
    sums.reduce((total, { sum, count }) => total + weighted(sum, times) / weighted(count, times), 0) / sums.length;
  const se = bootstrapSe(
    learners,
    (drawn) => {
      const times = new Uint32Array(learners);
      for (const learner of drawn) times[learner] = (times[learner] ?? 0) + 1;
      return mean(times);
    },
    seededRng(seed),
    DRAWS,
  );
  return {
    figure: mean(new Uint8Array(learners).fill(1)),
    se,
    n: folds.reduce((total, { losses }) => total + losses.length, 0),
  };
}

/** The difference of two methods' folded loss (ours − theirs) on the same answers, paired over learners. */
export function foldedLossDifference(
  ours: readonly FoldLosses[],
  theirs: readonly FoldLosses[],
  learners: number,
  seed: string,
): { difference: number; se: number } {
  const differences = ours.map(({ losses, groups }, fold) => ({
    losses: losses.map((loss, i) => loss - (theirs[fold]?.losses[i] ?? Number.NaN)),
    groups,
  }));
  const { figure, se } = foldedLoss(differences, learners, seed);
  return { difference: figure, se };
}

function byLearner({ losses, groups }: FoldLosses, learners: number) {
  const sum = new Float64Array(learners);
  const count = new Float64Array(learners);
  for (const [i, loss] of losses.entries()) {
    const learner = groups[i] ?? 0;
    sum[learner] = (sum[learner] ?? 0) + loss;
    count[learner] = (count[learner] ?? 0) + 1;
  }
  return { sum, count };
}

function weighted(values: Float64Array, times: ArrayLike<number>): number {
  let total = 0;
  for (const [i, value] of values.entries()) total += value * (times[i] ?? 0);
  return total;
}
