import { foldLessonAnswer } from "@/lib/core/learning/diagnosis/lesson-evidence";
import { averagedLogit, logistic, predictAnswer } from "@/lib/core/learning/mastery/predict-answer";
import { changeByAnswer, standingFor } from "@/lib/core/learning/mastery/update-mastery";
import type { ProbeMode } from "@/lib/core/learning/remediation/events";
import { advance } from "@/lib/core/learning/remediation/remediation";
import type { Remediation } from "@/lib/core/learning/remediation/state";
import { review } from "@/lib/core/learning/schedule/card";
import { gradeOf } from "@/lib/core/learning/schedule/grade";
import { EMPTY_TRAP_ENTRY, foldTrapOffers, innocentChance, offersOf } from "@/lib/core/learning/traps/trap-ledger";
import type { Evidence, Outcome } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import {
  type LearnerState,
  type LearnerTrap,
  lessonOf,
  MISSES_KEPT,
  type Miss,
  masteryOfLearner,
  PACE_LENGTH,
  trapOf,
  usualSeconds,
} from "./learner-state";
import {
  type LearningParameters,
  type LearningQuestion,
  questionParametersOf,
  shareOfWrong,
} from "./learning-parameters";

/** An answer as the engine sees it. Pilots never come here. */
export type LearningAnswer = {
  item: string;
  question: LearningQuestion;
  outcome: Outcome;
  evidence: Evidence;
  at: EpochMs;
  /** The sitting. */
  attempt: string;
  mode: ProbeMode;
  /** The attempt had a clock. */
  timed: boolean;
  /** Time on the question so far; null where it is not known. */
  spentMs: number | null;
  /** Met before in another attempt. */
  seen: boolean;
  /** Whether an unseen question with the trap was left when this one was served. */
  unseenLeft: (trap: string) => boolean;
};

/** What of the pack the fold must know. */
export type LearningPack = { parentOf: (trap: string) => string | undefined };

const verdictOn = ({ taken, refused }: Evidence, trap: string): "fell" | "refused" | "other" =>
  taken.includes(trap) ? "fell" : refused.includes(trap) ? "refused" : "other";

/** The trap after an answer that offered it: how often, and its schedule. */
function afterOffer(before: LearnerTrap, trap: string, answer: LearningAnswer, medianSeconds: number | null) {
  const what = verdictOn(answer.evidence, trap);
  const { attempt, at } = answer;
  // A trap gets its schedule with the first fall; what never caught anybody need not be reviewed.
  if (before.card === null && what !== "fell") return { ...before, offered: before.offered + 1 };
  const seconds = answer.spentMs === null ? null : answer.spentMs / 1_000;
  const grade = gradeOf(what, { seconds, medianSeconds });
  const reviewedAt = Math.max(at, before.card?.reviewedAt ?? at);
  const card = review(before.card, { trap, attempt, at: reviewedAt, grade });
  return { ...before, offered: before.offered + 1, card };
}

function missOf({ item, question, attempt, at, evidence }: LearningAnswer): Miss {
  return { item, question: question.id, lesson: question.lesson, attempt, at, traps: evidence.taken, sure: false };
}

const withoutTrap = (misses: readonly Miss[], trap: string): Miss[] =>
  misses.flatMap((miss) => {
    const traps = miss.traps.filter((id) => id !== trap);
    return traps.length === 0 && miss.traps.length > 0 ? [] : [{ ...miss, traps }];
  });

function afterProbe(remediation: Remediation, trap: string, answer: LearningAnswer): Remediation {
  const { at, attempt, mode, seen } = answer;
  return advance(remediation, {
    kind: "answered",
    at: Math.max(at, remediation.updatedAt),
    trap,
    question: answer.question.id,
    attempt,
    mode,
    outcome: verdictOn(answer.evidence, trap),
    seen,
    unseenLeft: answer.unseenLeft(trap),
    unmarkedInTimedExam: mode === "exam" && answer.timed,
  }).remediation;
}

/**
 * Folds one answer: lesson mastery (§1 of the model), what lessons lack (§3), the trap ledger (§2), the schedule and the
 * remediations that the answer is a probe of (§5). O(lessons + traps of the question). An unanswered question says
 * nothing about what the learner knows, and changes nothing.
 */
export function foldAnswer(
  state: LearnerState,
  answer: LearningAnswer,
  parameters: LearningParameters,
  pack: LearningPack,
): LearnerState {
  if (answer.outcome === "unanswered") return state;
  const { question, evidence, at } = answer;
  const right = answer.outcome === "right";
  const known = questionParametersOf(parameters, question);
  const mastery = masteryOfLearner(state);
  const { probability } = predictAnswer(standingFor(mastery, known, parameters.mastery), known, at, parameters.mastery);
  const { general } = state.head;
  const level = parameters.mastery.offsetScale * known.offset + general.mean;
  const inGeneral = logistic(averagedLogit(level, general.variance + known.variance));
  const change = changeByAnswer(mastery, { question: known, right, at }, parameters.mastery);

  const lessons = { ...state.lessons };
  for (const [id, lesson] of Object.entries(change.lessons)) {
    const { gap } = lessonOf(state, id, parameters.mastery);
    const weight = 1 / known.lessons.length;
    lessons[id] = { mastery: lesson, gap: foldLessonAnswer(gap, { right, expected: inGeneral, weight }) };
  }

  const traps = { ...state.traps };
  const medianSeconds = usualSeconds(state.head);
  for (const trap of evidence.offered) traps[trap] = afterOffer(trapOf(state, trap), trap, answer, medianSeconds);
  const ledger = Object.fromEntries(Object.entries(traps).map(([id, trap]) => [id, trap.entry]));
  const offers = offersOf(evidence, (trap) => innocentChance(probability, shareOfWrong(parameters, question, trap)));
  for (const [trap, entry] of Object.entries(foldTrapOffers(ledger, offers, pack.parentOf))) {
    traps[trap] = { ...(traps[trap] ?? trapOf(state, trap)), entry };
  }

  let misses = right ? state.head.misses : [...state.head.misses, missOf(answer)].slice(-MISSES_KEPT);
  const remediations = { ...state.remediations };
  for (const [symptom, before] of Object.entries(state.remediations)) {
    let remediation = before;
    for (const trap of evidence.offered) {
      if (!(trap in remediation.traps)) continue;
      remediation = afterProbe(remediation, trap, answer);
      const entry = traps[trap];
      // What somebody did before they were cured no longer speaks against them; the counts stay.
      if (entry !== undefined && remediation.traps[trap]?.kind === "cured" && before.traps[trap]?.kind !== "cured") {
        traps[trap] = { ...entry, entry: { ...entry.entry, logLikelihood: EMPTY_TRAP_ENTRY.logLikelihood } };
        misses = withoutTrap(misses, trap);
      }
    }
    remediations[symptom] = remediation;
  }

  const pace =
    answer.spentMs === null || answer.spentMs <= 0
      ? state.head.pace
      : [...state.head.pace, Math.round(answer.spentMs)].slice(-PACE_LENGTH);
  return { head: { ...state.head, general: change.general, pace, misses }, lessons, traps, remediations };
}
