import { chosenIds, textOf } from "@/components/question/choice";
import type { KindView } from "@/components/question/kind-view";
import { MultipleResponseAnswer } from "./answer";
import { toggleOption } from "./choose";

const numbers = ["no", "one", "two", "three", "four", "five"];

export const multipleResponseView: KindView<"multiple-response"> = {
  instruction: ({ choose }) => `Choose ${numbers[choose] ?? choose}`,
  progress: ({ choose }, answer) => `${chosenIds(answer).length} of ${choose} chosen`,
  words: ({ options }, answer) =>
    options.filter((option) => chosenIds(answer).includes(option.id)).map((option) => textOf(options, option.id)),
  press(question, given, place) {
    const option = question.options[place];
    return option === undefined ? null : toggleOption(given, option.id, question.choose);
  },
  Answer: MultipleResponseAnswer,
};
