import type { ResponseValue } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { MultipleChoice } from "@/lib/core/question/kinds/multiple-choice/schema";
import type { MultipleResponse } from "@/lib/core/question/kinds/multiple-response/schema";
import type { Question } from "@/lib/core/question/schema";
import type { Reasons, Ruling } from "./ruling";

type Option = MultipleChoice["options"][number] & MultipleResponse["options"][number];

/** An option as it is when it belongs to the key or not. A part that became wrong without a trap is a plain error. */
function turned(option: Option, isKey: boolean, reasons: Reasons): Option {
  const { key: _key, trap, missedTrap, ...rest } = option;
  const said = reasons[option.id];
  const why = said?.why ?? option.why;
  if (isKey) return { ...rest, why, key: true, ...(missedTrap === undefined ? {} : { missedTrap }) };
  return { ...rest, why, trap: said?.trap ?? trap ?? PLAIN_ERROR };
}

const reasoned = <T extends { id: string; why: string }>(part: T, reasons: Reasons): T => ({
  ...part,
  why: reasons[part.id]?.why ?? part.why,
});

const chosenIn = (key: ResponseValue): readonly string[] =>
  typeof key === "string" ? [key] : Array.isArray(key) ? key : [];

/**
 * The question with another key: what belongs to the key carries no trap, and inversions and pairs that the key itself
 * has are no traps any more. With the key that it has, the same question.
 */
export function rekeyed<Q extends Question>(question: Q, key: ResponseValue, reasons?: Reasons): Q;
export function rekeyed(question: Question, key: ResponseValue, reasons: Reasons = {}): Question {
  switch (question.type) {
    case "multiple-choice": {
      const chosen = new Set(chosenIn(key));
      return { ...question, options: question.options.map((one) => turned(one, chosen.has(one.id), reasons)) };
    }
    case "multiple-response": {
      const chosen = new Set(chosenIn(key));
      return { ...question, options: question.options.map((one) => turned(one, chosen.has(one.id), reasons)) };
    }
    case "ordering": {
      const place = new Map(chosenIn(key).map((id, index) => [id, index]));
      const at = (id: string): number => place.get(id) ?? question.items.length;
      return {
        ...question,
        items: [...question.items].sort((a, b) => at(a.id) - at(b.id)).map((item) => reasoned(item, reasons)),
        wrongOrders: question.wrongOrders.filter(({ before, after }) => at(before) > at(after)),
      };
    }
    case "matching": {
      const pairs = typeof key === "object" && !Array.isArray(key) ? key : {};
      return {
        ...question,
        prompts: question.prompts.map((one) => reasoned({ ...one, answer: pairs[one.id] ?? one.answer }, reasons)),
        wrongPairs: question.wrongPairs.filter(({ prompt, response }) => pairs[prompt] !== response),
      };
    }
  }
}

/**
 * The question as ruled: once for each answer that is right; a choice carries all its keys at once. Dropped or not ruled
 * about, it is as it was written.
 */
export function ruledQuestions(question: Question, ruling: Ruling | null): Question[] {
  if (ruling === null || ruling.kind === "drop") return [question];
  if (question.type === "multiple-choice") return [rekeyed(question, ruling.keys.flatMap(chosenIn), ruling.reasons)];
  return ruling.keys.map((key) => rekeyed(question, key, ruling.reasons));
}
