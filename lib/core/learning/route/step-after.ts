import type { AttemptMode } from "@/lib/core/attempt/plan";

/** What a result leads to: the one thing that its primary button does. */
export type StepAfter =
  /** Back to the remediation that asked for the probes. */
  | { kind: "remediation"; symptom: string }
  | { kind: "home" }
  /** A diagnosis runs: what else is found waits for it. */
  | { kind: "running-diagnosis"; attemptId: string }
  /** The first remediation of the route. */
  | { kind: "route"; symptom: string }
  /** No symptom, but a trap was taken. */
  | { kind: "drill"; trap: string }
  | { kind: "review" }
  | { kind: "diagnose" }
  | { kind: "exam" };

export type Outcome = {
  mode: AttemptMode;
  /** The symptom of the remediation that the attempt belongs to. */
  remediation: string | null;
  runningDiagnosis: string | null;
  /** The symptoms of the route, the strongest first. */
  route: readonly string[];
  /** Traps that were taken in the attempt, the worst first. */
  taken: readonly string[];
  /** Questions that were not answered right. */
  missed: number;
};

/** The next step after an attempt: what was under way first, then what was found, then what would tell more. */
export function stepAfter({ mode, remediation, runningDiagnosis, route, taken, missed }: Outcome): StepAfter {
  if (remediation !== null) return { kind: "remediation", symptom: remediation };
  if (mode === "check") return { kind: "home" };
  if (runningDiagnosis !== null) return { kind: "running-diagnosis", attemptId: runningDiagnosis };
  const [symptom] = route;
  if (symptom !== undefined) return { kind: "route", symptom };
  if (mode === "drill") return { kind: "home" };
  const [trap] = taken;
  if (trap !== undefined) return { kind: "drill", trap };
  if (missed > 0) return { kind: "review" };
  return mode === "diagnose" ? { kind: "exam" } : { kind: "diagnose" };
}
