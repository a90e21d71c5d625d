import { z } from "zod";
import { type TrapLedger, trapLikelihoodRatio } from "@/lib/core/learning/traps/trap-ledger";
import { gapLogLikelihood, type LessonEvidence } from "./lesson-evidence";
import { lessonTerm, type SymptomTable, trapTerm } from "./symptom-table";

/** The constants of the diagnosis; part of a numbered parameter snapshot. */
export const diagnosisParametersSchema = z
  .strictObject({
    /** ρ: the share of learners who have a given symptom. */
    prevalence: z.number().gt(0).lt(1),
    /** A trap is held with chance 1 − (1 − heldAnyway) · notHeld^n by whoever has n symptoms that hold it. */
    heldAnyway: z.number().gt(0).lt(1),
    notHeld: z.number().gt(0).lt(1),
    /** The share of symptoms that come with a gap in their lesson, and the size of that gap in logits. */
    gapShare: z.number().min(0).lt(1),
    gapLogit: z.number().positive(),
    /** σ²: how much the levels of one learner's lessons differ without any gap, in squared logits. */
    lessonVariance: z.number().nonnegative(),
    /** What a learner's own report multiplies the odds of a symptom by. */
    reportOdds: z.number().positive(),
  })
  .readonly();
export type DiagnosisParameters = z.infer<typeof diagnosisParametersSchema>;

export const DIAGNOSIS_PARAMETERS: DiagnosisParameters = {
  prevalence: 0.08,
  heldAnyway: 0.05,
  notHeld: 0.25,
  gapShare: 0.65,
  gapLogit: 1,
  lessonVariance: 0.2,
  reportOdds: 4,
};

/** What is known of a learner. Ids that the table does not know are left aside. */
export type DiagnosticEvidence = {
  traps: TrapLedger;
  lessons: Readonly<Record<string, LessonEvidence>>;
  /** Symptoms that the learner says they have: a prior, not a proof. */
  reported?: readonly string[];
};

/** Per trap of the table Λ, per lesson e^G, per symptom the log prior odds: the numbers that the posterior is made of. */
export type Findings = { trapRatio: Float64Array; gapRatio: Float64Array; priorLogit: Float64Array };

export function noFindings(table: SymptomTable, parameters: DiagnosisParameters): Findings {
  const { prevalence } = parameters;
  return {
    trapRatio: new Float64Array(table.traps.length).fill(1),
    gapRatio: new Float64Array(table.lessons.length).fill(1),
    priorLogit: new Float64Array(table.symptoms.length).fill(Math.log(prevalence / (1 - prevalence))),
  };
}

export function findingsOf(
  table: SymptomTable,
  evidence: DiagnosticEvidence,
  parameters: DiagnosisParameters,
): Findings {
  const findings = noFindings(table, parameters);
  table.traps.forEach((trap, index) => {
    const entry = evidence.traps[trap];
    if (entry !== undefined) findings.trapRatio[index] = trapLikelihoodRatio(entry);
  });
  table.lessons.forEach((lesson, index) => {
    const entry = evidence.lessons[lesson];
    if (entry !== undefined)
      findings.gapRatio[index] = Math.exp(gapLogLikelihood(entry, parameters.gapLogit, parameters.lessonVariance));
  });
  for (const id of evidence.reported ?? []) {
    const symptom = table.symptoms.indexOf(id);
    if (symptom >= 0) {
      findings.priorLogit[symptom] = (findings.priorLogit[symptom] ?? 0) + Math.log(parameters.reportOdds);
    }
  }
  return findings;
}

/**
 * The posterior over the subsets of symptoms, as the probability of each *term* of the table: mass[s] is P(s), the mass
 * of a lesson's term the chance that some symptom of that lesson is there, that of a trap's term (t, n) the chance that
 * exactly n symptoms are there that hold t. `healthy` is P(∅).
 */
export type Posterior = { healthy: number; mass: Float64Array };

