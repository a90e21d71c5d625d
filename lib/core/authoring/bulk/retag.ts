import type { Question } from "@/lib/core/question/schema";
import type { Retag } from "./bulk-change";

/** The question with one trap in the place of another, wherever it stands. */
function withTrap(question: Question, from: string, to: string): Question {
  const swap = <T extends { trap?: string | undefined }>(part: T): T =>
    part.trap === from ? { ...part, trap: to } : part;
  switch (question.type) {
    case "multiple-choice":
      return { ...question, options: question.options.map(swap) };
    case "multiple-response":
      return {
        ...question,
        options: question.options.map((option) => {
          const swapped = swap(option);
          return swapped.missedTrap === from ? { ...swapped, missedTrap: to } : swapped;
        }),
      };
    case "ordering":
      return { ...question, decoys: question.decoys.map(swap), wrongOrders: question.wrongOrders.map(swap) };
    case "matching":
      return { ...question, wrongPairs: question.wrongPairs.map(swap) };
  }
}

/** The question with other tags. It may come out as it was; whether the rules allow it is asked elsewhere. */
export function retag(question: Question, change: Retag): Question {
  switch (change.do) {
    case "lesson":
      return { ...question, lesson: change.to };
    case "add-exam":
      return question.exams.includes(change.to) ? question : { ...question, exams: [...question.exams, change.to] };
    case "remove-exam":
      return { ...question, exams: question.exams.filter((exam) => exam !== change.to) };
    case "trap":
      return withTrap(question, change.from, change.to);
    case "difficulty":
      return { ...question, difficulty: Number(change.to) };
    case "counter-cue":
      return { ...question, counterCue: change.to === "yes" };
  }
}
