import { type FoldLosses, foldedLoss, foldedLossDifference } from "@/lib/evaluation/measures/pooled-losses";
import { type FoldPredictions, foldedAuc, foldedAucDifference } from "@/lib/evaluation/measures/pooled-predictions";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { fitOptionMethods, type PredictedOption } from "./predict-options";
import { readOptions } from "./read-options";

type Predicted = Readonly<{ learner: number; option: PredictedOption }>;
type Chance = keyof PredictedOption["chance"];
type Share = keyof NonNullable<PredictedOption["taken"]>;

const DATA_SET = "eedi";

/**
 * Measures, on answers whose chosen option is known, how well right or wrong is predicted (AUC) and, of the wrong
 * answers, which option (log-loss in nats). A learner's targets are named by their mask; the rest of their answers is
 * what is known of them. All that is fitted sees the learners of the other folds only. No rows without such data.
 */
export function evaluateOptions(dataDir: string, options: { seed: string; log: (line: string) => void }): Yardstick[] {
  const data = readOptions(dataDir);
  if (data === null) return [];
  const folds = data.folds.map((fold): Predicted[] => {
    const training = data.learners.filter((learner) => learner.fold !== fold).map(({ answers }) => answers);
    const predict = fitOptionMethods(data, training);
    options.log(`${DATA_SET}: fold ${fold} of ${data.folds.length}`);
    return data.learners.flatMap(({ fold: of, answers }, learner) =>
      of === fold ? predict(answers).map((option) => ({ learner, option })) : [],
    );
  });
  const learners = data.learners.length;
  const seed = `${options.seed}/${DATA_SET}`;
  const chances = (method: Chance) => folds.map((fold) => chancesOf(fold, method));
  const losses = (method: Share) => folds.map((fold) => lossesOf(fold, method));
  const [means, mastery] = [chances("questionMeans"), chances("mastery")];
  const [majority, shares, byAbility] = [losses("majority"), losses("shares"), losses("byAbility")];
  const whichWrong = {
    on: DATA_SET,
    better: "lower" as const,
    naive: [{ name: "all questions' options", figure: foldedLoss(majority, learners, seed).figure }],
    reference: "question's own shares 1.0324; ability-dependent 1.0297",
    published: "–",
  };
  const againstMajority = (ours: FoldLosses[]) => ({
    against: "all questions' options",
    ...foldedLossDifference(ours, majority, learners, seed),
  });
  return [
    {
      id: `${DATA_SET}/auc/mastery`,
      what: "right or wrong, AUC",
      on: DATA_SET,
      better: "higher",
      ...foldedAuc(mastery, learners, seed),
      naive: [{ name: "question means", figure: foldedAuc(means, learners, seed).figure }],
      paired: [{ against: "question means", ...foldedAucDifference(mastery, means, learners, seed) }],
      reference: ".780",
      published: "simpleKT on NIPS34 ≈ .80 (other split)",
      floor: { atLeast: 0.78 },
    },
    {
      ...whichWrong,
      id: `${DATA_SET}/wrong-option/shares`,
      what: "which wrong option, log-loss: the question's own shares",
      ...foldedLoss(shares, learners, seed),
      paired: [againstMajority(shares)],
      floor: {},
    },
    {
      ...whichWrong,
      id: `${DATA_SET}/wrong-option/by-ability`,
      what: "which wrong option, log-loss: shares that depend on ability",
      ...foldedLoss(byAbility, learners, seed),
      paired: [
        againstMajority(byAbility),
        { against: "question's own shares", ...foldedLossDifference(byAbility, shares, learners, seed) },
      ],
      floor: { atMost: 1.03 },
    },
  ];
}

function chancesOf(fold: readonly Predicted[], method: Chance): FoldPredictions {
  return {
    scores: Float64Array.from(fold, ({ option }) => option.chance[method]),
    labels: Uint8Array.from(fold, ({ option }) => (option.right ? 1 : 0)),
    groups: Uint32Array.from(fold, ({ learner }) => learner),
  };
}

function lossesOf(fold: readonly Predicted[], method: Share): FoldLosses {
  const wrong = fold.flatMap(({ learner, option: { taken } }) =>
    taken === null ? [] : [{ learner, loss: -Math.log(Math.max(1e-12, taken[method])) }],
  );
  return {
    losses: Float64Array.from(wrong, ({ loss }) => loss),
    groups: Uint32Array.from(wrong, ({ learner }) => learner),
  };
}
