import type { NextStep } from "@/lib/core/learning/remediation/next-step";
import type { PricedStep } from "@/lib/usecases/learning/list-remediations";

const questions = (count: number): string => (count === 1 ? "one question" : `up to ${count} questions`);

/** A step in a line of a list, about the trap with this short name. Times are said beside it. */
export function stepLine(step: NextStep, short: string): string {
  switch (step.kind) {
    case "confirm":
      return `Make sure of “${short}”: ${questions(step.more)}`;
    case "read-fact":
      return `Read what decides “${short}”`;
    case "read-section":
      return `Read the lesson's section on “${short}”`;
    case "drill":
      return `Drill “${short}”: ${step.more} more of ${step.of} without falling`;
    case "wait":
      return `“${short}” is treated; its first check comes later`;
    case "check":
      return `${step.round === 1 ? "First" : "Second"} check of “${short}” is due`;
    case "exam-or-wait":
      return `“${short}” passed its first check; a timed exam can bring the second`;
    case "nothing":
      return step.because === "cured" ? `“${short}” is cured` : `“${short}” was not confirmed`;
  }
}

/** What the button says that begins a step; null for a step that has none. */
function stepVerb(step: NextStep): string | null {
  switch (step.kind) {
    case "confirm":
      return "Make sure";
    case "read-fact":
      return "Read the fact";
    case "read-section":
      return "Read the section";
    case "drill":
      return "Drill";
    case "check":
      return "Start the checks";
    case "exam-or-wait":
      return "Sit a timed exam";
    case "wait":
    case "nothing":
      return null;
  }
}

/** The moment that a step waits for; null where it can be done now. */
export function stepFrom(step: NextStep): number | null {
  return step.kind === "wait" || step.kind === "exam-or-wait" ? step.from : null;
}

/** " · 5 min", kept in one line; nothing where there is no price. */
export const price = (minutes: number | null): string => (minutes === null ? "" : `\u00a0·\u00a0${minutes}\u00a0min`);

/** A step in a line, with its price. */
export const pricedLine = ({ step, short, minutes }: PricedStep): string => `${stepLine(step, short)}${price(minutes)}`;

/** What the button says that goes to a step, with its price; "See how it stands" where there is no work. */
export const pricedVerb = ({ step, minutes }: PricedStep): string =>
  `${stepVerb(step) ?? "See how it stands"}${price(minutes)}`;
