import { pairsOf, textOf } from "@/components/question/choice";
import type { KindView } from "@/components/question/kind-view";
import { MatchingAnswer } from "./answer";

export const matchingView: KindView<"matching"> = {
  instruction: ({ prompts }) => `Match all ${prompts.length}`,
  progress: ({ prompts }, answer) => `${Object.keys(pairsOf(answer)).length} of ${prompts.length} matched`,
  words: ({ prompts, options }, answer) => {
    const pairs = pairsOf(answer);
    return prompts.flatMap((prompt) => {
      const option = pairs[prompt.id];
      return option === undefined ? [] : [`${prompt.text} → ${textOf(options, option)}`];
    });
  },
  // Each prompt has a list of its own, which has keys of its own.
  press: () => null,
  Answer: MatchingAnswer,
};
