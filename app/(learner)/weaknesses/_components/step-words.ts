import { shortDay } from "@/components/time/day-text";
import type { NextStep } from "@/lib/core/learning/remediation/next-step";

/** What a remediation asks for next, in a few words. */
export function stepWords(step: NextStep): string {
  switch (step.kind) {
    case "confirm":
      return step.more === 1
        ? "one question that shows whether it is so"
        : "a few questions that show whether it is so";
    case "read-fact":
      return "the deciding fact, one minute";
    case "read-section":
      return "the section of the lesson";
    case "drill":
      return step.more === 1 ? "one more question of the drill" : `a drill of ${step.more} questions`;
    case "check":
      return "a check, due now";
    case "wait":
    case "exam-or-wait":
      return `checked again from ${shortDay(step.from)}`;
    case "nothing":
      return "nothing more to do";
  }
}
