import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { MasteryParameters, QuestionParameters } from "./mastery-parameters";
import {
  type GeneralState,
  initialGeneral,
  initialLesson,
  type LessonState,
  lessonsKey,
  type MasteryState,
  TRAIL_LENGTH,
} from "./mastery-state";
import { type Expectation, logistic, predictAnswer, type Standing } from "./predict-answer";

/** The latest answer counts this much in `recent`; a half of the weight lies on the last five answers. */
const RECENT_WEIGHT = 0.13;

/**
 * Folds one answer into what the learner brought to the question; assumed-density filtering with a logistic likelihood
 * (Glickman 1999; as an online Elo with uncertainty, Pelánek 2016). With p = σ(z), w = p(1 − p) and
 * e = (y − p)/(1 + w s²): m_g += v_g e, m_k += h v_k e, v_g −= v_g² w/(1 + w s²) then + τ_g², v_k likewise with h².
 * O(lessons of the question). `expected` is `predictAnswer` of the same standing, question and time.
 */
export function updateStanding(
  standing: Standing,
  question: QuestionParameters,
  expected: Expectation,
  right: boolean,
  at: EpochMs,
  parameters: MasteryParameters,
): Standing {
  const p = logistic(expected.logit);
  const weight = p * (1 - p);
  const damping = 1 + weight * expected.variance;
  const outcome = right ? 1 : 0;
  const error = (outcome - p) / damping;
  const surprise = outcome - expected.probability;
  const share = 1 / Math.max(1, expected.lessons.length);
  const { general } = standing;
  return {
    general: {
      mean: general.mean + general.variance * error,
      variance: general.variance - (general.variance ** 2 * weight) / damping + parameters.generalDrift ** 2,
      ...counted(general, outcome, surprise),
      trail: [{ question: question.id, lessons: lessonsKey(question.lessons), right }, ...general.trail].slice(
        0,
        TRAIL_LENGTH,
      ),
    },
    lessons: expected.lessons.map((lesson) => ({
      mean: lesson.mean + share * lesson.variance * error,
      variance: lesson.variance - (share * share * lesson.variance ** 2 * weight) / damping,
      ...counted(lesson, outcome, surprise),
      at: lesson.at === null ? at : Math.max(lesson.at, at),
    })),
  };
}

function counted(state: Pick<GeneralState, "answered" | "right" | "recent">, outcome: 0 | 1, surprise: number) {
  return {
    answered: state.answered + 1,
    right: state.right + outcome,
    recent: state.recent + RECENT_WEIGHT * (surprise - state.recent),
  };
}

/** One answer of a learner: the question's parameters, as the snapshot has them, whether it was right, and when. */
export type MasteryAnswer = Readonly<{ question: QuestionParameters; right: boolean; at: EpochMs }>;

/** What the stored state says about one question's lessons; a lesson never answered is as at the beginning. */
export function standingFor(
  state: MasteryState,
  question: QuestionParameters,
  parameters: MasteryParameters,
): Standing {
  return {
    general: state.general,
    lessons: question.lessons.map((id) => state.lessons[id] ?? initialLesson(parameters)),
  };
}

/** The rows that one answer changes: the learner's general ability and the question's lessons, by id. */
export type MasteryChange = Readonly<{ general: GeneralState; lessons: Readonly<Record<string, LessonState>> }>;

/** Decides what one answer changes in the stored state. */
export function changeByAnswer(
  state: MasteryState,
  { question, right, at }: MasteryAnswer,
  parameters: MasteryParameters,
): MasteryChange {
  const standing = standingFor(state, question, parameters);
  const after = updateStanding(
    standing,
    question,
    predictAnswer(standing, question, at, parameters),
    right,
    at,
    parameters,
  );
  return {
    general: after.general,
    lessons: Object.fromEntries(
      question.lessons.flatMap((id, i) => {
        const lesson = after.lessons[i];
        return lesson === undefined ? [] : [[id, lesson]];
      }),
    ),
  };
}

/** The whole state after answers in their order; the same answers always give the same state. */
export function foldAnswers(
  state: MasteryState,
  answers: readonly MasteryAnswer[],
  parameters: MasteryParameters,
): MasteryState {
  return answers.reduce((before, answer) => {
    const change = changeByAnswer(before, answer, parameters);
    return { general: change.general, lessons: { ...before.lessons, ...change.lessons } };
  }, state);
}

/** The state that a learner's whole history gives, from nothing. */
export function masteryOf(answers: readonly MasteryAnswer[], parameters: MasteryParameters): MasteryState {
  return foldAnswers({ general: initialGeneral(parameters), lessons: {} }, answers, parameters);
}
