import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { LearnerState } from "./learner-state";
import { moveOn } from "./remediation-work";

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
      .filter((trap) => trap in before.remediation.traps)
      .reduce((sofar, trap) => moveOn(sofar, { kind, at, trap }), before);
  }
  return { ...state, remediations };
}
