import { type EpochMs, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** An event that the server receives up to this long after the deadline counts: lines are slow, answers were made in time. */
export const GRACE_MS = MINUTE_MS;

/** Where an attempt stands by its clock. `closing`: the time is up, what is under way still counts. */
export type ClockPhase = "open" | "closing" | "over";

/** The phase at `now`; an attempt without a deadline is always open. */
export function clockPhase(deadline: EpochMs | null, now: EpochMs): ClockPhase {
  if (deadline === null || now < deadline) return "open";
  return now <= deadline + GRACE_MS ? "closing" : "over";
}

/** Milliseconds left, never negative; null without a deadline. */
export const timeLeftMs = (deadline: EpochMs | null, now: EpochMs): number | null =>
  deadline === null ? null : Math.max(0, deadline - now);

/** The remaining-time warnings that an exam of this length gives, in ms before its deadline. */
export const warningsMs = (limitMs: number | null): number[] =>
  limitMs === null ? [] : [30 * MINUTE_MS, 5 * MINUTE_MS].filter((before) => limitMs > before * 1.5);
