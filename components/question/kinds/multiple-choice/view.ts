import { textOf } from "@/components/question/choice";
import type { KindView } from "@/components/question/kind-view";
import { MultipleChoiceAnswer } from "./answer";
import { chooseOne } from "./choose";

export const multipleChoiceView: KindView<"multiple-choice"> = {
  instruction: () => "Choose one",
  progress: () => null,
  words: (question, answer) => (typeof answer === "string" ? [textOf(question.options, answer)] : []),
  press(question, given, place) {
    const option = question.options[place];
    return option === undefined ? null : chooseOne(given, option.id);
  },
  Answer: MultipleChoiceAnswer,
};
