import type { AttemptMode } from "@/lib/core/attempt/plan";
import { isWork, type NextStep } from "@/lib/core/learning/remediation/next-step";
import type { Routed } from "@/lib/core/learning/route/route";
import type { RemediationSummary } from "./summarise-remediations";

/** An attempt that runs; `symptom` and `traps` of a drill's plan. */
export type RunningAttempt = { id: string; mode: AttemptMode; symptom: string | null; traps: readonly string[] };

/** The one thing to do next. `attemptId`: a sitting for it that was begun and is not over. */
export type TodayStep =
  | { kind: "running"; attemptId: string }
  | { kind: "checks"; count: number; attemptId: string | null }
  | { kind: "remediation"; symptom: string; step: NextStep; attemptId: string | null }
  /** What the answers point at and nobody has begun yet. */
  | { kind: "begin"; symptom: string }
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

/** With fewer answers than a diagnosis has questions, a diagnosis tells the most. */
const LITTLE_KNOWN = 12;

/**
 * What comes first, on every screen: an exam or a diagnosis that runs; then the checks that are due, since they end old
 * work; then the first stop of the route that can be worked on, and remediations that the route does not name; then a
 * diagnosis while little is known, and a timed exam after that.
 *
 * @param running the newest first.
 * @param route the strongest evidence first.
 * @param remediations as `summariseRemediations` orders them.
 */
export function chooseToday({
  running,
  checks,
  route,
  remediations,
  answered,
}: {
  running: readonly RunningAttempt[];
  checks: number;
  route: readonly Pick<Routed, "symptom" | "action">[];
  remediations: readonly Pick<RemediationSummary, "symptom" | "done" | "steps">[];
  answered: number;
}): TodayStep {
  const sitting = running.find(({ mode }) => mode === "exam") ?? running.find(({ mode }) => mode === "diagnose");
  if (sitting !== undefined) return { kind: "running", attemptId: sitting.id };
  if (checks > 0) {
    const begun = running.find(({ mode }) => mode === "check");
    return { kind: "checks", count: checks, attemptId: begun?.id ?? null };
  }
  const work = new Map(
    remediations.flatMap(({ symptom, done, steps }): [string, NextStep][] => {
      const step = done ? undefined : steps.find(isWork);
      return step === undefined ? [] : [[symptom.id, step]];
    }),
  );
  const routed = route.find(({ symptom, action }) => action !== "continue" || work.has(symptom));
  if (routed !== undefined && routed.action !== "continue") return { kind: "begin", symptom: routed.symptom };
  const symptom = routed?.symptom ?? [...work.keys()][0];
  const step = work.get(symptom ?? "");
  if (symptom !== undefined && step !== undefined) {
    return { kind: "remediation", symptom, step, attemptId: sittingOf(step, symptom, running) };
  }
  return answered < LITTLE_KNOWN ? { kind: "diagnosis" } : { kind: "exam" };
}
