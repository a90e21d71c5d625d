import { RIGHT_SUM } from "@/lib/core/item-analysis/counts/item-answer";
import { OMIT, OTHERS } from "@/lib/core/item-analysis/statistics/cell";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";

/** How answers are called: short in tables and pictures (`B`, `A + C`), with the legend that says what the letters are. */
export type AnswerNames = { nameOf: (option: string) => string; legend: readonly { name: string; text: string }[] };

const letter = (place: number): string => String.fromCharCode(65 + place);

const SPECIAL = new Map([
  [OMIT, "no answer"],
  [OTHERS, "all others"],
]);

type Part = { id: string; text: string };

/** Replaces the ids of a pattern by their names, between the signs that join them. */
const renamed = (pattern: string, names: ReadonlyMap<string, string>): string =>
  SPECIAL.get(pattern) ??
  pattern
    .split(/( > | \+ |: |, )/)
    .map((part) => names.get(part) ?? part)
    .join("");

function lettered(parts: readonly Part[]): AnswerNames {
  const names = new Map(parts.map(({ id }, place) => [id, letter(place)]));
  return {
    nameOf: (option) => renamed(option, names),
    legend: parts.map(({ text }, place) => ({ name: letter(place), text })),
  };
}

/** The names of the answers to a question: letters in the order of its file, prompts by number. */
export function answerNames(question: Question): AnswerNames {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return lettered(question.options);
    case "ordering":
      return lettered([...question.items, ...question.decoys]);
    case "matching": {
      const { nameOf, legend } = lettered(question.responses);
      const prompts = new Map(question.prompts.map(({ id }, place) => [id, String(place + 1)]));
      return {
        // Prompts in their order, which is not that of their ids.
        nameOf: (option) => nameOf(renamed(option, prompts)).split(", ").sort().join(", "),
        legend: [...question.prompts.map(({ text }, place) => ({ name: String(place + 1), text })), ...legend],
      };
    }
  }
}

/** The names of the answers to a family: what was slipped on. `trapName` says how a trap is called. */
export const slipNames = (trapName: (trap: string) => string): AnswerNames => ({
  legend: [],
  nameOf: (option) => {
    if (option === RIGHT_SUM) return "right";
    if (option === PLAIN_ERROR) return "a wrong number without a name";
    return SPECIAL.get(option) ?? option.split(" + ").map(trapName).join(" + ");
  },
});
