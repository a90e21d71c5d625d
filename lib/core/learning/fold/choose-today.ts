import type { AttemptMode } from "@/lib/core/attempt/plan";
import { isWork, type NextStep } from "@/lib/core/learning/remediation/next-step";
import type { RemediationSummary } from "./summarise-remediations";

/** An attempt that runs; `symptom` and `traps` of a drill's plan. */
export type RunningAttempt = { id: string; mode: AttemptMode; symptom: string | null; traps: readonly string[] };

/** The one thing to do next. `attemptId`: a sitting for it that was begun and is not over. */
export type TodayStep =
  | { kind: "running"; attemptId: string }
  | { kind: "checks"; count: number; attemptId: string | null }
  | { kind: "remediation"; symptom: string; attemptId: string | null }
  | { kind: "diagnosis" }
  | { kind: "exam" };

/** The sitting of a drill that a step was begun with and that is not over; the latest. */
export function sittingOf(step: NextStep, symptom: string, running: readonly RunningAttempt[]): string | null {
  if (step.kind !== "confirm" && step.kind !== "drill") return null;
  const begun = running.find(
    (attempt) => attempt.mode === "drill" && attempt.symptom === symptom && attempt.traps.includes(step.trap),
  );
  return begun?.id ?? null;
}

/**
 * What comes first today: an exam or a diagnosis that runs; then the checks that are due; then the first open
 * remediation that can be worked on; then a diagnosis for somebody of whom nothing is known, and an exam for everybody
 * else.
 *
 * @param running the newest first.
 * @param remediations as `summariseRemediations` orders them.
 */
export function chooseToday({
  running,
  checks,
  remediations,
  answered,
}: {
  running: readonly RunningAttempt[];
  checks: number;
  remediations: readonly Pick<RemediationSummary, "symptom" | "done" | "next">[];
  answered: number;
}): TodayStep {
  const sitting = running.find(({ mode }) => mode === "exam") ?? running.find(({ mode }) => mode === "diagnose");
  if (sitting !== undefined) return { kind: "running", attemptId: sitting.id };
  if (checks > 0) {
    const begun = running.find(({ mode }) => mode === "check");
    return { kind: "checks", count: checks, attemptId: begun?.id ?? null };
  }
  const remediation = remediations.find(({ done, next }) => !done && isWork(next));
  if (remediation !== undefined) {
    const symptom = remediation.symptom.id;
    return { kind: "remediation", symptom, attemptId: sittingOf(remediation.next, symptom, running) };
  }
  return answered === 0 ? { kind: "diagnosis" } : { kind: "exam" };
}
