/**
 * Area under the ROC curve: the chance that a positive is scored above a negative, ties counting half (Mann–Whitney).
 * NaN without both kinds.
 */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const n = scores.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < n; ) {
    let end = start + 1;
    const value = scores[order[start] ?? 0];
    while (end < n && scores[order[end] ?? 0] === value) end += 1;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i += 1) {
      if (labels[order[i] ?? 0] === 1) {
        positives += 1;
        rankSum += rank;
      }
    }
    start = end;
  }
  const negatives = n - positives;
  return positives === 0 || negatives === 0
    ? Number.NaN
    : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
