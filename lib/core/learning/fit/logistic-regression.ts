import { logistic } from "@/lib/core/learning/mastery/predict-answer";

/** Solves A x = b for a symmetric positive definite A (row by row), by Cholesky's factors. @throws when it is none. */
export function solvePositive(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const factor: number[][] = [];
  for (let i = 0; i < n; i += 1) {
    const row: number[] = [];
    for (let j = 0; j <= i; j += 1) {
      const other = j === i ? row : (factor[j] ?? []);
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (row[k] ?? 0) * (other[k] ?? 0);
      if (j < i) row.push(sum / (other[j] ?? 1));
      else if (sum > 0) row.push(Math.sqrt(sum));
      else throw new Error("the matrix is not positive definite");
    }
    factor.push(row);
  }
  const forward: number[] = [];
  for (let i = 0; i < n; i += 1) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[i]?.[k] ?? 0) * (forward[k] ?? 0);
    forward.push(sum / (factor[i]?.[i] ?? 1));
  }
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = forward[i] ?? 0;
    for (let k = i + 1; k < n; k += 1) sum -= (factor[k]?.[i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (factor[i]?.[i] ?? 1);
  }
  return solution;
}

/**
 * Logistic regression by Newton's method, with a penalty ½·ridge·w² on each weight but the intercept's (the features
 * are of similar size). `features` holds rows of `width` numbers. Returns the intercept, then the weights.
 */
export function fitLogistic(
  features: Float64Array,
  labels: ArrayLike<number>,
  options: { width: number; ridge: number; maxSteps?: number },
): number[] {
  const { width, ridge, maxSteps = 12 } = options;
  const size = width + 1;
  const row = new Float64Array(size);
  row[0] = 1;
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < maxSteps; step += 1) {
    const slope = new Float64Array(size);
    const curvature = new Float64Array(size * size);
    for (let i = 0; i < labels.length; i += 1) {
      let logit = weights[0] ?? 0;
      for (let j = 0; j < width; j += 1) {
        const value = features[i * width + j] ?? 0;
        row[j + 1] = value;
        logit += value * (weights[j + 1] ?? 0);
      }
      const p = logistic(logit);
      const error = (labels[i] ?? 0) - p;
      const weight = p * (1 - p);
      for (let j = 0; j < size; j += 1) {
        const value = row[j] ?? 0;
        slope[j] = (slope[j] ?? 0) + error * value;
        const scaled = weight * value;
        for (let k = 0; k <= j; k += 1)
          curvature[j * size + k] = (curvature[j * size + k] ?? 0) + scaled * (row[k] ?? 0);
      }
    }
    const penalty = (j: number) => (j === 0 ? 1e-9 : ridge);
    const matrix = weights.map((_, j) =>
      weights.map((_, k) => (curvature[Math.max(j, k) * size + Math.min(j, k)] ?? 0) + (j === k ? penalty(j) : 0)),
    );
    const moves = solvePositive(
      matrix,
      weights.map((weight, j) => (slope[j] ?? 0) - penalty(j) * weight),
    );
    weights = weights.map((weight, j) => weight + (moves[j] ?? 0));
    if (moves.every((move) => Math.abs(move) < 1e-6)) break;
  }
  return weights;
}
