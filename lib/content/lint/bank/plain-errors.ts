import { percent } from "@/lib/content/lint/picker";
import { problemsOf, type Rule, writtenQuestions } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";

const MOST = 0.2;

/** What a learner can wrongly choose in a question, each with its tag; a decoy without one is a plain error. */
function wrongChoices(question: Question): string[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return question.options.filter(({ key }) => !key).map(({ trap }) => trap ?? PLAIN_ERROR);
    case "ordering":
      return [...question.wrongOrders, ...question.decoys].map(({ trap }) => trap ?? PLAIN_ERROR);
    case "matching":
      return question.wrongPairs.map(({ trap }) => trap);
  }
}

/** The share of the written questions' wrong choices that admit no trap, from 0 to 1. In draws every one has a trap. */
export function plainErrorShare(pack: PackContent): number {
  const tags = writtenQuestions(pack).flatMap(({ question }) => wrongChoices(question));
  return tags.filter((tag) => tag === PLAIN_ERROR).length / Math.max(1, tags.length);
}

/** At most one wrong choice in five is a plain error: the others each say something about the learner. */
export const plainErrors: Rule = (pack) => {
  const share = plainErrorShare(pack);
  if (share <= MOST) return [];
  const message = `${percent(share)} of the wrong choices are plain errors, ${percent(MOST)} is the most`;
  return [problemsOf(pack, "plain-errors").warning(message)];
};
