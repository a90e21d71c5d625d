import { z } from "zod";
import { type Rng, shuffled } from "@/lib/core/shared/rng";
import type { Answer } from "./answer";
import type { PublicQuestion } from "./public";

/**
 * What stands where for one learner, frozen when the attempt starts: authored ids in the order shown. Browsers get
 * tokens by place (`o1`, `p2`) instead of authored ids, which could tell a key by their position or their words.
 */
export const presentedOrderSchema = z.strictObject({ options: z.array(z.string()), prompts: z.array(z.string()) });
export type PresentedOrder = z.infer<typeof presentedOrderSchema>;

/** Options in random order. Prompts keep the author's order, which may carry meaning. */
export function drawOrder(question: PublicQuestion, rng: Rng): PresentedOrder {
  return {
    options: shuffled(
      question.options.map((option) => option.id),
      rng,
    ),
    prompts: question.type === "matching" ? question.prompts.map((prompt) => prompt.id) : [],
  };
}

const optionToken = (place: number): string => `o${place + 1}`;
const promptToken = (place: number): string => `p${place + 1}`;

/** The question as this learner sees it: options in the frozen order, ids replaced by tokens. */
export function present(question: PublicQuestion, order: PresentedOrder): PublicQuestion {
  const text = new Map(question.options.map((option) => [option.id, option.text]));
  const options = order.options.flatMap((id, place) => {
    const words = text.get(id);
    return words === undefined ? [] : [{ id: optionToken(place), text: words }];
  });
  if (question.type !== "matching") return { ...question, options };
  const promptText = new Map(question.prompts.map((prompt) => [prompt.id, prompt.text]));
  const prompts = order.prompts.flatMap((id, place) => {
    const words = promptText.get(id);
    return words === undefined ? [] : [{ id: promptToken(place), text: words }];
  });
  return { ...question, options, prompts };
}

function mapAnswer(answer: Answer, option: (id: string) => string, prompt: (id: string) => string): Answer {
  if (answer === null) return null;
  if (typeof answer === "string") return option(answer);
  if (Array.isArray(answer)) return answer.map(option);
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [prompt(key), option(value)]));
}

const place = (token: string, letter: "o" | "p"): number =>
  token.startsWith(letter) && /^[1-9][0-9]?$/.test(token.slice(1)) ? Number(token.slice(1)) - 1 : -1;

/** A token that stands for nothing becomes an id that no question has, so that `parseResponse` refuses it. */
const UNKNOWN = "?";

export const optionOf = (order: PresentedOrder, token: string): string => order.options[place(token, "o")] ?? UNKNOWN;

export const promptOf = (order: PresentedOrder, token: string): string => order.prompts[place(token, "p")] ?? UNKNOWN;

/** A browser's answer (tokens) in authored ids. */
export const fromTokens = (order: PresentedOrder, answer: Answer): Answer =>
  mapAnswer(
    answer,
    (token) => optionOf(order, token),
    (token) => promptOf(order, token),
  );

/** A stored answer (authored ids) in this learner's tokens. */
export const toTokens = (order: PresentedOrder, answer: Answer): Answer =>
  mapAnswer(
    answer,
    (id) => optionToken(order.options.indexOf(id)),
    (id) => promptToken(order.prompts.indexOf(id)),
  );

export const tokenOf = (order: PresentedOrder, id: string): string => optionToken(order.options.indexOf(id));

export const promptTokenOf = (order: PresentedOrder, id: string): string => promptToken(order.prompts.indexOf(id));
