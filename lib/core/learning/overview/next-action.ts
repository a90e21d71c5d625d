import { isWork, type NextStep } from "@/lib/core/learning/remediation/next-step";
import type { Routed } from "@/lib/core/learning/route/route";

/** The one thing to do next, as the dashboard offers it. */
export type NextAction =
  | { kind: "checks"; today: number; left: number }
  | { kind: "remediation"; symptom: string; opened: boolean }
  | { kind: "diagnosis" }
  | { kind: "exam" };

/**
 * What comes first: checks that are due end old work; then the first remediation of the route that can be worked on,
 * and others under way; then a diagnosis while the evidence says too little, and a timed exam after that.
 */
export function nextAction({
  due,
  route,
  underWay,
  enoughEvidence,
}: {
  due: { today: readonly unknown[]; left: readonly unknown[] };
  route: readonly Pick<Routed, "symptom" | "action">[];
  /** Every remediation that is not done, with its steps, the most urgent first. */
  underWay: readonly { symptom: string; steps: readonly NextStep[] }[];
  enoughEvidence: boolean;
}): NextAction {
  if (due.today.length > 0) return { kind: "checks", today: due.today.length, left: due.left.length };
  const workable = underWay.filter(({ steps }) => steps.some(isWork)).map(({ symptom }) => symptom);
  const routed = route.find(({ symptom, action }) => action !== "continue" || workable.includes(symptom));
  if (routed !== undefined) {
    return { kind: "remediation", symptom: routed.symptom, opened: routed.action !== "open" };
  }
  const [other] = workable;
  if (other !== undefined) return { kind: "remediation", symptom: other, opened: true };
  return enoughEvidence ? { kind: "exam" } : { kind: "diagnosis" };
}
