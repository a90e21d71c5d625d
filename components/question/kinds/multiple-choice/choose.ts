import { type Choice, type Given, restored } from "@/components/question/choice";

/** Chooses an option; a struck-out one is restored by that. */
export const chooseOne = ({ struck }: Given, optionId: string): Choice => ({
  answer: optionId,
  struck: restored(struck, optionId),
  says: null,
});
