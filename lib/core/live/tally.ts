import type { Answer } from "@/lib/core/question/answer";
import { type PresentedOrder, promptTokenOf, tokenOf } from "@/lib/core/question/present";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { ruledTraps, scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import type { Question } from "@/lib/core/question/schema";
import { LEAST_SHOWN, type LiveResult, type OptionCount, type SlotCounts } from "./live-view";

const chosen = (answer: Answer): readonly string[] =>
  typeof answer === "string" ? [answer] : Array.isArray(answer) ? answer : [];

/** How many chose each option, by its token, in the order shown; null for fewer than `LEAST_SHOWN` answers. */
export function tallyOptions(order: PresentedOrder, answers: readonly Answer[]): OptionCount[] | null {
  if (answers.length < LEAST_SHOWN) return null;
  return order.options.map((id) => ({
    option: tokenOf(order, id),
    count: answers.filter((answer) => chosen(answer).includes(id)).length,
  }));
}

/** What was put somewhere, the most frequent first; what nobody put there is left out. */
function countPut(order: PresentedOrder, put: readonly (string | undefined)[]): OptionCount[] {
  const counts = order.options.map((id) => ({
    option: tokenOf(order, id),
    count: put.filter((one) => one === id).length,
  }));
  return counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** What the room put where, place by place or prompt by prompt; null for fewer than `LEAST_SHOWN` answers. */
function tallySlots(
  question: Extract<Question, { type: "ordering" | "matching" }>,
  order: PresentedOrder,
  answers: readonly Answer[],
): SlotCounts[] | null {
  if (answers.length < LEAST_SHOWN) return null;
  if (question.type === "ordering") {
    return question.items.map((_, place) => ({
      slot: String(place + 1),
      options: countPut(
        order,
        answers.map((answer) => (Array.isArray(answer) ? answer[place] : undefined)),
      ),
    }));
  }
  const pair = (answer: Answer, prompt: string): string | undefined =>
    answer === null || typeof answer === "string" || Array.isArray(answer) ? undefined : answer[prompt];
  return order.prompts.map((prompt) => ({
    slot: promptTokenOf(order, prompt),
    options: countPut(
      order,
      answers.map((answer) => pair(answer, prompt)),
    ),
  }));
}

/** How the room answered a question of any kind. */
export function tallyRoom(question: Question, order: PresentedOrder, answers: readonly Answer[]): LiveResult {
  const answered = answers.length;
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return { answered, options: tallyOptions(order, answers), slots: null };
    case "ordering":
    case "matching":
      return { answered, options: null, slots: tallySlots(question, order, answers) };
  }
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
