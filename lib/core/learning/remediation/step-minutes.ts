import type { Lesson } from "@/lib/core/pack/schema";
import type { NextStep } from "./next-step";

/** What one question with its reasons takes, in minutes. */
const PER_QUESTION = 1.5;
/** A deciding fact and its two contrasting cases. */
const PER_FACT = 1;

/** So many questions in whole minutes, rounded up. */
export const questionMinutes = (questions: number): number => Math.ceil(questions * PER_QUESTION);

/** What one section of a lesson takes: its share of the lesson's minutes, one at least. */
export const sectionMinutes = ({ minutes, sections }: Pick<Lesson, "minutes" | "sections">): number =>
  Math.max(1, Math.round(minutes / Math.max(1, sections.length)));

/**
 * The price of a step in minutes; null for a step that is not work: waiting, an exam, nothing.
 *
 * @param checks how many checks a sitting brings: all that are due today come in one.
 */
export function stepMinutes(step: NextStep, { section, checks }: { section: number; checks: number }): number | null {
  switch (step.kind) {
    case "confirm":
    case "drill":
      return questionMinutes(step.more);
    case "read-fact":
      return PER_FACT;
    case "read-section":
      return section;
    case "check":
      return questionMinutes(Math.max(1, checks));
    case "wait":
    case "exam-or-wait":
    case "nothing":
      return null;
  }
}
