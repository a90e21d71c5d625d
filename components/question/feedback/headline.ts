import { chosenIds, pairsOf } from "@/components/question/choice";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";

/** How much of a wrong answer was right, in words; null where it is one choice or nothing was right. */
function rightPart(question: PublicQuestion, answer: Answer, key: ItemFeedback["key"]): string | null {
  switch (question.type) {
    case "multiple-choice":
      return null;
    case "multiple-response": {
      const right = chosenIds(answer).filter((id) => chosenIds(key).includes(id)).length;
      return right === 0 ? null : `${right} of ${question.choose} chosen right; only all of them count.`;
    }
    case "ordering": {
      const sequence = chosenIds(answer);
      const right = chosenIds(key).filter((id, place) => sequence[place] === id).length;
      return right === 0 ? null : `${right} of ${question.pick} in the right place; only all of them count.`;
    }
    case "matching": {
      const pairs = pairsOf(answer);
      const right = Object.entries(pairsOf(key)).filter(([prompt, option]) => pairs[prompt] === option).length;
      return right === 0 ? null : `${right} of ${question.prompts.length} matched right; only all of them count.`;
    }
  }
}

/** The outcome in words: what it is, and what else there is to say about it. */
export function headline(
  question: PublicQuestion,
  answer: Answer,
  { outcome, key, trapsTaken, counterCue }: ItemFeedback,
  isKey: boolean,
): { title: string; detail: string | null } {
  switch (outcome) {
    case "right":
      return {
        title: isKey ? "What is right, and why" : "Right",
        detail: counterCue ? "Here what is usually a trap was the answer: the facts of the case decide." : null,
      };
    case "unanswered":
      return { title: "Not answered", detail: "It counts as wrong. Guessing costs nothing." };
    case "wrong": {
      const detail = rightPart(question, answer, key);
      if (trapsTaken.length === 0) return { title: "Not right", detail };
      return { title: trapsTaken.length === 1 ? "Not right: a trap" : `Not right: ${trapsTaken.length} traps`, detail };
    }
  }
}
