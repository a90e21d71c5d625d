import {
  type DiagnosticEvidence,
  findingsOf,
  type Posterior,
  posteriorOf,
} from "@/lib/core/learning/diagnosis/posterior";
import { type SymptomTable, symptomTable } from "@/lib/core/learning/diagnosis/symptom-table";
import type { DiagnosedSymptom } from "@/lib/core/learning/route/route";
import type { LearnerState } from "./learner-state";
import type { LearningParameters } from "./learning-parameters";
import type { RoutedSymptom } from "./route-learner";

/** What the whole of a learner's answers says. `found` is empty while 1 − P(healthy) stays under the alarm. */
export type LearnerDiagnosis = { healthy: number; found: DiagnosedSymptom[]; posterior: Posterior };

// Laying out a chapter's symptoms takes longer than asking; the chapter's list is the same object for a loaded pack.
const tables = new WeakMap<object, SymptomTable>();

/** The symptoms of a chapter laid out, kept for as long as the list of them. */
export function tableOf(symptoms: readonly RoutedSymptom[]): SymptomTable {
  const [first] = symptoms;
  const kept = first === undefined ? undefined : tables.get(first);
  if (kept !== undefined && kept.symptoms.length === symptoms.length) return kept;
  const table = symptomTable(symptoms);
  if (first !== undefined) tables.set(first, table);
  return table;
}

/** What of a learner's state the diagnosis reads. */
export const diagnosticEvidence = (state: LearnerState): DiagnosticEvidence => ({
  traps: Object.fromEntries(Object.entries(state.traps).map(([id, { entry }]) => [id, entry])),
  lessons: Object.fromEntries(Object.entries(state.lessons).map(([id, { gap }]) => [id, gap])),
  reported: state.head.reported,
});

/** Above these chances evidence is called strong, or some. */
const STRONG = 0.75;
const SOME = 0.4;

/** Diagnoses a learner on all that is folded of them (§3 of the model), most probable symptoms first. */
export function diagnoseLearner(
  state: LearnerState,
  symptoms: readonly RoutedSymptom[],
  parameters: LearningParameters,
): LearnerDiagnosis {
  const table = tableOf(symptoms);
  const findings = findingsOf(table, diagnosticEvidence(state), parameters.diagnosis);
  const posterior = posteriorOf(table, findings, parameters.diagnosis);
  const alarmed = 1 - posterior.healthy >= parameters.alarm;
  const found = table.symptoms.flatMap((symptom, index): DiagnosedSymptom[] => {
    const probability = posterior.mass[index] ?? 0;
    if (!alarmed || probability < 0.1) return [];
    return [
      { symptom, probability, strength: probability >= STRONG ? "strong" : probability >= SOME ? "some" : "weak" },
    ];
  });
  return { healthy: posterior.healthy, found: found.sort((a, b) => b.probability - a.probability), posterior };
}
