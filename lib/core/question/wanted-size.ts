import type { Question } from "./schema";

/** How many parts a complete answer to a question has: options chosen, places filled, or prompts matched. */
export function wantedSize(question: Question): number {
  switch (question.type) {
    case "multiple-choice":
      return 1;
    case "multiple-response":
      return question.choose;
    case "ordering":
      return question.items.length;
    case "matching":
      return question.prompts.length;
  }
}
