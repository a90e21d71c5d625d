import { chosenIds, textOf } from "@/components/question/choice";
import type { KindView } from "@/components/question/kind-view";
import { OrderingAnswer } from "./answer";
import { toggleItem } from "./moves";

export const orderingView: KindView<"ordering"> = {
  instruction: ({ pick, options }) => (pick === options.length ? "Put all in order" : `Put ${pick} in order`),
  progress: ({ pick }, answer) => `${chosenIds(answer).length} of ${pick} placed`,
  words: ({ options }, answer) => chosenIds(answer).map((id, place) => `${place + 1}. ${textOf(options, id)}`),
  press(question, given, place) {
    const option = question.options[place];
    return option === undefined ? null : toggleItem(given, option.id, question.pick);
  },
  Answer: OrderingAnswer,
};
