import {
  type DiagnosisParameters,
  type Findings,
  heldChance,
  type Posterior,
} from "@/lib/core/learning/diagnosis/posterior";
import { lessonTerm, type SymptomTable, trapTerm } from "@/lib/core/learning/diagnosis/symptom-table";
import { innocentChance } from "@/lib/core/learning/traps/trap-ledger";
import type { QuestionBank } from "./question-bank";

/** The rate at which a held trap is expected to catch its holder: the middle of CAPTURE_GRID. */
const EXPECTED_CAPTURE = 0.5;

/**
 * What is not settled yet. Per trap of the table: how sure it is that the learner holds it (`heldMean`), and how much
 * that would differ between the sets of symptoms still in play (`heldVariance`). Per lesson the same for its gap.
 */
export type Outlook = {
  heldMean: Float64Array;
  heldVariance: Float64Array;
  gapMean: Float64Array;
  gapVariance: Float64Array;
  gapLogit: number;
};

export function outlook(
  table: SymptomTable,
  findings: Findings,
  posterior: Posterior,
  parameters: DiagnosisParameters,
): Outlook {
  const heldMean = new Float64Array(table.traps.length);
  const heldVariance = new Float64Array(table.traps.length);
  const gapMean = new Float64Array(table.lessons.length);
  const gapVariance = new Float64Array(table.lessons.length);
  const prior = [0, 1, 2, 3].map((n) => heldChance(parameters, n));
  for (let trap = 0; trap < table.traps.length; trap++) {
    const ratio = findings.trapRatio[trap] ?? 1;
    let mean = 0;
    let square = 0;
    let without = 1;
    for (let n = 3; n >= 0; n--) {
      const mass = n === 0 ? Math.max(0, without) : (posterior.mass[trapTerm(table, trap, n)] ?? 0);
      without -= mass;
      const chance = prior[n] ?? 0;
      const held = (chance * ratio) / (1 - chance + chance * ratio);
      mean += mass * held;
      square += mass * held * held;
    }
    heldMean[trap] = mean;
    heldVariance[trap] = Math.max(0, square - mean * mean);
  }
  const { gapShare, gapLogit } = parameters;
  for (let lesson = 0; lesson < table.lessons.length; lesson++) {
    const mass = posterior.mass[lessonTerm(table, lesson)] ?? 0;
    const ratio = findings.gapRatio[lesson] ?? 1;
    const gap = (gapShare * ratio) / (1 - gapShare + gapShare * ratio);
    gapMean[lesson] = mass * gap;
    gapVariance[lesson] = mass * (1 - mass) * gap * gap;
  }
  return { heldMean, heldVariance, gapMean, gapVariance, gapLogit };
}

/**
 * The information, in nats, that the answer to a question is expected to give about which symptoms are there.
 *
 * For an outcome whose chance depends on the set A of symptoms, the mutual information is to second order
 * Var_A[P(outcome | A)] ÷ (2 p̄(1 − p̄)) (Cover & Thomas, Elements of Information Theory, 2006, §11.1: the χ² form of the
 * relative entropy). A trap's offer is taken with chance q₀ + held · c(1 − q₀); the lesson's answer is right with a
 * chance that a gap lowers by δp(1 − p). The offers of one question are summed.
 *
 * @param right the learner's chance of being right on it.
 */
export function expectedInformation(bank: QuestionBank, question: number, right: number, now: Outlook): number {
  let sum = 0;
  const offersEnd = bank.offerStarts[question + 1] ?? 0;
  for (let at = bank.offerStarts[question] ?? 0; at < offersEnd; at++) {
    const trap = bank.offerTraps[at] ?? 0;
    const innocent = innocentChance(right, bank.offerShares[at] ?? 0);
    const step = (bank.offerTrust[at] ?? 1) * EXPECTED_CAPTURE * (1 - innocent);
    const taken = innocent + (now.heldMean[trap] ?? 0) * step;
    sum += ((now.heldVariance[trap] ?? 0) * step * step) / (2 * taken * (1 - taken));
  }
  const lessonsEnd = bank.lessonStarts[question + 1] ?? 0;
  for (let at = bank.lessonStarts[question] ?? 0; at < lessonsEnd; at++) {
    const gapVariance = now.gapVariance[bank.lessons[at] ?? 0] ?? 0;
    sum += (gapVariance * now.gapLogit * now.gapLogit * right * (1 - right)) / 2;
  }
  return sum;
}
