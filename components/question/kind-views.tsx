import type { ReactNode } from "react";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { Kind } from "@/lib/core/question/schema";
import type { Choice, Given } from "./choice";
import type { AnswerProps, KindView, QuestionOf } from "./kind-view";
import { matchingView } from "./kinds/matching/view";
import { multipleChoiceView } from "./kinds/multiple-choice/view";
import { multipleResponseView } from "./kinds/multiple-response/view";
import { orderingView } from "./kinds/ordering/view";

/** Every kind of question has its view: a new one does not compile until it is here. */
const kinds = {
  "multiple-choice": multipleChoiceView,
  "multiple-response": multipleResponseView,
  ordering: orderingView,
  matching: matchingView,
} satisfies { [K in Kind]: KindView<K> };

/** A question together with the view of its kind. */
export type ViewedQuestion = {
  instruction: string;
  progress: (answer: Answer) => string | null;
  words: (answer: Answer) => string[];
  press: (given: Given, place: number) => Choice | null;
  renderAnswer: (props: Omit<AnswerProps<Kind>, "question">) => ReactNode;
};

function bind<K extends Kind>(kind: KindView<K>, question: QuestionOf<K>): ViewedQuestion {
  return {
    instruction: kind.instruction(question),
    progress: (answer) => kind.progress(question, answer),
    words: (answer) => kind.words(question, answer),
    press: (given, place) => kind.press(question, given, place),
    renderAnswer: (props) => <kind.Answer {...props} question={question} />,
  };
}

/** The question with the view of its kind. */
export function viewed(question: PublicQuestion): ViewedQuestion {
  switch (question.type) {
    case "multiple-choice":
      return bind(kinds["multiple-choice"], question);
    case "multiple-response":
      return bind(kinds["multiple-response"], question);
    case "ordering":
      return bind(kinds.ordering, question);
    case "matching":
      return bind(kinds.matching, question);
  }
}