/** The chance that a trap is held by whoever has `count` symptoms that hold it. */
export const heldChance = (parameters: DiagnosisParameters, count: number): number =>
  1 - (1 - parameters.heldAnyway) * parameters.notHeld ** count;

/**
 * log P(A | data) ∝ |A| ln(ρ/(1−ρ)) + Σ_traps ln(1 − h_t + h_t Λ_t) + Σ_{A's lessons} ln(1 − g + g e^G), for all
 * subsets A of at most three symptoms. Exact for that model; O(subsets), 299 of them for 12 symptoms.
 */
export function posteriorOf(table: SymptomTable, findings: Findings, parameters: DiagnosisParameters): Posterior {
  const value = termValues(table, findings, parameters);
  const { alone, members, corrections, correctionTerms, correctionCoefficients, subsetCount } = table;
  // One place more, for a member that is none.
  const single = new Float64Array(alone.length + 1);
  alone.forEach((terms, symptom) => {
    let sum = 0;
    for (const term of terms) sum += value[term] ?? 0;
    single[symptom] = sum;
  });
  const weight = new Float64Array(subsetCount);
  let highest = 0;
  for (let subset = 0; subset < subsetCount; subset++) {
    let sum = 0;
    for (let at = 3 * subset; at < 3 * subset + 3; at++) sum += single[members[at] ?? 0] ?? 0;
    const end = corrections[subset + 1] ?? 0;
    for (let at = corrections[subset] ?? 0; at < end; at++) {
      sum += (correctionCoefficients[at] ?? 0) * (value[correctionTerms[at] ?? 0] ?? 0);
    }
    weight[subset] = sum;
    if (sum > highest) highest = sum;
  }
  const mass = new Float64Array(table.termCount);
  const present = new Float64Array(alone.length + 1);
  let total = 0;
  for (let subset = 0; subset < subsetCount; subset++) {
    const log = (weight[subset] ?? 0) - highest;
    // e^−18 of the best subset changes no digit that anybody sees.
    if (log < -18) continue;
    const share = Math.exp(log);
    total += share;
    for (let at = 3 * subset; at < 3 * subset + 3; at++) {
      const member = members[at] ?? 0;
      present[member] = (present[member] ?? 0) + share;
    }
    const end = corrections[subset + 1] ?? 0;
    for (let at = corrections[subset] ?? 0; at < end; at++) {
      const term = correctionTerms[at] ?? 0;
      mass[term] = (mass[term] ?? 0) + (correctionCoefficients[at] ?? 0) * share;
    }
  }
  alone.forEach((terms, symptom) => {
    for (const term of terms) mass[term] = (mass[term] ?? 0) + (present[symptom] ?? 0);
  });
  // Differences of sums: nothing below 0 is meant.
  for (let term = 0; term < mass.length; term++) mass[term] = Math.max(0, (mass[term] ?? 0) / total);
  return { healthy: Math.exp(-highest) / total, mass };
}

/** The value of each term, relative to the healthy learner, who may hold any trap without a symptom too. */
function termValues(table: SymptomTable, findings: Findings, parameters: DiagnosisParameters): Float64Array {
  const value = new Float64Array(table.termCount);
  value.set(findings.priorLogit);
  const { gapShare } = parameters;
  for (let lesson = 0; lesson < table.lessons.length; lesson++) {
    value[lessonTerm(table, lesson)] = Math.log(1 - gapShare + gapShare * (findings.gapRatio[lesson] ?? 1));
  }
  const held = [0, 1, 2, 3].map((n) => heldChance(parameters, n));
  const [anyway = 0] = held;
  for (let trap = 0; trap < table.traps.length; trap++) {
    const excess = (findings.trapRatio[trap] ?? 1) - 1;
    const without = Math.log(1 + anyway * excess);
    for (let n = 1; n <= 3; n++) {
      value[trapTerm(table, trap, n)] = Math.log(1 + (held[n] ?? 0) * excess) - without;
    }
  }
  return value;
}
