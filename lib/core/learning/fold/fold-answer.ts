import type { Change } from "@/lib/core/attempt/answer-path";
import { foldLessonAnswer } from "@/lib/core/learning/diagnosis/lesson-evidence";
import { averagedLogit, logistic, predictAnswer } from "@/lib/core/learning/mastery/predict-answer";
import { changeByAnswer, standingFor } from "@/lib/core/learning/mastery/update-mastery";
import { answeredEvents } from "@/lib/core/learning/remediation/answered-events";
import type { Answered } from "@/lib/core/learning/remediation/events";
import { review } from "@/lib/core/learning/schedule/card";
import { gradeOf } from "@/lib/core/learning/schedule/grade";
import {
  EMPTY_TRAP_ENTRY,
  explainedByTrap,
  foldTrapOffers,
  innocentChance,
  offersOf,
} from "@/lib/core/learning/traps/trap-ledger";
import type { Evidence, Outcome } from "@/lib/core/question/score";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import {
  type LearnerHead,
  type LearnerState,
  type LearnerTrap,
  type LearnerWeek,
  lessonOf,
  MISSES_KEPT,
  type Miss,
  masteryOfLearner,
  PACE_LENGTH,
  trapOf,
  usualSeconds,
  WEEKS_KEPT,
} from "./learner-state";
import {
  type LearningParameters,
  type LearningQuestion,
  questionParametersOf,
  shareOfWrong,
} from "./learning-parameters";
import { moveOn, type RemediationWork } from "./remediation-work";

const WEEK_MS = 7 * DAY_MS;

/** An answer as the engine sees it. Pilots never come here. */
export type LearningAnswer = {
  item: string;
  question: LearningQuestion;
  outcome: Outcome;
  evidence: Evidence;
  at: EpochMs;
  /** The sitting. */
  attempt: string;
  mode: Answered["mode"];
  /** The attempt had a clock. */
  timed: boolean;
  /** Time on the question so far; null where it is not known. */
  spentMs: number | null;
  /** Met before in another attempt. */
  seen: boolean;
  /** How the answer was changed before it counted. */
  change: Change;
  counterCue: boolean;
  /** The learner got a parallel of this question right. */
  parallelRight: boolean;
  /** Whether an unseen question with the trap was left when this one was served. */
  unseenLeft: (trap: string) => boolean;
};

/** What of the pack the fold must know. */
export type LearningPack = { parentOf: (trap: string) => string | undefined };

const verdictOn = ({ taken, refused }: Evidence, trap: string): "fell" | "refused" | "other" =>
  taken.includes(trap) ? "fell" : refused.includes(trap) ? "refused" : "other";

/** The trap after an answer that offered it: how often, in which lesson, and its schedule. */
function afterOffer(before: LearnerTrap, trap: string, answer: LearningAnswer, medianSeconds: number | null) {
  const what = verdictOn(answer.evidence, trap);
  const { attempt, at, question } = answer;
  const here = before.lessons[question.lesson] ?? { offered: 0, decided: 0, falls: 0 };
  const counted = {
    ...before,
    offered: before.offered + 1,
    lessons: {
      ...before.lessons,
      [question.lesson]: {
        offered: here.offered + 1,
        decided: here.decided + (what === "other" ? 0 : 1),
        falls: here.falls + (what === "fell" ? 1 : 0),
      },
    },
  };
  // A trap gets its schedule with the first fall; what never caught anybody need not be reviewed.
  if (before.card === null && what !== "fell") return counted;
  const seconds = answer.spentMs === null ? null : answer.spentMs / 1_000;
  const grade = gradeOf(what, { seconds, medianSeconds });
  const reviewedAt = Math.max(at, before.card?.reviewedAt ?? at);
  const card = review(before.card, { trap, attempt, at: reviewedAt, grade });
  return { ...counted, card };
}

function missOf(answer: LearningAnswer, medianSeconds: number | null): Miss {
  const { item, question, attempt, at, evidence, spentMs, change, counterCue, parallelRight } = answer;
  const facts = {
    trapsTaken: evidence.taken,
    changedFromRight: change === "right-to-wrong",
    seconds: spentMs === null ? null : spentMs / 1_000,
    medianSeconds,
    confidence: null,
    counterCue,
    parallelRight,
  };
  return {
    item,
    question: question.id,
    lesson: question.lesson,
    attempt,
    at,
    traps: evidence.taken,
    sure: false,
    facts,
  };
}

