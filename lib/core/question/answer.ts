import type { PublicQuestion } from "./public";

// No zod in here: the browser uses this file.

/** A chosen option, chosen options, a sequence, or prompt → option; its shape follows the question's type. */
export type ResponseValue = string | string[] | Record<string, string>;

/** `null` clears an answer. */
export type Answer = ResponseValue | null;

/** How many choices an answer holds. */
export function answerSize(answer: Answer): number {
  if (answer === null) return 0;
  if (typeof answer === "string") return 1;
  return Array.isArray(answer) ? answer.length : Object.keys(answer).length;
}

/** How far an answer is: `partial` where the question asks for more than was chosen (it would count as wrong). */
export function answerProgress(question: PublicQuestion, answer: Answer): "none" | "partial" | "complete" {
  if (answer === null) return "none";
  switch (question.type) {
    case "multiple-choice":
      return "complete";
    case "multiple-response":
      return answerSize(answer) === question.choose ? "complete" : "partial";
    case "ordering":
      return answerSize(answer) === question.pick ? "complete" : "partial";
    case "matching":
      return answerSize(answer) === question.prompts.length ? "complete" : "partial";
  }
}
