import { type Answer, answerProgress } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";

/** How far a question is: `incomplete` where it asks for more than was chosen (it would count as wrong). */
export type ItemStatus = "answered" | "incomplete" | "unanswered";

export const STATUS_WORDS = {
  answered: "answered",
  incomplete: "incomplete",
  unanswered: "not answered",
} satisfies Record<ItemStatus, string>;

const statuses = {
  complete: "answered",
  partial: "incomplete",
  none: "unanswered",
} satisfies Record<ReturnType<typeof answerProgress>, ItemStatus>;

export const statusOf = (question: PublicQuestion, answer: Answer): ItemStatus =>
  statuses[answerProgress(question, answer)];

/** A question in the navigator and the summary. */
export type ItemMark = { id: string; number: number; status: ItemStatus; flagged: boolean };

export type MarkCounts = Record<ItemStatus | "flagged", number>;

export function countMarks(marks: readonly ItemMark[]): MarkCounts {
  const count = (status: ItemStatus): number => marks.filter((mark) => mark.status === status).length;
  return {
    answered: count("answered"),
    incomplete: count("incomplete"),
    unanswered: count("unanswered"),
    flagged: marks.filter((mark) => mark.flagged).length,
  };
}

/** "1 question is", "3 questions are". */
export const questionsAre = (count: number): string => (count === 1 ? "1 question is" : `${count} questions are`);
