import type { Kind } from "@/lib/core/question/schema";

/** The types of questions in an author's words, in the order in which they are offered. */
export const KIND_WORDS = {
  "multiple-choice": "Multiple choice",
  "multiple-response": "Multiple response",
  ordering: "Ordering",
  matching: "Matching",
} as const satisfies Record<Kind, string>;
