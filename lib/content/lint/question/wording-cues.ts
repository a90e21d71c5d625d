import { type ChoiceQuestion, choiceQuestions, problemsOf, type Rule } from "@/lib/content/lint/rule";
import { shownText, vocabulary, wordsOf } from "@/lib/content/lint/words";
import type { PackQuestion } from "@/lib/content/read-pack";
import { isChoice } from "@/lib/core/question/is-choice";

const SWEEPING = /\b(?:all|none) of the above\b/i;
const ABSOLUTE = new Set(["always", "never", "only", "all"]);

/** Words of five letters and more that carry no content. */
const EMPTY = new Set(
  (
    "about above after again against along already although among around because before being below between could " +
    "doing during either every everything first might neither other others rather should since still their there " +
    "these thing things those though through under until where whether which while whose within without would"
  ).split(" "),
);
const LETTERS = 5;

/** A word in more than this share of the bank's options is a word of the field: that a key repeats it tells nothing. */
const COMMON = 0.05;

/** The words of each option of a question. */
export const optionWords = ({ options }: Pick<ChoiceQuestion, "options">): string[][] =>
  options.map(({ text }) => [...new Set(vocabulary(shownText(text)))]);

/** The words that so many options of the written bank hold that nothing follows from them. */
export function commonWords(options: readonly (readonly string[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const words of options) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const isCommon = (count: number): boolean => count > 1 && count / options.length > COMMON;
  return new Set([...counts].filter(([, count]) => isCommon(count)).map(([word]) => word));
}

const contentWords = (text: string): string[] =>
  vocabulary(shownText(text)).filter((word) => word.length >= LETTERS && !/^\d/.test(word) && !EMPTY.has(word));

/** The content words of the stem that stand in a key and in no wrong option. */
function repeatedByKey(question: ChoiceQuestion, common: ReadonlySet<string>): string[] {
  const stem = new Set(contentWords(`${question.stem}\n\n${question.ask}`));
  const of = (keys: boolean): Set<string> =>
    new Set(question.options.flatMap(({ key, text }) => ((key === true) === keys ? contentWords(text) : [])));
  const wrong = of(false);
  return [...of(true)].filter((word) => stem.has(word) && !wrong.has(word) && !common.has(word));
}

/** No "all of the above", no absolute words in wrong options alone, no stem words that only the key repeats. */
export const wordingCues: Rule = (pack, context) => {
  const report = problemsOf(pack, "wording-cues");
  const common = context.commonWords ?? commonWords(choiceQuestions(pack).flatMap(optionWords));
  return pack.questions.flatMap((entry: PackQuestion) => {
    const { question } = entry;
    if (!isChoice(question)) return [];
    const at = (index: number) => ({ question: entry, path: ["options", index] });
    const absolutes = question.options.map(({ text }) => wordsOf(text).filter((word) => ABSOLUTE.has(word)));
    const keyIsAbsolute = question.options.some(({ key }, index) => key && (absolutes[index] ?? []).length > 0);
    const inOptions = question.options.flatMap(({ id, key, text }, index) => {
      const words = absolutes[index] ?? [];
      return [
        ...(SWEEPING.test(text) ? [report.error(`option ${id} speaks of the options above`, at(index))] : []),
        ...(!key && words.length > 0 && !keyIsAbsolute
          ? [report.error(`option ${id} says "${words.join(", ")}", and no key speaks so`, at(index))]
          : []),
      ];
    });
    const repeated = repeatedByKey(question, common);
    if (repeated.length === 0) return inOptions;
    const key = question.options.findIndex((option) => option.key);
    const message = `only the key repeats the stem's ${repeated.map((word) => `"${word}"`).join(", ")}`;
    return [...inOptions, repeated.length > 1 ? report.error(message, at(key)) : report.warning(message, at(key))];
  });
};
