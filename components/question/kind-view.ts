import type { ReactNode } from "react";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { Kind } from "@/lib/core/question/schema";
import type { Choice, Given } from "./choice";

export type QuestionOf<K extends Kind> = Extract<PublicQuestion, { type: K }>;

export type AnswerProps<K extends Kind> = Given & {
  question: QuestionOf<K>;
  /** Nothing can be changed any more. */
  disabled: boolean;
  onChoose: (choice: Choice) => void;
  /** The id of the element that asks: the name of the whole. */
  labelId: string;
};

/** What the views need of a kind of question. */
export type KindView<K extends Kind> = {
  /** What to do, in two words: "Choose one". */
  instruction: (question: QuestionOf<K>) => string;
  /** How far the answer is, where that is more than yes or no. */
  progress: (question: QuestionOf<K>, answer: Answer) => string | null;
  /** The answer in words, one line a choice. */
  words: (question: QuestionOf<K>, answer: Answer) => string[];
  /** What pressing the key of the option at this place (from 0) does; null: nothing. */
  press: (question: QuestionOf<K>, given: Given, place: number) => Choice | null;
  Answer: (props: AnswerProps<K>) => ReactNode;
};
