import type { Answer } from "@/lib/core/question/answer";

/** What stands at a question: the answer, and the options that are struck out. */
export type Given = { answer: Answer; struck: readonly string[] };

/** What a choice makes of it, and what there is to say about it (politely, in the status line); null: nothing. */
export type Choice = Given & { says: string | null };

const LETTERS = "ABCDEFGHIJ";

/** The letter of an option by its place, from 0. */
export const letterOf = (place: number): string => LETTERS[place] ?? String(place + 1);

/** The letter of an option by its id. */
export const letterIn = (options: readonly { id: string }[], id: string): string =>
  letterOf(options.findIndex((option) => option.id === id));

/** The chosen option ids of an answer of the kinds that hold a list. */
export const chosenIds = (answer: Answer): readonly string[] => (Array.isArray(answer) ? answer : []);

/** The pairs of a matching's answer, prompt → option. */
export const pairsOf = (answer: Answer): Readonly<Record<string, string>> =>
  answer === null || typeof answer === "string" || Array.isArray(answer) ? {} : answer;

export const textOf = (parts: readonly { id: string; text: string }[], id: string): string =>
  parts.find((part) => part.id === id)?.text ?? "";

/**
 * Strikes an option out, or restores it. An option is never both chosen and struck out: choosing one restores it, and
 * what is chosen cannot be struck out, since a slip would then cost an answer.
 */
export function strikeOption({ answer, struck }: Given, optionId: string, letter: string): Choice {
  if (struck.includes(optionId)) {
    return { answer, struck: struck.filter((id) => id !== optionId), says: `Option ${letter} restored.` };
  }
  if (answer === optionId || chosenIds(answer).includes(optionId)) {
    return { answer, struck, says: `Option ${letter} is chosen. Take it back before you strike it out.` };
  }
  return { answer, struck: [...struck, optionId], says: `Option ${letter} struck out.` };
}

/** Chooses what the learner takes: a struck-out option is restored by that. */
export const restored = (struck: readonly string[], optionId: string): readonly string[] =>
  struck.includes(optionId) ? struck.filter((id) => id !== optionId) : struck;
