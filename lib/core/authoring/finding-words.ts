import type { Finding } from "./finding";

/** What was found, with the question that it is in where there are several: "Question 2: The stem has …". */
export function findingWords({ question, path, message }: Finding, questions: number): string {
  return questions > 1 && path[0] !== "inCase" ? `Question ${question + 1}: ${message}` : message;
}
