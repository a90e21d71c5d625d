import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";

// No zod in here: the browser uses this file.

/**
 * The parts whose trap can be guessed once there is an answer: what was left out of it. Pairs and orders have too many
 * wrong ones to ask about.
 */
export function guessable(question: PublicQuestion, answer: Answer): { id: string; text: string }[] {
  if (answer === null || question.type === "matching") return [];
  const taken = new Set(typeof answer === "string" ? [answer] : Array.isArray(answer) ? answer : []);
  return question.options.filter(({ id }) => !taken.has(id));
}
