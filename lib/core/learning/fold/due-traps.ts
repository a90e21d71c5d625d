import { nextSteps } from "@/lib/core/learning/remediation/next-step";
import { dueAt } from "@/lib/core/learning/schedule/card";
import { dueToday } from "@/lib/core/learning/schedule/due-today";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import type { LearnerState } from "./learner-state";

/** So many reviews a day at most. */
export const REVIEW_CAP = 8;

export type DueTrap = { trap: string; because: "check" | "schedule" };

/**
 * The traps that are due for a probe now: checks of remediations first, then what the schedule says; without a cap.
 * A trap whose treatment is under way is not due, since its drill comes first.
 */
export function dueTraps(state: LearnerState, now: EpochMs): DueTrap[] {
  const steps = Object.values(state.remediations).flatMap(({ remediation }) => nextSteps(remediation, now));
  const checks = steps.flatMap(({ kind, trap }) => (kind === "check" ? [trap] : []));
  const busy = new Set(steps.flatMap(({ kind, trap }) => (kind === "nothing" ? [] : [trap])));
  const cards = Object.values(state.traps).flatMap(({ card }) => (card === null ? [] : [card]));
  const scheduled = dueToday(cards, now, Number.POSITIVE_INFINITY).due.map(({ card }) => card.trap);
  const due = new Map<string, DueTrap>();
  for (const trap of checks) due.set(trap, { trap, because: "check" });
  for (const trap of scheduled) if (!busy.has(trap) && !due.has(trap)) due.set(trap, { trap, because: "schedule" });
  return [...due.values()];
}

/**
 * When a trap is to be checked next: as its remediation says, else as its schedule does. Null while a treatment comes
 * first, and for what was never fallen for.
 */
export function trapDueAt(state: LearnerState, trap: string, now: EpochMs): EpochMs | null {
  const steps = Object.values(state.remediations)
    .flatMap(({ remediation }) => nextSteps(remediation, now))
    .filter((step) => step.trap === trap && step.kind !== "nothing");
  const card = state.traps[trap]?.card ?? null;
  if (steps.length === 0) return card === null ? null : dueAt(card);
  const times = steps.flatMap((step) => {
    switch (step.kind) {
      case "check":
        return [step.dueSince];
      case "wait":
      case "exam-or-wait":
        return [step.from];
      default:
        return [];
    }
  });
  return times.length === 0 ? null : Math.min(...times);
}

/** What of that is for today: at most REVIEW_CAP a day, less what was reviewed since the day began. */
export function dueForToday(
  state: LearnerState,
  now: EpochMs,
  dayStart: EpochMs = now - DAY_MS,
): { today: DueTrap[]; left: DueTrap[]; done: number } {
  const done = Object.values(state.traps).filter(
    ({ card }) => card !== null && card.reviews > 1 && card.reviewedAt >= dayStart && card.reviewedAt <= now,
  ).length;
  const due = dueTraps(state, now);
  const room = Math.max(0, REVIEW_CAP - done);
  return { today: due.slice(0, room), left: due.slice(room), done };
}

/**
 * The traps that a timed exam should probe unmarked: those whose check is due, and those that passed their first check,
 * since a timed exam may bring the second one at once.
 */
export function examProbeTraps(state: LearnerState, now: EpochMs): string[] {
  return Object.values(state.remediations)
    .flatMap(({ remediation }) => nextSteps(remediation, now))
    .flatMap(({ kind, trap }) => (kind === "check" || kind === "exam-or-wait" ? [trap] : []));
}
