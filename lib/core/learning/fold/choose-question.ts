import { findingsOf, posteriorOf } from "@/lib/core/learning/diagnosis/posterior";
import { averagedLogit, logistic, predictAnswer } from "@/lib/core/learning/mastery/predict-answer";
import { standingFor } from "@/lib/core/learning/mastery/update-mastery";
import { CHOICE_WEIGHTS, type Choice, chooseNext } from "@/lib/core/learning/next-question/choose-next";
import { questionBank } from "@/lib/core/learning/next-question/question-bank";
import { outlook } from "@/lib/core/learning/next-question/question-value";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Rng } from "@/lib/core/shared/rng";
import { diagnosticEvidence, tableOf } from "./diagnose-learner";
import { type LearnerState, masteryOfLearner } from "./learner-state";
import {
  type LearningParameters,
  type LearningQuestion,
  questionParametersOf,
  shareOfWrong,
} from "./learning-parameters";
import type { RoutedSymptom } from "./route-learner";

/** A question of the bank that may be asked next. */
export type AskableQuestion = LearningQuestion & {
  /** How often this learner met it, or another draw of its family: a new one comes after all that is new. */
  seen: number;
  /** The share of recent diagnoses that asked it. */
  exposure: number;
};

/** One question in so many may be a draw of a family. */
const DRAW_IN = 5;

/**
 * What may be asked so that draws keep to their share, unless nothing else is left. Every wrong option of a draw is a trap,
 * all of them of one symptom, so that by what it tells alone it would be asked more often than a symptom among five is due.
 */
export function withinDrawShare<T extends Pick<AskableQuestion, "family">>(
  open: readonly T[],
  asked: { questions: number; draws: number },
): readonly T[] {
  if (asked.draws + 1 <= Math.ceil((asked.questions + 1) / DRAW_IN)) return open;
  const written = open.filter(({ family }) => family === null);
  return written.length > 0 ? written : open;
}

/**
 * Chooses the next question of a diagnosis for what it tells (§4 of the model): expected information about the symptoms
 * still in play, Fisher information at the pass mark, and what is due. Null when the bank has nothing to ask.
 *
 * @param before the traps that the questions of this sitting offered, in order; `draws` of them were draws of families.
 * @param rawAtPass the share of right answers that passes.
 */
export function chooseQuestion(
  state: LearnerState,
  open: readonly AskableQuestion[],
  symptoms: readonly RoutedSymptom[],
  sitting: {
    before: readonly (readonly string[])[];
    draws: number;
    dueTraps: ReadonlySet<string>;
    rawAtPass: number;
    now: EpochMs;
  },
  parameters: LearningParameters,
  rng: Rng,
): Choice | null {
  const bank = withinDrawShare(open, { questions: sitting.before.length, draws: sitting.draws });
  const table = tableOf(symptoms);
  const findings = findingsOf(table, diagnosticEvidence(state), parameters.diagnosis);
  const posterior = posteriorOf(table, findings, parameters.diagnosis);
  const laid = questionBank(
    table,
    bank.map((question) => ({
      id: question.id,
      lessons: [question.lesson],
      offers: question.offered.map((trap) => ({ trap, shareOfWrong: shareOfWrong(parameters, question, trap) })),
    })),
  );
  const mastery = masteryOfLearner(state);
  const atCut = Math.log(sitting.rawAtPass / (1 - sitting.rawAtPass));
  const known = bank.map((question) => questionParametersOf(parameters, question));
  return chooseNext(
    laid,
    {
      right: known.map(
        (question) =>
          predictAnswer(standingFor(mastery, question, parameters.mastery), question, sitting.now, parameters.mastery)
            .probability,
      ),
      rightAtCut: known.map(({ offset, variance }) =>
        logistic(averagedLogit(parameters.mastery.offsetScale * offset + atCut, variance)),
      ),
      seen: bank.map((question) => question.seen),
      due: bank.map((question) => (question.offered.some((trap) => sitting.dueTraps.has(trap)) ? 1 : 0)),
      exposure: bank.map((question) => question.exposure),
      before: sitting.before,
    },
    outlook(table, findings, posterior, parameters.diagnosis),
    CHOICE_WEIGHTS,
    rng,
  );
}
