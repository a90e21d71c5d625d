import { type PickerScore, percent, pickerScore } from "@/lib/content/lint/picker";
import { type ChoiceQuestion, choiceQuestions, problemsOf, type Rule } from "@/lib/content/lint/rule";
import { shownText, vocabulary } from "@/lib/content/lint/words";
import type { PackContent } from "@/lib/content/read-pack";

/** So much more often than by chance may the words tell the key. */
export const VOCABULARY_MARGIN = 0.08;

/** How many keys and how many wrong options hold a word; `all` counts the options themselves. */
type Counts = { words: Map<string, { key: number; wrong: number }>; all: { key: number; wrong: number } };

type Bag = { side: "key" | "wrong"; words: Set<string> };

const bagsOf = (question: ChoiceQuestion): Bag[] =>
  question.options.map(({ key, text }) => ({
    side: key ? "key" : "wrong",
    words: new Set(vocabulary(shownText(text))),
  }));

function count(counts: Counts, bags: readonly Bag[], by: 1 | -1): void {
  for (const { side, words } of bags) {
    counts.all[side] += by;
    for (const word of words) {
      const known = counts.words.get(word) ?? { key: 0, wrong: 0 };
      known[side] += by;
      counts.words.set(word, known);
    }
  }
}

/** Log odds of key against wrong by naive Bayes over the words present, add-one smoothed (Manning et al. 2008, ch. 13). */
function logOdds({ words, all }: Counts, bag: Bag): number {
  let odds = 0;
  for (const word of bag.words) {
    const seen = words.get(word) ?? { key: 0, wrong: 0 };
    odds += Math.log((seen.key + 1) / (all.key + 2)) - Math.log((seen.wrong + 1) / (all.wrong + 2));
  }
  return odds;
}

/**
 * How often the words of the options alone tell the key: each question is left out, naive Bayes learns from the
 * options of all the others, and picks the options of the one left out that look most like a key.
 */
export function vocabularyScore(pack: PackContent): PickerScore {
  const counts: Counts = { words: new Map(), all: { key: 0, wrong: 0 } };
  const bags = new Map(choiceQuestions(pack).map((question) => [question, bagsOf(question)]));
  for (const options of bags.values()) count(counts, options, 1);
  return pickerScore(pack, (question) => {
    const options = bags.get(question) ?? [];
    count(counts, options, -1);
    const odds = options.map((bag) => logOdds(counts, bag));
    count(counts, options, 1);
    return odds;
  });
}

export type GiveawayWord = { word: string; keys: number; wrong: number };

/** The words that stand in keys far more often than their share, or far less, strongest first. */
export function giveawayWords(pack: PackContent, most: number): GiveawayWord[] {
  const counts: Counts = { words: new Map(), all: { key: 0, wrong: 0 } };
  for (const question of choiceQuestions(pack)) count(counts, bagsOf(question), 1);
  const share = counts.all.key / Math.max(1, counts.all.key + counts.all.wrong);
  return [...counts.words]
    .map(([word, { key, wrong }]) => {
      const expected = share * (key + wrong);
      // Standardised residual of a binomial count: about ±2 where a word is even.
      return { word, keys: key, wrong, z: (key - expected) / Math.sqrt(expected * (1 - share) || 1) };
    })
    .filter(({ z }) => Math.abs(z) > 2)
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.word < b.word ? -1 : 1))
    .slice(0, most)
    .map(({ word, keys, wrong }) => ({ word, keys, wrong }));
}

/** A bag-of-words classifier finds the key at most 8 points more often than chance. */
export const giveawayVocabulary: Rule = (pack) => {
  const { score, chance } = vocabularyScore(pack);
  if (score <= chance + VOCABULARY_MARGIN) return [];
  const words = giveawayWords(pack, 6).map(({ word, keys, wrong }) => `${word} ${keys}/${keys + wrong}`);
  const message = `the words of the options tell ${percent(score)} of the keys, chance ${percent(chance)}`;
  return [problemsOf(pack, "giveaway-vocabulary").statistic(`${message}; in keys/in all: ${words.join(", ")}`)];
};
