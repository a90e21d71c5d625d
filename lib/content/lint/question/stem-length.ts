import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { countWords, shownText } from "@/lib/content/lint/words";

const FEWEST = 40;
const MOST = 130;
const FEWEST_IN_CASE = 10;

/**
 * Stem and ask have 40–130 words together. In a case the scenario helps to reach the least, and the most holds for
 * the question's own words, since the scenario is read once for all of them.
 */
export const stemLength: Rule = (pack) => {
  const report = problemsOf(pack, "stem-length");
  return pack.questions.flatMap((entry) => {
    const { question, context } = entry;
    const own = countWords(shownText(question.stem)) + countWords(question.ask);
    const shared = context === null ? 0 : countWords(shownText(context.scenario));
    const spot = { question: entry, path: ["stem"] };
    const words = [
      ...(own + shared < FEWEST ? [`${own + shared} words, ${FEWEST} are the least`] : []),
      ...(context !== null && own < FEWEST_IN_CASE ? [`${own} words of its own, ${FEWEST_IN_CASE} are the least`] : []),
      ...(own > MOST ? [`${own} words, ${MOST} are the most`] : []),
    ];
    return words.map((message) => report.error(`stem and ask have ${message}`, spot));
  });
};
