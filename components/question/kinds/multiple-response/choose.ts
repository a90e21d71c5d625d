import { type Choice, chosenIds, type Given, restored } from "@/components/question/choice";

/** Chooses an option or takes it back. One more than the question asks for is refused: the learner decides which goes. */
export function toggleOption(given: Given, optionId: string, choose: number): Choice {
  const chosen = chosenIds(given.answer);
  if (chosen.includes(optionId)) {
    const rest = chosen.filter((id) => id !== optionId);
    return { answer: rest.length === 0 ? null : rest, struck: given.struck, says: null };
  }
  if (chosen.length >= choose) {
    return { ...given, says: `You have chosen ${chosen.length} of ${choose}. Take one back to choose another.` };
  }
  return { answer: [...chosen, optionId].sort(), struck: restored(given.struck, optionId), says: null };
}
