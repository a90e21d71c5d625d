import { type PickerScore, percent, pickerScore } from "@/lib/content/lint/picker";
import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { shownText } from "@/lib/content/lint/words";
import type { PackContent } from "@/lib/content/read-pack";

const TOO_LONG = 1.35;
/** So much more often than by chance may the longest option be the key. */
export const LONGEST_MARGIN = 0.05;

const lengthOf = (text: string): number => shownText(text).length;

/** How often the habit "pick the longest" finds the key. */
export const longestOptionScore = (pack: PackContent): PickerScore =>
  pickerScore(pack, ({ options }) => options.map(({ text }) => lengthOf(text)));

/**
 * No key is over 1.35 times as long as the question's wrong options are on average; over the bank, picking the longest
 * option finds the key at most 5 points more often than chance.
 */
export const longestOption: Rule = (pack) => {
  const report = problemsOf(pack, "longest-option");
  const single = pack.questions.flatMap((entry) => {
    const { question } = entry;
    if (question.type !== "multiple-choice" && question.type !== "multiple-response") return [];
    const wrong = question.options.filter(({ key }) => !key).map(({ text }) => lengthOf(text));
    const mean = wrong.reduce((sum, length) => sum + length, 0) / Math.max(1, wrong.length);
    return question.options.flatMap(({ id, key, text }, index) => {
      const ratio = lengthOf(text) / mean;
      if (!key || !(ratio > TOO_LONG)) return [];
      const message = `key ${id} is ${ratio.toFixed(2)} times as long as the wrong options, ${TOO_LONG} is the most`;
      return [report.error(message, { question: entry, path: ["options", index] })];
    });
  });
  const { score, chance } = longestOptionScore(pack);
  if (score <= chance + LONGEST_MARGIN) return single;
  const message = `picking the longest option finds ${percent(score)} of the keys, chance ${percent(chance)}`;
  return [...single, report.statistic(message)];
};
