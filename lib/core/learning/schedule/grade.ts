import { z } from "zod";

/** How a review went, from the worst: fell for the trap, another wrong option, right, right and fast. */
export const gradeSchema = z.enum(["again", "hard", "good", "easy"]);
export type Grade = z.infer<typeof gradeSchema>;

/** Fast: in so much of the learner's own median time at most. */
const FAST = 0.6;

const RANK: Record<Grade, number> = { again: 1, hard: 2, good: 3, easy: 4 };

/** The worse of two grades. */
export const worse = (one: Grade, other: Grade): Grade => (RANK[one] <= RANK[other] ? one : other);

/**
 * The grade of an answer to a question that offers the trap. Fast is told by the learner's own median time on a
 * question, in seconds; without one, or without the time, no answer is fast.
 */
export function gradeOf(
  outcome: "fell" | "refused" | "other",
  pace: { seconds: number | null; medianSeconds: number | null },
): Grade {
  switch (outcome) {
    case "fell":
      return "again";
    case "other":
      return "hard";
    case "refused": {
      const { seconds, medianSeconds } = pace;
      return seconds !== null && medianSeconds !== null && seconds <= FAST * medianSeconds ? "easy" : "good";
    }
  }
}
