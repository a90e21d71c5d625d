/** Scores put in order once, so that the AUC under many weightings (bootstrap draws) costs one pass each. */
export type RankedScores = Readonly<{
  order: Uint32Array;
  scores: Float64Array;
  labels: Uint8Array;
  groups: Uint32Array;
}>;

/** @param groups the learner of each score, an index into the weights */
export function rankScores(scores: Float64Array, labels: Uint8Array, groups: Uint32Array): RankedScores {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  return { order, scores, labels, groups };
}

/**
 * The area under the ROC curve with each learner's answers counted `weights[learner]` times, ties counting half; the
 * same as `auc` of the answers repeated so often. NaN without both kinds.
 */
export function weightedAuc({ order, scores, labels, groups }: RankedScores, weights: ArrayLike<number>): number {
  let below = 0;
  let positives = 0;
  let area = 0;
  for (let start = 0; start < order.length; ) {
    const value = scores[order[start] ?? 0];
    let right = 0;
    let wrong = 0;
    let end = start;
    for (; end < order.length && scores[order[end] ?? 0] === value; end += 1) {
      const i = order[end] ?? 0;
      const weight = weights[groups[i] ?? 0] ?? 0;
      if (labels[i] === 1) right += weight;
      else wrong += weight;
    }
    area += right * (below + wrong / 2);
    below += wrong;
    positives += right;
    start = end;
  }
  return positives === 0 || below === 0 ? Number.NaN : area / (positives * below);
}
