import type { ReactNode } from "react";
import { chosenIds, pairsOf } from "@/components/question/choice";
import type { QuestionOf } from "@/components/question/kind-view";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { Kind } from "@/lib/core/question/schema";
import { MatchingReasons } from "./matching-reasons";
import { OptionReasons } from "./option-reasons";
import { OrderingReasons } from "./ordering-reasons";

type Explain<K extends Kind> = (
  question: QuestionOf<K>,
  answer: Answer,
  feedback: ItemFeedback,
  isKey: boolean,
) => ReactNode;

const explainers = {
  "multiple-choice": ({ options }, _answer, { reasons }, isKey) => (
    <OptionReasons options={options} reasons={reasons} isKey={isKey} />
  ),
  "multiple-response": ({ options }, _answer, { reasons }, isKey) => (
    <OptionReasons options={options} reasons={reasons} isKey={isKey} />
  ),
  ordering: (question, answer, { key, reasons }, isKey) => (
    <OrderingReasons
      question={question}
      answer={isKey ? undefined : answer}
      correct={chosenIds(key)}
      reasons={reasons}
    />
  ),
  matching: (question, answer, { key, reasons }) => (
    <MatchingReasons question={question} answer={answer} correct={pairsOf(key)} reasons={reasons} />
  ),
} satisfies { [K in Kind]: Explain<K> };

type ReasonsProps = { question: PublicQuestion; answer: Answer; feedback: ItemFeedback; isKey: boolean };

/** What was right and wrong, and why, as the question's kind shows it. */
export function Reasons({ question, answer, feedback, isKey }: ReasonsProps): ReactNode {
  switch (question.type) {
    case "multiple-choice":
      return explainers[question.type](question, answer, feedback, isKey);
    case "multiple-response":
      return explainers[question.type](question, answer, feedback, isKey);
    case "ordering":
      return explainers[question.type](question, answer, feedback, isKey);
    case "matching":
      return explainers[question.type](question, answer, feedback);
  }
}