/** The learner's weeks with one more answer in its week. */
function weeksWith(weeks: readonly LearnerWeek[], answer: LearningAnswer): LearnerWeek[] {
  const week = Math.floor(answer.at / WEEK_MS);
  const { evidence, outcome, spentMs } = answer;
  const last = weeks.find((one) => one.week === week);
  const before = last ?? { week, answered: 0, right: 0, decided: 0, falls: 0, timed: 0, spentMs: 0 };
  const isTimed = spentMs !== null && spentMs > 0;
  const after = {
    week,
    answered: before.answered + 1,
    right: before.right + (outcome === "right" ? 1 : 0),
    decided: before.decided + evidence.taken.length + evidence.refused.length,
    falls: before.falls + evidence.taken.length,
    timed: before.timed + (isTimed ? 1 : 0),
    spentMs: before.spentMs + (isTimed ? spentMs : 0),
  };
  const others = weeks.filter((one) => one.week !== week);
  return [...others, after].sort((a, b) => a.week - b.week).slice(-WEEKS_KEPT);
}

function changesWith(changes: LearnerHead["changes"], change: Change): LearnerHead["changes"] {
  switch (change) {
    case "none":
      return changes;
    case "right-to-wrong":
      return { ...changes, rightToWrong: changes.rightToWrong + 1 };
    case "wrong-to-right":
      return { ...changes, wrongToRight: changes.wrongToRight + 1 };
    case "wrong-to-wrong":
      return { ...changes, wrongToWrong: changes.wrongToWrong + 1 };
  }
}

const withoutTrap = (misses: readonly Miss[], trap: string): Miss[] =>
  misses.flatMap((miss) => {
    const traps = miss.traps.filter((id) => id !== trap);
    return traps.length === 0 && miss.traps.length > 0 ? [] : [{ ...miss, traps }];
  });

const isCured = ({ remediation }: RemediationWork, trap: string): boolean => remediation.traps[trap]?.kind === "cured";

/** The answer as events of a remediation, one for each trap that it was a probe of. */
function probesOf(answer: LearningAnswer): Answered[] {
  const { evidence, outcome, at, question, attempt, mode, seen, timed, unseenLeft } = answer;
  const unmarkedInTimedExam = mode === "exam" && timed;
  return answeredEvents(
    evidence,
    outcome,
    { at, question: question.id, attempt, mode, seen, unmarkedInTimedExam },
    unseenLeft,
  );
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

  const innocent = (trap: string): number => innocentChance(probability, shareOfWrong(parameters, question, trap));
  // What a trap explains of a fall does not count against the lesson as well.
  const unexplained = evidence.taken.map((trap) => 1 - explainedByTrap(state.traps[trap]?.entry, innocent(trap)));
  const weight = Math.min(1, ...unexplained) / known.lessons.length;
  const lessons = { ...state.lessons };
  for (const [id, lesson] of Object.entries(change.lessons)) {
    const { gap } = lessonOf(state, id, parameters.mastery);
    lessons[id] = { mastery: lesson, gap: foldLessonAnswer(gap, { right, expected: inGeneral, weight }) };
  }

  const traps = { ...state.traps };
  const medianSeconds = usualSeconds(state.head);
  for (const trap of evidence.offered) traps[trap] = afterOffer(trapOf(state, trap), trap, answer, medianSeconds);
  const involved = evidence.offered.flatMap((trap) => [trap, pack.parentOf(trap) ?? trap]);
  const ledger = Object.fromEntries(involved.map((trap) => [trap, trapOf(state, trap).entry]));
  const offers = offersOf(evidence, innocent);
  for (const [trap, entry] of Object.entries(foldTrapOffers(ledger, offers, pack.parentOf))) {
    traps[trap] = { ...(traps[trap] ?? trapOf(state, trap)), entry };
  }

  let misses = right ? state.head.misses : [...state.head.misses, missOf(answer, medianSeconds)].slice(-MISSES_KEPT);
  const probes = probesOf(answer);
  const remediations = { ...state.remediations };
  for (const [symptom, before] of Object.entries(state.remediations)) {
    let work = before;
    for (const probe of probes) {
      const { trap } = probe;
      if (!(trap in work.remediation.traps)) continue;
      const wasCured = isCured(work, trap);
      work = moveOn(work, probe);
      const entry = traps[trap];
      // What somebody did before they were cured no longer speaks against them; the counts stay.
      if (entry !== undefined && !wasCured && isCured(work, trap)) {
        traps[trap] = { ...entry, entry: { ...entry.entry, logLikelihood: EMPTY_TRAP_ENTRY.logLikelihood } };
        misses = withoutTrap(misses, trap);
      }
    }
    remediations[symptom] = work;
  }

  const pace =
    answer.spentMs === null || answer.spentMs <= 0
      ? state.head.pace
      : [...state.head.pace, Math.round(answer.spentMs)].slice(-PACE_LENGTH);
  const head = {
    ...state.head,
    general: change.general,
    pace,
    misses,
    weeks: weeksWith(state.head.weeks, answer),
    changes: changesWith(state.head.changes, answer.change),
  };
  return { head, lessons, traps, remediations };
}
