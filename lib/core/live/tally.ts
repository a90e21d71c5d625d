import type { Answer } from "@/lib/core/question/answer";
import { type PresentedOrder, tokenOf } from "@/lib/core/question/present";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { ruledTraps, scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import type { Question } from "@/lib/core/question/schema";
import { LEAST_SHOWN } from "./live-view";

const chosen = (answer: Answer): readonly string[] =>
  typeof answer === "string" ? [answer] : Array.isArray(answer) ? answer : [];

/** How many chose each option, by its token, in the order shown; null for fewer than `LEAST_SHOWN` answers. */
export function tallyOptions(
  order: PresentedOrder,
  answers: readonly Answer[],
): { option: string; count: number }[] | null {
  if (answers.length < LEAST_SHOWN) return null;
  return order.options.map((id) => ({
    option: tokenOf(order, id),
    count: answers.filter((answer) => chosen(answer).includes(id)).length,
  }));
}

/**
 * How many were right, and how many took each trap that the question offers, the most frequent first; null for fewer
 * than `LEAST_SHOWN` answers. Tells the key: for nobody before the explanation.
 */
export function tallyTraps(
  question: Question,
  ruling: Ruling | null,
  answers: readonly Answer[],
): { right: number; traps: { trap: string; count: number }[] } | null {
  if (answers.length < LEAST_SHOWN) return null;
  const scores = answers.map((answer) => scoreRuled(question, answer, ruling));
  const traps = ruledTraps(question, ruling).map((trap) => ({
    trap,
    count: scores.filter(({ evidence }) => evidence.taken.includes(trap)).length,
  }));
  return {
    right: scores.filter(({ outcome }) => outcome === "right").length,
    traps: traps.sort((a, b) => b.count - a.count || (a.trap < b.trap ? -1 : 1)),
  };
}
