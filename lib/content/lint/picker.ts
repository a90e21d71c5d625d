import type { PackContent } from "@/lib/content/read-pack";
import { type ChoiceQuestion, choiceQuestions } from "./rule";

/**
 * How well somebody fares who knows nothing and picks by one habit: the share of their picks that are keys, over all
 * choice questions (in a multiple-response question they pick as many options as it asks for), and the same share for
 * blind picks. Both are 0 for a bank without choice questions.
 */
export type PickerScore = { score: number; chance: number; questions: number };

/** The share of the best `choose` options by `value` that are keys; equal values are drawn by lot, on average. */
function shareOfKeys(options: readonly { key: boolean; value: number }[], choose: number): number {
  const cut = options.map(({ value }) => value).sort((a, b) => b - a)[choose - 1] ?? 0;
  const sure = options.filter(({ value }) => value > cut);
  const tied = options.filter(({ value }) => value === cut);
  const keys = (list: typeof options): number => list.filter(({ key }) => key).length;
  return (keys(sure) + (keys(tied) * (choose - sure.length)) / tied.length) / choose;
}

const chosenCount = (question: ChoiceQuestion): number => (question.type === "multiple-choice" ? 1 : question.choose);

/** Scores the habit of picking the options with the highest value; `values` follow the options of the question. */
export function pickerScore(pack: PackContent, values: (question: ChoiceQuestion) => readonly number[]): PickerScore {
  const questions = choiceQuestions(pack);
  if (questions.length === 0) return { score: 0, chance: 0, questions: 0 };
  let score = 0;
  let chance = 0;
  for (const question of questions) {
    const choose = chosenCount(question);
    const worth = values(question);
    const options = question.options.map((option, index) => ({ key: option.key === true, value: worth[index] ?? 0 }));
    score += shareOfKeys(options, choose);
    chance += options.filter(({ key }) => key).length / options.length;
  }
  return { score: score / questions.length, chance: chance / questions.length, questions: questions.length };
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
