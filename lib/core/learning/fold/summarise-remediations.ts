import { byUrgency, type NextStep, nextSteps } from "@/lib/core/learning/remediation/next-step";
import { standing } from "@/lib/core/learning/remediation/standing";
import { isDone, type TrapStateKind } from "@/lib/core/learning/remediation/state";
import type { Symptom } from "@/lib/core/pack/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { LearnerState } from "./learner-state";

/** A remediation in a list. */
export type RemediationSummary = {
  symptom: Symptom;
  openedAt: EpochMs;
  openedBy: "engine" | "learner";
  updatedAt: EpochMs;
  done: boolean;
  /** Where it stands, in a sentence. */
  standing: string;
  traps: { id: string; kind: TrapStateKind }[];
  next: NextStep;
  /** The next step of each trap, the most urgent first; `next` is the first of them. */
  steps: NextStep[];
};

/**
 * A learner's remediations on symptoms that the pack has: open ones first, the most urgent step first; then those that
 * are done, the latest first.
 */
export function summariseRemediations(
  state: Pick<LearnerState, "remediations">,
  symptoms: readonly Symptom[],
  now: EpochMs,
): RemediationSummary[] {
  const summaries = symptoms.flatMap((symptom): RemediationSummary[] => {
    const remediation = state.remediations[symptom.id]?.remediation;
    if (remediation === undefined) return [];
    const { openedAt, openedBy, updatedAt, traps } = remediation;
    const steps = nextSteps(remediation, now);
    const [next] = steps;
    if (next === undefined) return [];
    return [
      {
        symptom,
        openedAt,
        openedBy,
        updatedAt,
        done: isDone(remediation),
        standing: standing(remediation),
        traps: Object.entries(traps).map(([id, { kind }]) => ({ id, kind })),
        next,
        steps,
      },
    ];
  });
  return summaries.sort(
    (a, b) => Number(a.done) - Number(b.done) || (a.done ? b.updatedAt - a.updatedAt : byUrgency(a.next, b.next)),
  );
}
