import { advance } from "@/lib/core/learning/remediation/remediation";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { LearnerState } from "./learner-state";

/** That a fact or a section was read, told to every remediation that works on one of its traps. */
export function foldReading(
  state: LearnerState,
  kind: "fact-read" | "section-read",
  traps: readonly string[],
  at: EpochMs,
): LearnerState {
  const remediations = { ...state.remediations };
  for (const [symptom, before] of Object.entries(state.remediations)) {
    remediations[symptom] = traps
      .filter((trap) => trap in before.traps)
      .reduce((sofar, trap) => advance(sofar, { kind, at: Math.max(at, sofar.updatedAt), trap }).remediation, before);
  }
  return { ...state, remediations };
}
