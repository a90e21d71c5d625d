import { type Choice, type Given, pairsOf } from "@/components/question/choice";

/** Matches a prompt with an option, or (null) takes its match away. An option may serve several prompts. */
export function pairPrompt(given: Given, promptId: string, optionId: string | null): Choice {
  const { [promptId]: _replaced, ...others } = pairsOf(given.answer);
  const pairs = optionId === null ? others : { ...others, [promptId]: optionId };
  const sorted = Object.fromEntries(Object.entries(pairs).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...given, answer: Object.keys(sorted).length === 0 ? null : sorted, says: null };
}
