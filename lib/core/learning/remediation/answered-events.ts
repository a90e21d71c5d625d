import type { Evidence } from "@/lib/core/question/score";
import type { Answered } from "./events";

/**
 * The events of one answer, one for each trap that its question offers. An unanswered question gives none: its
 * evidence has neither a trap taken nor one refused, and it must not be passed as another wrong option.
 */
export function answeredEvents(
  { offered, taken, refused }: Evidence,
  outcome: "unanswered" | "wrong" | "right",
  answer: Omit<Answered, "kind" | "trap" | "outcome" | "unseenLeft">,
  unseenLeft: (trap: string) => boolean,
): Answered[] {
  if (outcome === "unanswered") return [];
  return offered.map((trap) => ({
    ...answer,
    kind: "answered",
    trap,
    outcome: taken.includes(trap) ? "fell" : refused.includes(trap) ? "refused" : "other",
    unseenLeft: unseenLeft(trap),
  }));
}
