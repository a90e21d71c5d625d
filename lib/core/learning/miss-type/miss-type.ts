import { z } from "zod";
import { confidenceSchema } from "@/lib/core/attempt/events";

/** Why an answer was missed; ours is a proposal, and the learner may correct it. */
export const missTypeSchema = z.enum([
  "changed-away-from-right",
  "rushed",
  "misread-constraint",
  "misconception",
  "gap",
]);
export type MissType = z.infer<typeof missTypeSchema>;

/** What the log tells of one wrong answer. */
export const missFactsSchema = z.strictObject({
  /** The traps whose distractors were chosen. */
  trapsTaken: z.array(z.string()).readonly(),
  /** The right answer had been given in full, and was changed. */
  changedFromRight: z.boolean(),
  /** Time on the question; null when it is not known. */
  seconds: z.number().nullable(),
  /** The learner's own median time on a question; null with too few answers to tell. */
  medianSeconds: z.number().nullable(),
  confidence: confidenceSchema.nullable(),
  /** The trap-looking option is right in this question. */
  counterCue: z.boolean(),
  /** The learner got a question right that differs from this one in one constraint. */
  parallelRight: z.boolean(),
});
export type MissFacts = Readonly<z.infer<typeof missFactsSchema>>;

export type Miss = {
  type: MissType;
  /** In words for the learner. */
  reason: string;
  by: "proposal" | "learner";
};

/** Rushed: in less than this share of the learner's own median time. */
const RUSHED = 0.35;
/** Slow: in more than this many times it. */
const SLOW = 1.5;

type Rule = { type: MissType; reason: (facts: MissFacts) => string | null };

const paceOf = ({ seconds, medianSeconds }: MissFacts): number | null =>
  seconds === null || medianSeconds === null || medianSeconds <= 0 ? null : seconds / medianSeconds;

const times = (facts: MissFacts): string =>
  `${Math.round(facts.seconds ?? 0)} s, where you usually take ${Math.round(facts.medianSeconds ?? 0)} s`;

/** In order: the first rule with a reason decides. What was done comes before what it may mean. */
const RULES: readonly Rule[] = [
  {
    type: "changed-away-from-right",
    reason: ({ changedFromRight }) => (changedFromRight ? "You had the right answer and changed it." : null),
  },
  {
    type: "rushed",
    // Who is sure of a misconception answers fast, too; that is no haste.
    reason: (facts) => {
      const pace = paceOf(facts);
      const sureOfTrap = facts.confidence === "sure" && facts.trapsTaken.length > 0;
      return pace !== null && pace < RUSHED && !sureOfTrap ? `You answered in ${times(facts)}.` : null;
    },
  },
  {
    type: "misread-constraint",
    reason: ({ parallelRight, counterCue, trapsTaken, confidence }) => {
      if (parallelRight) return "You got a question right that differs from this one in a single constraint.";
      if (trapsTaken.length > 0) return null;
      if (counterCue) return "Here the constraint makes the answer right that is often the trap.";
      return confidence === "sure" ? "You were sure and took no known trap: read the constraint again." : null;
    },
  },
  {
    type: "misconception",
    reason: ({ trapsTaken, confidence }) => {
      if (trapsTaken.length === 0) return null;
      return confidence === "sure" ? "You took a trap's option and were sure of it." : "You took a trap's option.";
    },
  },
  {
    type: "gap",
    reason: (facts) => {
      const pace = paceOf(facts);
      if (facts.confidence === "guess") return "You guessed, and took no known trap.";
      if (facts.confidence === "unsure") return "You were unsure, and took no known trap.";
      if (pace !== null && pace > SLOW) return `You took ${times(facts)}, and no known trap.`;
      return "No known trap is in what you chose.";
    },
  },
];

/** What a wrong answer was, with the reason; the learner's own word wins over ours. */
export function missType(facts: MissFacts, correction: MissType | null = null): Miss {
  if (correction !== null) return { type: correction, reason: "You said so.", by: "learner" };
  for (const { type, reason } of RULES) {
    const words = reason(facts);
    if (words !== null) return { type, reason: words, by: "proposal" };
  }
  throw new Error("the last rule gives a reason for every miss");
}
