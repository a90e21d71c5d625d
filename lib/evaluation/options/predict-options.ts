import { fitParameters } from "@/lib/core/learning/fit/fit-mastery";
import { fitOffsets } from "@/lib/core/learning/fit/fit-offsets";
import { DEFAULT_OPTION_PRIORS, fitOptionShares, type WrongAnswer } from "@/lib/core/learning/fit/fit-option-shares";
import type { LearnerHistory } from "@/lib/core/learning/fit/history";
import {
  DEFAULT_MASTERY_PARAMETERS,
  type MasteryParameters,
  type QuestionParameters,
} from "@/lib/core/learning/mastery/mastery-parameters";
import { predictAnswer, type Standing } from "@/lib/core/learning/mastery/predict-answer";
import { type MasteryAnswer, masteryOf, standingFor } from "@/lib/core/learning/mastery/update-mastery";
import { wrongOptionShares } from "@/lib/core/learning/options/option-shares";
import type { OptionAnswer, OptionData } from "./read-options";

type Answers = readonly OptionAnswer[];

/** One target answer with what each method gave to a right answer, and to the wrong option that was taken (if so). */
export type PredictedOption = Readonly<{
  right: boolean;
  chance: { questionMeans: number; mastery: number };
  /** Of a wrong answer: the share that each method gave to the option taken. Null for a right one. */
  taken: { majority: number; shares: number; byAbility: number } | null;
}>;

const WITHOUT_ORDER: MasteryParameters = {
  ...DEFAULT_MASTERY_PARAMETERS,
  generalDrift: 0,
  lessonDriftPerDay: 0,
  practiceGain: 0,
};

/**
 * Fits all methods on training learners, and returns the prediction of a learner's targets from their other answers.
 * The answers have neither time nor order, so nothing drifts or grows; the other numbers are fitted.
 */
export function fitOptionMethods(
  data: OptionData,
  training: readonly Answers[],
): (answers: Answers) => PredictedOption[] {
  const histories = training.map((answers) => answers.map(({ question, right }) => ({ question, right, at: 0 })));
  const { authored, parameters } = bestLessoning(data, histories);
  const { questions } = fitOffsets(authored, histories, parameters);
  const wrong = training.flatMap((answers) => wrongAnswers(answers, questions, parameters));
  const plain = fitOptionShares(data.distractors, wrong, { ...DEFAULT_OPTION_PRIORS, slopePrecision: 1e9 });
  const byAbility = fitOptionShares(data.distractors, wrong);
  const means = questionMeans(training);
  const majority = optionMajority(training);

  return (answers) => {
    const seen = stateOf(
      answers.filter(({ target }) => !target),
      questions,
      parameters,
    );
    return answers.flatMap((answer) => {
      const question = questions.get(answer.question);
      const shares = plain.get(answer.question);
      const sloped = byAbility.get(answer.question);
      if (!answer.target || question === undefined || shares === undefined || sloped === undefined) return [];
      const standing = standingFor(seen, question, parameters);
      const { option } = answer;
      const taken = answer.right
        ? null
        : {
            majority: majority(data.distractors.get(answer.question) ?? [], option),
            shares: wrongOptionShares(shares, 0)[option] ?? 0,
            byAbility: wrongOptionShares(sloped, levelOf(standing))[option] ?? 0,
          };
      const mastery = predictAnswer(standing, question, 0, parameters).probability;
      return [{ right: answer.right, chance: { questionMeans: means(answer.question), mastery }, taken }];
    });
  };
}

/** The way of taking subjects for lessons that predicts held-back training learners best, with its numbers. */
function bestLessoning(data: OptionData, histories: readonly LearnerHistory[]) {
  const [first, ...others] = data.lessonings.map((authored) => ({
    authored,
    ...fitParameters(authored, histories, {
      start: WITHOUT_ORDER,
      held: ["generalDrift", "lessonDriftPerDay", "practiceGain"],
      searchAnswers: 10_000,
      maxEvaluations: 60,
    }),
  }));
  if (first === undefined) throw new Error("there is no way of taking subjects for lessons");
  return others.reduce((best, way) => (way.logLoss.after < best.logLoss.after ? way : best), first);
}

function stateOf(answers: Answers, questions: ReadonlyMap<string, QuestionParameters>, parameters: MasteryParameters) {
  const known = answers.flatMap(({ question, right }): MasteryAnswer[] => {
    const found = questions.get(question);
    return found === undefined ? [] : [{ question: found, right, at: 0 }];
  });
  return masteryOf(known, parameters);
}

/** A learner's ability where a question asks for it: in general and in its lessons. */
function levelOf({ general, lessons }: Standing): number {
  return general.mean + lessons.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, lessons.length);
}

function wrongAnswers(
  answers: Answers,
  questions: ReadonlyMap<string, QuestionParameters>,
  parameters: MasteryParameters,
): WrongAnswer[] {
  const state = stateOf(answers, questions, parameters);
  return answers.flatMap(({ question: id, option, right }) => {
    const question = questions.get(id);
    if (right || question === undefined) return [];
    return [{ question: id, option, ability: levelOf(standingFor(state, question, parameters)) }];
  });
}

/** Naive: the share right of each question, shrunk by one answer to that of all. */
function questionMeans(training: readonly Answers[]): (question: string) => number {
  const tallies = new Map<string, { right: number; answers: number }>();
  const all = { right: 0, answers: 0 };
  for (const { question, right } of training.flat()) {
    const tally = tallies.get(question) ?? { right: 0, answers: 0 };
    for (const into of [tally, all]) {
      into.right += right ? 1 : 0;
      into.answers += 1;
    }
    tallies.set(question, tally);
  }
  const usual = all.right / Math.max(1, all.answers);
  return (question) => {
    const { right, answers } = tallies.get(question) ?? { right: 0, answers: 0 };
    return (right + usual) / (answers + 1);
  };
}

/** Naive: how often each option is chosen over all questions, right or wrong, among the wrong ones of this question. */
function optionMajority(training: readonly Answers[]): (distractors: readonly string[], option: string) => number {
  const counts = new Map<string, number>();
  for (const { option } of training.flat()) counts.set(option, (counts.get(option) ?? 0) + 1);
  return (distractors, option) =>
    (counts.get(option) ?? 0) / distractors.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
}
