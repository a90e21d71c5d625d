import type { GradedAnswer } from "@/lib/core/learning/item-parameters/ability";
import {
  type Split,
  type SplitShape,
  splitAnswer,
  wrongAnswerSplits,
} from "@/lib/core/learning/item-parameters/wrong-answer-splits";
import { chanceFrom } from "@/lib/core/learning/readiness/score-distribution";
import {
  answered,
  type Fold,
  fitted,
  isRight,
  mixedScores,
  ownAnswers,
  type Predicted,
  parametersOf,
  responseOf,
} from "./predict-scores";

/** Whether a response differs from the key in one option that was left out or was one too many. */
function isNear(key: string, response: string): boolean {
  const inOne = [...new Set(key + response)].filter((option) => key.includes(option) !== response.includes(option));
  return response !== "" && inOne.length === 1;
}

/** The splits of all practice items, by what the training people answered. */
function splitsOf({ test, training }: Fold, shape: SplitShape): { item: number; split: Split }[] {
  const practice = [...new Set(test.order.flat())].sort((a, b) => a - b);
  return practice.flatMap((item) => {
    const counts = new Map<string, number>();
    for (const person of training) {
      if (isRight(test, person, item)) continue;
      const response = responseOf(test, person, item);
      counts.set(response, (counts.get(response) ?? 0) + 1);
    }
    const key = test.keys[item] ?? "";
    return wrongAnswerSplits(counts, (response) => isNear(key, response), shape).map((split) => ({ item, split }));
  });
}

/**
 * The two-parameter model that also looks at which wrong answer was given to the practice items: one that able people
 * give, too, lowers a learner less than one that they do not.
 */
export function predictWithWrongAnswers(fold: Fold, shape: SplitShape): Predicted {
  const { test } = fold;
  const splits = splitsOf(fold, shape);
  const items = fitted(fold, "free", splits);
  const byItem = new Map<number, { split: Split; at: number }[]>();
  splits.forEach(({ item, split }, s) => {
    byItem.set(item, [...(byItem.get(item) ?? []), { split, at: test.items + s }]);
  });
  return mixedScores(fold, items, (person) => [
    ...ownAnswers(fold, items, person),
    ...answered(fold, person).flatMap((item) =>
      (byItem.get(item) ?? []).flatMap(({ split, at }): GradedAnswer[] => {
        const said = splitAnswer(split, responseOf(test, person, item));
        return said < 0 ? [] : [{ item: parametersOf(items, at), right: said === 1 }];
      }),
    ),
  ]);
}

const SHAPES: readonly SplitShape[] = [
  { nearFirst: true, mostFrequent: 0 },
  { nearFirst: true, mostFrequent: 1 },
  { nearFirst: true, mostFrequent: 2 },
  { nearFirst: true, mostFrequent: 4 },
  { nearFirst: false, mostFrequent: 1 },
  { nearFirst: false, mostFrequent: 2 },
  { nearFirst: false, mostFrequent: 4 },
];

/**
 * How finely to tell wrong answers apart, chosen inside the training people: learnt on three quarters of them, the shape
 * with the lowest Brier score on the last quarter. The tested people have no part in it.
 */
export function chooseShape(fold: Fold, passed: ArrayLike<number>, cut: number): SplitShape {
  const tested = fold.training.filter((_, i) => i % 4 === 3);
  const inner: Fold = { ...fold, training: fold.training.filter((_, i) => i % 4 !== 3), tested };
  let best = { shape: SHAPES[0] ?? { nearFirst: true, mostFrequent: 0 }, loss: Infinity };
  for (const shape of SHAPES) {
    const loss = predictWithWrongAnswers(inner, shape).reduce(
      (sum, scores, i) => sum + (chanceFrom(scores, cut) - (passed[tested[i] ?? 0] ?? 0)) ** 2,
      0,
    );
    if (loss < best.loss) best = { shape, loss };
  }
  return best.shape;
}
