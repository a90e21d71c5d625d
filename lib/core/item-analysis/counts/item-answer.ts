import { type Cell, OMIT } from "@/lib/core/item-analysis/statistics/cell";
import type { ItemDescription } from "@/lib/core/item-analysis/statistics/item-statistics";
import type { Answer, ResponseValue } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import type { Scored } from "@/lib/core/question/score";
import type { ItemAnswer } from "./item-counts";

/** The right answer to a draw of a family, whose numbers and letters differ from draw to draw. */
export const RIGHT_SUM = "right";

/** An answer as text: an option's id, or a pattern that is the same for the same choices. */
function patternOf(type: Question["type"], answer: ResponseValue): string {
  if (typeof answer === "string") return answer;
  if (Array.isArray(answer)) return type === "ordering" ? answer.join(" > ") : [...answer].sort().join(" + ");
  return Object.entries(answer)
    .map(([prompt, option]) => `${prompt}: ${option}`)
    .sort()
    .join(", ");
}

/** An answer to a draw as its family counts it: right, or the trap that it took. */
function slipOf(question: Question, answer: ResponseValue, { outcome, evidence }: Scored): string {
  if (outcome === "right") return RIGHT_SUM;
  if (question.type === "multiple-choice") {
    return question.options.find(({ id }) => id === answer)?.trap ?? PLAIN_ERROR;
  }
  return evidence.taken.length === 0 ? PLAIN_ERROR : [...evidence.taken].sort().join(" + ");
}

/** An answer with what its attempt was scored by: a repair changes what was right, and the question stays as it was. */
export type ScoredAnswer = { question: Question; family: string | null; answer: Answer; scored: Scored };

/** A scored answer as it is counted. `rest` is about the other scored questions of the attempt. */
export function itemAnswer({ question, family, answer, scored }: ScoredAnswer, rest: ItemAnswer["rest"]): ItemAnswer {
  const pattern = answer === null ? "" : patternOf(question.type, answer);
  const isOmitted = answer === null || pattern === "";
  return {
    option: isOmitted ? OMIT : family === null ? pattern : slipOf(question, answer, scored),
    right: scored.outcome === "right",
    rest,
    taken: scored.evidence.taken,
    refused: scored.evidence.refused,
  };
}

/** What a question says about its options. */
export function describeItem(question: Question): ItemDescription {
  if (question.type !== "multiple-choice") return { kind: "pattern", options: [] };
  return {
    kind: "choice",
    options: question.options.map(({ id, key, trap }) => ({
      id,
      isKey: key === true,
      trap: trap === undefined || trap === PLAIN_ERROR ? null : trap,
    })),
  };
}

/** As `describeItem`, with the keys that the answers were scored by: after a repair they may be others. */
export function describeScored(question: Question, cells: readonly Cell[]): ItemDescription {
  const description = describeItem(question);
  return {
    ...description,
    options: description.options.map((option) => {
      const theirs = cells.filter((cell) => cell.option === option.id);
      return theirs.length === 0 ? option : { ...option, isKey: theirs.some(({ right }) => right) };
    }),
  };
}

/** What is known of the answers to a family: each wrong one is named by its trap. */
export const describeFamily = (cells: readonly Cell[]): ItemDescription => ({
  kind: "pattern",
  options: cells.flatMap(({ option, right }) => {
    const trap = right || option === PLAIN_ERROR ? null : option;
    return option === OMIT ? [] : [{ id: option, isKey: right, trap }];
  }),
});
