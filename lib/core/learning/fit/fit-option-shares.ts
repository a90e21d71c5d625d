import type { OptionParameters } from "@/lib/core/learning/options/option-shares";
import { solvePositive } from "./logistic-regression";

/** A wrong answer: which distractor of which question, by a learner of what ability (logits). */
export type WrongAnswer = Readonly<{ question: string; option: string; ability: number }>;

/** What is believed before any answer, as a weight in answers. */
export type OptionPriors = Readonly<{
  /** So many wrong answers, spread evenly over the distractors, are added to the counts. */
  shareStrength: number;
  /** The precision of the slopes, which are taken to be about 0. */
  slopePrecision: number;
}>;

export const DEFAULT_OPTION_PRIORS: OptionPriors = { shareStrength: 3, slopePrecision: 16 };

/**
 * Fits each question's wrong-option shares: the posterior mode by Newton's method, from even shares and no slope.
 * `offered` names the distractors of each question; answers to others are passed over.
 */
export function fitOptionShares(
  offered: ReadonlyMap<string, readonly string[]>,
  answers: readonly WrongAnswer[],
  priors: OptionPriors = DEFAULT_OPTION_PRIORS,
): Map<string, OptionParameters> {
  const byQuestion = new Map<string, WrongAnswer[]>();
  for (const answer of answers) {
    const list = byQuestion.get(answer.question);
    if (list === undefined) byQuestion.set(answer.question, [answer]);
    else list.push(answer);
  }
  return new Map(
    [...offered].map(([question, options]) => [question, fitQuestion(options, byQuestion.get(question) ?? [], priors)]),
  );
}

/** Newton steps; the function is strictly convex and the start is near, so few are needed. */
const STEPS = 8;

function fitQuestion(options: readonly string[], all: readonly WrongAnswer[], priors: OptionPriors): OptionParameters {
  const answers = all.filter(({ option }) => options.includes(option));
  const n = options.length;
  const centre = answers.reduce((sum, { ability }) => sum + ability, 0) / Math.max(1, answers.length);
  const added = priors.shareStrength / n;
  const counts = options.map((id) => answers.filter(({ option }) => option === id).length + added);
  // Levels (logarithms of shares), then slopes.
  let numbers = [
    ...counts.map((count) => Math.log(count / (answers.length + priors.shareStrength))),
    ...options.map(() => 0),
  ];
  for (let step = 0; step < STEPS && answers.length > 0; step += 1) {
    const shares = (at: number): number[] => {
      const weights = options.map((_, i) => Math.exp((numbers[i] ?? 0) + at * (numbers[n + i] ?? 0)));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    };
    const slope = new Array<number>(2 * n).fill(0);
    // A hair of ridge on the levels: only their differences count.
    const matrix = slope.map((_, i) =>
      slope.map((_value, j) => (i === j ? (i < n ? 1e-6 : priors.slopePrecision) : 0)),
    );
    const see = (at: number, taken: (i: number) => number, weight: number) => {
      const p = shares(at);
      for (let i = 0; i < n; i += 1) {
        const error = taken(i) - weight * (p[i] ?? 0);
        slope[i] = (slope[i] ?? 0) + error;
        slope[n + i] = (slope[n + i] ?? 0) + at * error;
        for (let j = 0; j < n; j += 1) {
          const c = weight * (p[i] ?? 0) * ((i === j ? 1 : 0) - (p[j] ?? 0));
          for (const [di, dj, by] of [
            [0, 0, 1],
            [0, n, at],
            [n, 0, at],
            [n, n, at * at],
          ] as const) {
            const row = matrix[di + i];
            if (row !== undefined) row[dj + j] = (row[dj + j] ?? 0) + by * c;
          }
        }
      }
    };
    for (const { option, ability } of answers) see(ability - centre, (i) => (options[i] === option ? 1 : 0), 1);
    see(0, () => added, priors.shareStrength);
    for (let i = 0; i < n; i += 1) slope[n + i] = (slope[n + i] ?? 0) - priors.slopePrecision * (numbers[n + i] ?? 0);
    const moves = solvePositive(matrix, slope);
    numbers = numbers.map((value, i) => value + (moves[i] ?? 0));
    if (moves.every((move) => Math.abs(move) < 1e-6)) break;
  }
  const weights = options.map((_, i) => Math.exp(numbers[i] ?? 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    centre,
    options: options.map((id, i) => ({ id, share: (weights[i] ?? 0) / total, slope: numbers[n + i] ?? 0 })),
  };
}
