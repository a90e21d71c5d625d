import { type AttemptMode, type AttemptPlan, remediationOf } from "@/lib/core/attempt/plan";

/** The page that an attempt was started from, where leaving it leads back to. */
export function startedFromHref({ mode, plan }: { mode: AttemptMode; plan: AttemptPlan }): string {
  const remediation = remediationOf(plan);
  if (remediation !== null) return `/remediations/${remediation}`;
  if (plan.kind === "drill" && plan.symptom !== null) return `/learn/symptoms/${plan.symptom}`;
  return mode === "practice" || mode === "drill" ? "/practice" : "/home";
}
