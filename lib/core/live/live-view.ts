import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { LiveState } from "./live-step";

// What the screens of a live session are given. Options and prompts go by tokens, the same for the whole room.
// No zod in here: the browser uses this file's types.

/** So many questions fit into a session. */
export const MOST_QUESTIONS = 20;

/** Of fewer answers nothing is compared: with four in the room, everybody knows whose the odd one is. */
export const LEAST_SHOWN = 5;

export type OptionCount = { option: string; count: number };
/** What the room put in one place: the prompt of a matching, or the place in an ordering ("1" is the first). */
export type SlotCounts = { slot: string; options: OptionCount[] };

/**
 * How the room answered: by option where options are chosen, by slot where they are put somewhere; the other is null, and
 * both are where there are too few answers to compare.
 */
export type LiveResult = {
  answered: number;
  options: OptionCount[] | null;
  slots: SlotCounts[] | null;
};

/** What is shown with the explanation alone, since it tells the key. */
export type LiveExplanation = {
  feedback: ItemFeedback;
  right: number | null;
  traps: { id: string; name: string; count: number }[] | null;
};

type Shown = {
  sessionId: string;
  cohortId: string;
  /** Its name. */
  cohort: string;
  state: LiveState;
  /** Counts the steps of the lead: a view with a smaller one is older. */
  revision: number;
  /** From 1. */
  number: number;
  of: number;
  /** The question that is shown; null in the lobby and at the end. */
  question: RoomQuestion | null;
  /** Once answering is closed. */
  result: LiveResult | null;
  explanation: LiveExplanation | null;
  /** The explanation is kept from this viewer, whose running exam holds the question. */
  withheld: boolean;
};

/** `own`: the answer that counts for this learner, in tokens. */
export type LearnerLiveView = Shown & { as: "learner"; own: Answer };

/** `code`: null once it has ended. `here`: how many have come in; `answered`: how many answers are in. */
export type LeadLiveView = Shown & { as: "lead"; code: string | null; here: number; answered: number };

export type LiveView = LearnerLiveView | LeadLiveView;
