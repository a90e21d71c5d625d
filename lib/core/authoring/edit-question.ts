import type { Kind } from "@/lib/core/question/schema";
import { type DraftFile, type DraftQuestion, emptyQuestion } from "./draft-file";

export type DraftOf<K extends Kind> = Extract<DraftQuestion, { type: K }>;
type Choosing = DraftOf<"multiple-choice" | "multiple-response">;

/** Marks an option as right or wrong. Of multiple choice one alone is right, so that the others become wrong. */
export function withKey<Q extends Choosing>(question: Q, optionId: string, key: boolean): Q {
  const single = question.type === "multiple-choice";
  return {
    ...question,
    options: question.options.map((option) =>
      option.id === optionId ? { ...option, key } : single && key ? { ...option, key: false } : option,
    ),
  };
}

/** Takes an item or a decoy out, and with it the wrong orders that name it. */
export function withoutItem(question: DraftOf<"ordering">, id: string): DraftOf<"ordering"> {
  return {
    ...question,
    items: question.items.filter((item) => item.id !== id),
    decoys: question.decoys.filter((decoy) => decoy.id !== id),
    wrongOrders: question.wrongOrders.filter(({ before, after }) => before !== id && after !== id),
  };
}

/** Takes a prompt out, and with it its wrong pairs. */
export function withoutPrompt(question: DraftOf<"matching">, id: string): DraftOf<"matching"> {
  return {
    ...question,
    prompts: question.prompts.filter((prompt) => prompt.id !== id),
    wrongPairs: question.wrongPairs.filter(({ prompt }) => prompt !== id),
  };
}

/** Takes a response out: prompts that it answered have no answer then, and its wrong pairs are gone. */
export function withoutResponse(question: DraftOf<"matching">, id: string): DraftOf<"matching"> {
  return {
    ...question,
    prompts: question.prompts.map((prompt) => (prompt.answer === id ? { ...prompt, answer: "" } : prompt)),
    responses: question.responses.filter((response) => response.id !== id),
    wrongPairs: question.wrongPairs.filter(({ response }) => response !== id),
  };
}

/** A further question for a case: with the lesson, exams and day of the one before it. */
export function nextInCase(file: DraftFile, type: Kind): DraftQuestion {
  const unit = file.inCase?.id ?? "";
  const used = new Set(file.questions.map(({ id }) => id));
  let number = file.questions.length + 1;
  while (used.has(`${unit}-${number}`)) number += 1;
  const last = file.questions.at(-1);
  const head = last === undefined ? {} : { lesson: last.lesson, exams: [...last.exams], verifiedOn: last.verifiedOn };
  return { ...emptyQuestion(type, `${unit}-${number}`), ...head };
}
