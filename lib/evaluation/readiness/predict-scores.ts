import { abilityPosterior, type GradedAnswer, meanAndSd } from "@/lib/core/learning/item-parameters/ability";
import { abilityGrid } from "@/lib/core/learning/item-parameters/ability-grid";
import { fitTwoParameter } from "@/lib/core/learning/item-parameters/fit-two-parameter";
import { chanceOfRight, type ItemParameters } from "@/lib/core/learning/item-parameters/item-parameters";
import { type Split, splitAnswer } from "@/lib/core/learning/item-parameters/wrong-answer-splits";
import { drawnScores } from "@/lib/core/learning/readiness/readiness";
import { mixIn, scoreDistribution } from "@/lib/core/learning/readiness/score-distribution";
import type { Rng } from "@/lib/core/shared/rng";
import { betaBinomial, fitBeta } from "./beta-binomial";
import type { PracticeTest } from "./practice-test";

/** One fold's task: learn from some people, and give others' distributions of the exam score from their first answers. */
export type Fold = { test: PracticeTest; training: readonly number[]; tested: readonly number[]; asked: number };

/** For each tested person the distribution of the exam score. */
export type Predicted = Float64Array[];

// Fine enough: the Brier score moves by less than 1e-4 against 41 points over ±5.
const GRID = abilityGrid(31, 4.5);
const SPLIT_PRIOR = { mean: 0, sd: 0.5 };
const SLOPE_PRIOR = { mean: 1, sd: 1 };

export const answered = ({ test, asked }: Fold, person: number): readonly number[] =>
  (test.order[person] ?? []).slice(0, asked);
export const isRight = ({ items, right }: PracticeTest, person: number, item: number): boolean =>
  right[person * items + item] === 1;
export const responseOf = ({ responses }: PracticeTest, person: number, item: number): string =>
  responses[person]?.[item] ?? "";

/** The parameters of the test's own items, then those of the splits, fitted on the training people. */
export function fitted(fold: Fold, slopes: "free" | "common", splits: readonly { item: number; split: Split }[]) {
  const { test, training } = fold;
  const width = test.items + splits.length;
  const right = new Int8Array(training.length * width);
  training.forEach((person, row) => {
    right.set(test.right.subarray(person * test.items, (person + 1) * test.items), row * width);
    splits.forEach(({ item, split }, s) => {
      right[row * width + test.items + s] = splitAnswer(split, responseOf(test, person, item));
    });
  });
  const slope = slopes === "free" ? (j: number) => (j < test.items ? SLOPE_PRIOR : SPLIT_PRIOR) : SLOPE_PRIOR;
  const table = { persons: training.length, items: width, right };
  return fitTwoParameter(table, { slopes, slope, grid: GRID, tolerance: 3e-3 }).items;
}

export const parametersOf = (items: readonly ItemParameters[], at: number): ItemParameters => {
  const item = items[at];
  if (item === undefined) throw new Error(`there is no item ${at}`);
  return item;
};

/** Distributions of the exam score from posteriors on the grid: one Lord–Wingersky distribution a point, mixed. */
export function mixedScores(
  { test, tested }: Fold,
  items: readonly ItemParameters[],
  answersOf: (person: number) => GradedAnswer[],
) {
  const atPoint = Array.from(GRID.points, (ability) =>
    scoreDistribution(test.exam.map((item) => chanceOfRight(parametersOf(items, item), ability))),
  );
  return tested.map((person) => {
    const mixture = new Float64Array(test.exam.length + 1);
    abilityPosterior(answersOf(person), GRID).forEach((share, q) => {
      const scores = atPoint[q];
      if (scores !== undefined) mixIn(mixture, scores, share);
    });
    return mixture;
  });
}

export const ownAnswers = (fold: Fold, items: readonly ItemParameters[], person: number): GradedAnswer[] =>
  answered(fold, person).map((item) => ({ item: parametersOf(items, item), right: isRight(fold.test, person, item) }));

/** The two-parameter model, as the design has it. */
export function predictTwoParameter(fold: Fold): Predicted {
  const items = fitted(fold, "free", []);
  return mixedScores(fold, items, (person) => ownAnswers(fold, items, person));
}

/**
 * What the product itself works out: one number and a variance for ability (the common-slope model's), and 200 draws of
 * it. Shows what a normal ability and random draws cost against the grid.
 */
export function predictDrawn(fold: Fold, rng: Rng): Predicted {
  const items = fitted(fold, "common", []);
  const scale = items[0]?.slope ?? 1;
  const questions = fold.test.exam.map((item) => ({
    lesson: "all",
    offset: parametersOf(items, item).intercept,
    offsetVariance: 0,
  }));
  const model = { lessonVariance: 0, practiceGain: 0, offsetWeight: 1 };
  return fold.tested.map((person) => {
    const { mean, sd } = meanAndSd(abilityPosterior(ownAnswers(fold, items, person), GRID), GRID);
    const ability = { general: { mean: scale * mean, variance: (scale * sd) ** 2 }, lessons: {} };
    return drawnScores({ ability, questions, model }, rng);
  });
}

const rightOf = (fold: Fold, person: number): number =>
  answered(fold, person).filter((item) => isRight(fold.test, person, item)).length;

/**
 * Naive: everybody's share is drawn from one beta distribution, that of the training people's exam scores, and questions
 * are all alike.
 */
export function predictBetaBinomial(fold: Fold): Predicted {
  const { test, training, tested, asked } = fold;
  const scores = training.map((person) => test.exam.filter((item) => isRight(test, person, item)).length);
  const { a, b } = fitBeta(scores, test.exam.length);
  return tested.map((person) => {
    const right = rightOf(fold, person);
    return betaBinomial({ a: a + right, b: b + asked - right }, test.exam.length);
  });
}

/** Naive: the share right so far is the chance of each exam question. */
export function predictBinomial(fold: Fold): Predicted {
  return fold.tested.map((person) => {
    const share = rightOf(fold, person) / fold.asked;
    return scoreDistribution(fold.test.exam.map(() => share));
  });
}

/** Naive: the share right so far is taken for the chance of passing. */
export function rawShares(fold: Fold): number[] {
  return fold.tested.map((person) => rightOf(fold, person) / fold.asked);
}
