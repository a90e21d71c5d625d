import type { Answer } from "@/lib/core/question/answer";
import type { Part, PublicQuestion } from "@/lib/core/question/public";

// No zod in here: the browser uses this file.

/** The parts whose trap can be guessed once there is an answer: what was left out of it. */
export function guessable(question: PublicQuestion, answer: Answer): Part[] {
  if (answer === null || question.type === "matching") return [];
  const taken = new Set(typeof answer === "string" ? [answer] : Array.isArray(answer) ? answer : []);
  return question.options.filter(({ id }) => !taken.has(id));
}

/** Two parts in one word: a step before another, or a prompt with a response. Ids of parts hold no such sign. */
export const pairId = (first: string, second: string): string => `${first}>${second}`;

/** The ends of what `pairId` made; null where it is no pair. */
export function pairOf(id: string): [string, string] | null {
  const [first, second, ...more] = id.split(">");
  return first === undefined || second === undefined || more.length > 0 ? null : [first, second];
}

/** Something that can stand in the wrong place, and where it is wrong. */
export type WrongPairs = { first: Part; seconds: Part[] };

/**
 * The pairs that are wrong if this answer is right: a step before one that it follows, a prompt with another response.
 * There are too many to ask about each, and to ask about those with a tag would tell them: a reviewer names the ones
 * that somebody would fall for.
 */
export function wrongPairs(question: PublicQuestion, answer: Answer): WrongPairs[] {
  if (answer === null || typeof answer === "string") return [];
  const { options } = question;
  if (question.type === "ordering" && Array.isArray(answer)) {
    const steps = answer.flatMap((id) => options.find((option) => option.id === id) ?? []);
    return steps.flatMap((first, place) => (place === 0 ? [] : [{ first, seconds: steps.slice(0, place) }]));
  }
  if (question.type === "matching" && !Array.isArray(answer)) {
    return question.prompts.map((first) => ({
      first,
      seconds: options.filter(({ id }) => id !== answer[first.id]),
    }));
  }
  return [];
}

/** Whether somebody with this answer may say which trap a pair offers. */
export const isWrongPair = (question: PublicQuestion, answer: Answer, [first, second]: [string, string]): boolean =>
  wrongPairs(question, answer).some((pair) => pair.first.id === first && pair.seconds.some(({ id }) => id === second));
