import { fitMastery } from "@/lib/core/learning/fit/fit-mastery";
import { type LearnerHistory, replayHistory } from "@/lib/core/learning/fit/history";
import { predictBySecondLayer } from "@/lib/core/learning/mastery/second-layer";
import { auc } from "@/lib/evaluation/measures/auc";
import { type FoldPredictions, foldedAuc, foldedAucDifference } from "@/lib/evaluation/measures/pooled-predictions";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { elo, type NextAnswerMethod, perSkill } from "./naive-methods";
import { type KnowledgeData, knowledgeDataSets, readKnowledge } from "./read-knowledge";

type Options = { seed: string; log: (line: string) => void };

const METHODS = ["skill", "elo", "online", "layer"] as const;
type Method = (typeof METHODS)[number];
type Predictions = Record<Method, FoldPredictions[]>;

/**
 * Measures how well the next answer is predicted: AUC over the pooled answers of a fold, the mean of the folds, split by
 * learner, the first answer included. Everything fitted (the six numbers, the offsets, the second layer) and every
 * naive method sees the training learners of its fold only. No rows for a folder without such data.
 */
export function evaluateKnowledge(dataDir: string, options: Options): Yardstick[] {
  return knowledgeDataSets(dataDir).flatMap((file) => rowsFor(readKnowledge(file), options));
}

function rowsFor(data: KnowledgeData, options: Options): Yardstick[] {
  const predictions: Predictions = { skill: [], elo: [], online: [], layer: [] };
  for (const fold of data.folds) {
    const training = data.learners.filter((learner) => learner.fold !== fold).map(({ history }) => history);
    const methods = fitted(data, training);
    for (const method of METHODS) predictions[method].push(predictFold(data, fold, methods[method]));
    options.log(
      `${data.name}: fold ${fold}: AUC ${lastAuc(predictions.online)}, second layer ${lastAuc(predictions.layer)}`,
    );
  }
  const learners = data.learners.length;
  const seed = `${options.seed}/${data.name}`;
  const naive = [
    { name: "per skill", figure: foldedAuc(predictions.skill, learners, seed).figure },
    { name: "Elo", figure: foldedAuc(predictions.elo, learners, seed).figure },
  ];
  const against = (ours: Method, theirs: Method, name: string) => ({
    against: name,
    ...foldedAucDifference(predictions[ours], predictions[theirs], learners, seed),
  });
  const common = { on: data.name, better: "higher" as const, naive };
  return [
    {
      ...common,
      id: `${data.name}/auc/online`,
      what: "next answer, AUC: the online filter",
      ...foldedAuc(predictions.online, learners, seed),
      paired: [against("online", "skill", "per skill"), against("online", "elo", "Elo")],
      reference: "online filter .769",
      published: "Best-LR .77, DKT .75, SAKT .75; pyKT's AKT .785",
      floor: { atLeast: 0.768 },
    },
    {
      ...common,
      id: `${data.name}/auc/second-layer`,
      what: "next answer, AUC: with the second layer",
      ...foldedAuc(predictions.layer, learners, seed),
      paired: [against("layer", "elo", "Elo"), against("layer", "online", "the online filter")],
      reference: "with a Best-LR layer .780",
      published: "Best-LR .77, DKT .75, SAKT .75; pyKT's AKT .785",
      floor: { atLeast: 0.778 },
    },
  ];
}

function lastAuc(folds: readonly FoldPredictions[]): string {
  const last = folds.at(-1);
  return last === undefined ? "–" : auc(last.scores, last.labels).toFixed(4);
}

function fitted(data: KnowledgeData, training: readonly LearnerHistory[]): Record<Method, NextAnswerMethod> {
  const { parameters, offsets, layer } = fitMastery(data.questions, training);
  const online: NextAnswerMethod = (history) => {
    const probabilities: number[] = [];
    replayHistory(history, offsets.questions, parameters, ({ expected }) => probabilities.push(expected.probability));
    return probabilities;
  };
  const withLayer: NextAnswerMethod = (history) => {
    const probabilities: number[] = [];
    replayHistory(history, offsets.questions, parameters, ({ standing, expected, question }) => {
      probabilities.push(predictBySecondLayer(standing, expected, question, layer).probability);
    });
    return probabilities;
  };
  return { skill: perSkill(data.questions, training), elo: elo(training), online, layer: withLayer };
}

function predictFold(data: KnowledgeData, fold: string, method: NextAnswerMethod): FoldPredictions {
  const scores: number[] = [];
  const labels: number[] = [];
  const groups: number[] = [];
  for (const [learner, { fold: of, history }] of data.learners.entries()) {
    if (of !== fold) continue;
    const predicted = method(history);
    for (const [i, { right }] of history.entries()) {
      scores.push(predicted[i] ?? 0.5);
      labels.push(right ? 1 : 0);
      groups.push(learner);
    }
  }
  return { scores: Float64Array.from(scores), labels: Uint8Array.from(labels), groups: Uint32Array.from(groups) };
}
