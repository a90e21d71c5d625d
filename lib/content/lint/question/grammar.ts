import { type ChoiceQuestion, onceAFamily, problemsOf, type Rule } from "@/lib/content/lint/rule";
import { shownText } from "@/lib/content/lint/words";
import { isChoice } from "@/lib/core/question/is-choice";
import type { Question } from "@/lib/core/question/schema";

const NUMBERS = ["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"];
const NUMBER = new RegExp(`\\b(${NUMBERS.join("|")})\\b`);

/** How many parts an answer has; null where the type does not ask for a number. */
function wantedOf(question: Question): number | null {
  switch (question.type) {
    case "multiple-choice":
      return 1;
    case "multiple-response":
      return question.choose;
    case "ordering":
      return question.items.length;
    case "matching":
      return null;
  }
}

function numberProblem(question: Question): string | null {
  const wanted = wantedOf(question);
  const word = NUMBER.exec(question.ask)?.[1];
  if (wanted === null) return null;
  if (word === undefined) {
    return question.type === "multiple-response" ? `the ask does not say how many: ${NUMBERS[wanted - 1]}` : null;
  }
  return NUMBERS.indexOf(word) + 1 === wanted ? null : `the ask says ${word}, and ${wanted} are right`;
}

/** What of the form of an option stands out: a full stop at its end, a small letter at its beginning. */
function formProblems({ options }: ChoiceQuestion): string[] {
  const odd = (what: string, has: (text: string) => boolean): string[] => {
    const with_ = options.filter(({ text }) => has(text));
    if (with_.length === 0 || with_.length === options.length) return [];
    return [`some options ${what} and others do not: ${with_.map(({ id }) => id).join(", ")}`];
  };
  return [
    ...odd("end with a full stop", (text) => shownText(text).endsWith(".")),
    // Code and numbers begin as they are written.
    ...odd("begin with a small letter", (text) => /^\p{Ll}[\p{Ll}]+ /u.test(text)),
  ];
}

/** The ask fits the answer, and no option is set apart by its grammar: number, article, full stop, first letter. */
export const grammar: Rule = (pack) => {
  const report = problemsOf(pack, "grammar");
  return onceAFamily(pack).flatMap((entry) => {
    const { question } = entry;
    const number = numberProblem(question);
    const article = /\b(?:an?)\s*[…:.]*$/i.exec(question.ask);
    const choice = isChoice(question);
    return [
      ...(number === null ? [] : [report.error(number, { question: entry, path: ["ask"] })]),
      ...(article === null
        ? []
        : [
            report.error("the ask ends with an article, which fits some options and not others", {
              question: entry,
              path: ["ask"],
            }),
          ]),
      ...(choice
        ? formProblems(question).map((message) => report.error(message, { question: entry, path: ["options"] }))
        : []),
    ];
  });
};
