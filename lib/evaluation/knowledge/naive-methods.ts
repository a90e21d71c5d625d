import type { AuthoredQuestion } from "@/lib/core/learning/fit/fit-offsets";
import type { LearnerHistory } from "@/lib/core/learning/fit/history";
import { logistic } from "@/lib/core/learning/mastery/predict-answer";

/** Predicts every answer of a learner's history, each from what came before it. */
export type NextAnswerMethod = (history: LearnerHistory) => number[];

type Questions = ReadonlyMap<string, AuthoredQuestion>;

/** The share right of the question's skills among training learners, whoever answers. */
export function perSkill(questions: Questions, training: readonly LearnerHistory[]): NextAnswerMethod {
  const tallies = new Map<string, { right: number; answers: number }>();
  const key = (question: string) => questions.get(question)?.lessons.join(";") ?? "";
  const all = { right: 0, answers: 0 };
  for (const answer of training.flat()) {
    const tally = tallies.get(key(answer.question)) ?? { right: 0, answers: 0 };
    for (const into of [tally, all]) {
      into.right += answer.right ? 1 : 0;
      into.answers += 1;
    }
    tallies.set(key(answer.question), tally);
  }
  const usual = all.right / Math.max(1, all.answers);
  return (history) =>
    history.map(({ question }) => {
      const tally = tallies.get(key(question)) ?? { right: 0, answers: 0 };
      return (tally.right + usual) / (tally.answers + 1);
    });
}

/**
 * Elo with one ability a learner and one difficulty a question (Pelánek, Computers & Education 98, 2016): each moves by
 * K(n)·(y − p) with K(n) = 1 / (1 + 0.05 n). Difficulties are learned from training learners and then stay.
 */
export function elo(training: readonly LearnerHistory[]): NextAnswerMethod {
  const difficulty = new Map<string, { level: number; answers: number }>();
  const step = (n: number) => 1 / (1 + 0.05 * n);
  const predict = (history: LearnerHistory, learns: boolean): number[] => {
    let ability = 0;
    return history.map(({ question, right }, n) => {
      const item = difficulty.get(question) ?? { level: 0, answers: 0 };
      const p = logistic(ability - item.level);
      const error = (right ? 1 : 0) - p;
      ability += step(n) * error;
      if (learns) {
        difficulty.set(question, { level: item.level - step(item.answers) * error, answers: item.answers + 1 });
      }
      return p;
    });
  };
  for (const history of training) predict(history, true);
  return (history) => predict(history, false);
}
