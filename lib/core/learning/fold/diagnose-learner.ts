import { diagnose, type SymptomFinding } from "@/lib/core/learning/diagnosis/diagnose";
import type { DiagnosticEvidence, Posterior } from "@/lib/core/learning/diagnosis/posterior";
import { type SymptomTable, symptomTable } from "@/lib/core/learning/diagnosis/symptom-table";
import type { LearnerState } from "./learner-state";
import type { LearningParameters } from "./learning-parameters";
import type { RoutedSymptom } from "./route-learner";

/** What the whole of a learner's answers says. `found` is empty while 1 − P(healthy) stays under the alarm. */
export type LearnerDiagnosis = { healthy: number; found: SymptomFinding[]; posterior: Posterior };

// Laying out a chapter's symptoms takes longer than asking; the chapter's list is the same object for a loaded pack.
const tables = new WeakMap<object, SymptomTable>();

/** The symptoms of a chapter laid out, kept for as long as the list of them. */
export function tableOf(symptoms: readonly RoutedSymptom[]): SymptomTable {
  const [first] = symptoms;
  const kept = first === undefined ? undefined : tables.get(first);
  if (kept !== undefined && kept.symptoms.length === symptoms.length) return kept;
  // A gap is looked for in the lesson that the chapter names first: nobody lacks every lesson that a symptom touches.
  const table = symptomTable(symptoms.map((symptom) => ({ ...symptom, lessons: symptom.lessons.slice(0, 1) })));
  if (first !== undefined) tables.set(first, table);
  return table;
}

/**
 * What of a learner's state the diagnosis reads. A lesson's residual is taken against the learner's other lessons: what
 * traps explain of falls is left out of all of them, so that each by itself would look better than it is.
 */
export function diagnosticEvidence(state: LearnerState): DiagnosticEvidence {
  const gaps = Object.entries(state.lessons).map(([id, { gap }]) => [id, gap] as const);
  const residual = gaps.reduce((sum, [, gap]) => sum + gap.residual, 0);
  const variance = gaps.reduce((sum, [, gap]) => sum + gap.variance, 0);
  const usual = variance === 0 ? 0 : residual / variance;
  return {
    traps: Object.fromEntries(Object.entries(state.traps).map(([id, { entry }]) => [id, entry])),
    lessons: Object.fromEntries(
      gaps.map(([id, gap]) => [id, { ...gap, residual: gap.residual - usual * gap.variance }]),
    ),
    reported: state.head.reported,
  };
}

/** Under this probability a symptom is not named, whatever else is found. */
const NAMED = 0.1;

/** Diagnoses a learner on all that is folded of them (§3 of the model), most probable symptoms first. */
export function diagnoseLearner(
  state: LearnerState,
  symptoms: readonly RoutedSymptom[],
  parameters: LearningParameters,
): LearnerDiagnosis {
  const {
    nothingFound,
    posterior,
    symptoms: all,
  } = diagnose(tableOf(symptoms), symptoms, diagnosticEvidence(state), {
    parameters: parameters.diagnosis,
    alarmThreshold: parameters.alarm,
    recalibration: parameters.shown,
  });
  const found = nothingFound ? [] : all.filter(({ probability }) => probability >= NAMED);
  return { healthy: posterior.healthy, found, posterior };
}
