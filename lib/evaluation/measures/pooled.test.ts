import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { seededRng } from "@/lib/core/shared/rng";
import { auc } from "./auc";
import { foldedLoss, foldedLossDifference } from "./pooled-losses";
import { foldedAuc, foldedAucDifference } from "./pooled-predictions";
import { rankScores, weightedAuc } from "./weighted-auc";

test("the weighted AUC is that of answers repeated as often as their learner counts", () => {
  const answer = fc.record({ score: fc.integer({ min: 0, max: 4 }), label: fc.nat(1), learner: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 20 }), fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), (answers, times) => {
      const ranked = rankScores(
        Float64Array.from(answers, ({ score }) => score),
        Uint8Array.from(answers, ({ label }) => label),
        Uint32Array.from(answers, ({ learner }) => learner),
      );
      const repeated = answers.flatMap((one) => Array.from({ length: times[one.learner] ?? 0 }, () => one));
      const plain = auc(
        repeated.map(({ score }) => score),
        repeated.map(({ label }) => label),
      );
      const weighted = weightedAuc(ranked, times);
      if (Number.isNaN(plain)) expect(weighted).toBeNaN();
      else expect(weighted).toBeCloseTo(plain, 12);
    }),
    FIXED_RUNS,
  );
});

/** Two folds of ten learners with twenty answers each; `noise` blurs the scores. */
function predictions(noise: number) {
  const rng = seededRng("pooled");
  return [0, 1].map((fold) => {
    const groups = Uint32Array.from({ length: 200 }, (_, i) => 10 * fold + Math.floor(i / 20));
    const labels = Uint8Array.from(groups, () => (rng() < 0.5 ? 1 : 0));
    const scores = Float64Array.from(labels, (label) => label + noise * rng());
    return { scores, labels, groups };
  });
}

test("AUC is the mean of the folds, and less noise is better by a paired difference", () => {
  const [sharp, dull] = [predictions(2), predictions(6)];
  const measured = foldedAuc(sharp, 20, "seed");
  expect(measured.n).toBe(400);
  const [first = 0, second = 0] = sharp.map(({ scores, labels }) => auc(scores, labels));
  expect(measured.figure).toBeCloseTo((first + second) / 2, 12);
  expect(measured.se).toBeGreaterThan(0.003);
  expect(measured.se).toBeLessThan(0.05);
  expect(foldedAuc(sharp, 20, "seed")).toEqual(measured);
  const { difference, se } = foldedAucDifference(sharp, dull, 20, "seed");
  expect(difference).toBeGreaterThan(4 * se);
  expect(foldedAucDifference(sharp, sharp, 20, "seed")).toEqual({ difference: 0, se: 0 });
});

test("loss is the mean of the folds' means, however many answers each has", () => {
  const fold = (losses: number[], groups: number[]) => ({
    losses: Float64Array.from(losses),
    groups: Uint32Array.from(groups),
  });
  const ours = [fold([1, 2, 3], [0, 0, 1]), fold([6], [2])];
  const theirs = [fold([2, 3, 4], [0, 0, 1]), fold([7], [2])];
  expect(foldedLoss(ours, 3, "seed")).toMatchObject({ figure: 4, n: 4 });
  expect(foldedLossDifference(ours, theirs, 3, "seed")).toEqual({ difference: -1, se: 0 });
});
