import { z } from "zod";
import {
  DIAGNOSIS_PARAMETERS,
  type DiagnosisParameters,
  type DiagnosticEvidence,
  diagnosisParametersSchema,
  type Findings,
  findingsOf,
  heldChance,
  type Posterior,
  posteriorOf,
} from "./posterior";
import { logit, recalibrated, recalibrationSchema } from "./recalibration";
import type { SymptomDefinition, SymptomTable } from "./symptom-table";

/** What a diagnosis rests on; one numbered snapshot. Without a recalibration no probability is shown. */
export const diagnosisSnapshotSchema = z
  .strictObject({
    parameters: diagnosisParametersSchema,
    alarmThreshold: z.number().min(0).max(1),
    recalibration: recalibrationSchema.nullable(),
  })
  .readonly();
export type DiagnosisSnapshot = z.infer<typeof diagnosisSnapshotSchema>;

/** Before any calibration: something is found when that is likelier than not. */
export const COLD_START_SNAPSHOT: DiagnosisSnapshot = {
  parameters: DIAGNOSIS_PARAMETERS,
  alarmThreshold: 0.5,
  recalibration: null,
};

export type EvidenceStrength = "strong" | "some" | "weak";

/** One thing that speaks for (weight above 0) or against a symptom; the weight is a log likelihood ratio. */
export type Reason =
  | { kind: "trap"; trap: string; falls: number; decided: number; weight: number }
  | { kind: "lesson"; lesson: string; weight: number }
  | { kind: "report"; weight: number };

export type SymptomFinding = {
  symptom: string;
  /** P(s), the model's own; for ranking and the engine's decisions, not for a screen. */
  probability: number;
  /** The probability that may be shown; null until there is a recalibration. */
  shown: number | null;
  strength: EvidenceStrength;
  /** The strongest first. */
  reasons: readonly Reason[];
};

export type Diagnosis = {
  /** The answer is "nothing found" unless 1 − P(∅) passes the threshold. */
  nothingFound: boolean;
  anySymptom: number;
  /** All symptoms of the table, the most probable first. */
  symptoms: readonly SymptomFinding[];
  findings: Findings;
  posterior: Posterior;
};

/**
 * What the answers so far say about a learner's symptoms.
 *
 * @param definitions those that the table was made of.
 */
export function diagnose(
  table: SymptomTable,
  definitions: readonly SymptomDefinition[],
  evidence: DiagnosticEvidence,
  snapshot: DiagnosisSnapshot,
): Diagnosis {
  const { parameters, recalibration } = snapshot;
  const findings = findingsOf(table, evidence, parameters);
  const posterior = posteriorOf(table, findings, parameters);
  const symptoms = definitions.map((definition, index): SymptomFinding => {
    const probability = posterior.mass[index] ?? 0;
    return {
      symptom: definition.id,
      probability,
      shown: recalibration === null ? null : recalibrated(probability, recalibration),
      strength: evidenceStrength(probability, parameters.prevalence),
      reasons: reasonsFor(table, definition, evidence, findings, parameters),
    };
  });
  symptoms.sort((a, b) => b.probability - a.probability || (a.symptom < b.symptom ? -1 : 1));
  const anySymptom = 1 - posterior.healthy;
  return { nothingFound: anySymptom <= snapshot.alarmThreshold, anySymptom, symptoms, findings, posterior };
}

/**
 * Evidence in a word, by the factor that the answers changed the odds by: strong from 20, some from 3 (Kass & Raftery,
 * JASA 90, 1995).
 */
export function evidenceStrength(probability: number, prevalence: number): EvidenceStrength {
  const factor = Math.exp(logit(probability) - logit(prevalence));
  return factor >= 20 ? "strong" : factor >= 3 ? "some" : "weak";
}

function reasonsFor(
  table: SymptomTable,
  definition: SymptomDefinition,
  evidence: DiagnosticEvidence,
  findings: Findings,
  parameters: DiagnosisParameters,
): Reason[] {
  const reasons: Reason[] = [];
  const [without, held] = [heldChance(parameters, 0), heldChance(parameters, 1)];
  for (const trap of new Set(definition.traps)) {
    const entry = evidence.traps[trap];
    if (entry === undefined) continue;
    const excess = (findings.trapRatio[table.trapIndex.get(trap) ?? -1] ?? 1) - 1;
    const weight = Math.log((1 + held * excess) / (1 + without * excess));
    const falls = entry.falls + entry.subFalls;
    reasons.push({ kind: "trap", trap, falls, decided: entry.decided + entry.subDecided, weight });
  }
  for (const lesson of new Set(definition.lessons)) {
    if (evidence.lessons[lesson] === undefined) continue;
    const ratio = findings.gapRatio[table.lessonIndex.get(lesson) ?? -1] ?? 1;
    const weight = Math.log(1 - parameters.gapShare + parameters.gapShare * ratio);
    reasons.push({ kind: "lesson", lesson, weight });
  }
  if (evidence.reported?.includes(definition.id) === true) {
    reasons.push({ kind: "report", weight: Math.log(parameters.reportOdds) });
  }
  return reasons.sort((a, b) => b.weight - a.weight);
}
