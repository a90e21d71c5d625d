import { daySchema } from "@/lib/core/question/fields";
import { isChoice } from "@/lib/core/question/is-choice";
import { drawOrder, type PresentedOrder } from "@/lib/core/question/present";
import type { PublicQuestion } from "@/lib/core/question/public";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { seededRng } from "@/lib/core/shared/rng";
import { type DraftQuestion, questionOfDraft } from "./draft-file";

const words = <T extends { text: string; why: string }>(part: T) => ({ text: part.text.trim(), why: part.why.trim() });
const trapOf = (trap: string) => (trap === "" ? {} : { trap });

/**
 * The question of a draft as it would be served, also while it lacks what publishing needs. For looking at alone: what
 * is published goes through `questionSchema`.
 *
 * @param today Stands in for a day of verification that is not told yet.
 */
export function questionForPreview(draft: DraftQuestion, today: string): Question {
  const whole = questionSchema.safeParse(questionOfDraft(draft));
  if (whole.success) return whole.data;
  const head = {
    id: draft.id,
    lesson: draft.lesson,
    exams: draft.exams,
    difficulty: draft.difficulty ?? 1,
    stem: draft.stem.trim(),
    ask: draft.ask.trim(),
    counterCue: draft.counterCue,
    cues: draft.cues,
    facts: draft.facts,
    verifiedOn: daySchema.safeParse(draft.verifiedOn).success ? draft.verifiedOn : today,
  };
  switch (draft.type) {
    case "multiple-choice":
      return {
        ...head,
        type: draft.type,
        options: draft.options.map((option) => ({
          id: option.id,
          ...words(option),
          ...(option.key ? { key: true as const } : trapOf(option.trap)),
        })),
      };
    case "multiple-response":
      return {
        ...head,
        type: draft.type,
        choose: Math.max(1, draft.options.filter(({ key }) => key).length),
        options: draft.options.map((option) => ({
          id: option.id,
          ...words(option),
          ...(option.key ? { key: true as const } : trapOf(option.trap)),
          ...(option.key && option.missedTrap !== "" ? { missedTrap: option.missedTrap } : {}),
        })),
      };
    case "ordering":
      return {
        ...head,
        type: draft.type,
        items: draft.items.map((item) => ({ id: item.id, ...words(item) })),
        decoys: draft.decoys.map((decoy) => ({ id: decoy.id, ...words(decoy), ...trapOf(decoy.trap) })),
        wrongOrders: draft.wrongOrders,
      };
    case "matching":
      return {
        ...head,
        type: draft.type,
        prompts: draft.prompts.map((prompt) => ({ id: prompt.id, answer: prompt.answer, ...words(prompt) })),
        responses: draft.responses.map(({ id, text }) => ({ id, text: text.trim() })),
        wrongPairs: draft.wrongPairs,
      };
  }
}

/** Whether a draft says what is right, so that there can be feedback on it. */
export function hasKey(draft: DraftQuestion): boolean {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return draft.options.some(({ key }) => key);
    case "ordering":
      return draft.items.length > 0;
    case "matching": {
      const known = new Set(draft.responses.map(({ id }) => id));
      return draft.prompts.length > 0 && draft.prompts.every(({ answer }) => known.has(answer));
    }
  }
}

/**
 * The order in which a preview shows a question: options as they are written, so that each is found beside its fields;
 * what has to be put in order or matched is mixed, always in the same way.
 */
export function previewOrder(question: PublicQuestion): PresentedOrder {
  const mixed = drawOrder(question, seededRng("preview"));
  const chosen = isChoice(question);
  return chosen ? { ...mixed, options: question.options.map(({ id }) => id) } : mixed;
}
