import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";

/** An answer as text that is the same for the same choice: only an ordering's sequence means anything. */
function canonical(kind: Kind, answer: Answer): string {
  if (answer === null || typeof answer === "string") return JSON.stringify(answer);
  if (Array.isArray(answer)) return JSON.stringify(kind === "ordering" ? answer : [...answer].sort());
  return JSON.stringify(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two answers to a question of this kind choose the same. */
export const sameAnswer = (kind: Kind, a: Answer, b: Answer): boolean => canonical(kind, a) === canonical(kind, b);
