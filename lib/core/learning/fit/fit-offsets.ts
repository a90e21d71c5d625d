import type { MasteryParameters, QuestionParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import { logistic } from "@/lib/core/learning/mastery/predict-answer";
import { type LearnerHistory, replayHistory } from "./history";

/** A question as its author left it: the lessons it asks for and, if judged, the difficulty from 1 (easy) to 5 (hard). */
export type AuthoredQuestion = Readonly<{ lessons: readonly string[]; difficulty?: number }>;

/** Logits that one step of the author's difficulty is taken for, until answers say otherwise. */
const AUTHOR_STEP = 0.4;
/** How far questions of one lesson differ (logits, variance) before any answer, and the lessons' means themselves. */
const FIRST_QUESTION_VARIANCE = 0.8;
const LESSON_VARIANCE = 0.5;

/** The offset that the author's difficulty stands for, relative to the lesson's mean: 3, or none, is the mean. */
export const authorOffset = (difficulty: number | undefined): number => AUTHOR_STEP * (3 - (difficulty ?? 3));

/** All offsets with what the population of questions looks like; `lessonMeans` are also a new question's prior. */
export type FittedOffsets = Readonly<{
  questions: ReadonlyMap<string, QuestionParameters>;
  lessonMeans: ReadonlyMap<string, number>;
  /** The mean over all questions: the prior of a lesson without answers. */
  usual: number;
  questionVariance: number;
}>;

/** An answer as a question sees it: the learner's level without the offset, and how much a logit counts. */
type Seen = { level: number; scale: number; right: boolean };

/**
 * Fits the offsets of questions to answers, and how sure they are (empirical Bayes): each round replays all histories
 * with the present offsets, then takes for each question the mode of logistic likelihood × normal prior, with the
 * curvature there as 1 / v_b (Laplace). A learner's level is uncertain, so its logit is scaled by 1/√(1 + π s²/8). The
 * prior's mean is that of the question's lessons plus the author's difficulty; a lesson's mean is itself shrunk to the
 * mean of all.
 */
export function fitOffsets(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  learners: readonly LearnerHistory[],
  parameters: MasteryParameters,
  start?: FittedOffsets,
  rounds = 3,
): FittedOffsets {
  let offsets = start ?? priorOffsets(authored);
  for (let round = 0; round < rounds; round += 1) {
    const seen = answersByQuestion(learners, offsets, parameters);
    offsets = refit(authored, seen, offsets);
  }
  return offsets;
}

/** The offsets before any answer: the author's difficulty alone. */
export function priorOffsets(authored: ReadonlyMap<string, AuthoredQuestion>): FittedOffsets {
  const questions = new Map<string, QuestionParameters>();
  for (const [id, { lessons, difficulty }] of authored) {
    questions.set(id, {
      id,
      offset: authorOffset(difficulty),
      variance: FIRST_QUESTION_VARIANCE + LESSON_VARIANCE,
      lessons,
    });
  }
  return { questions, lessonMeans: new Map(), usual: 0, questionVariance: FIRST_QUESTION_VARIANCE };
}

function answersByQuestion(
  learners: readonly LearnerHistory[],
  offsets: FittedOffsets,
  parameters: MasteryParameters,
): Map<string, Seen[]> {
  const seen = new Map<string, Seen[]>();
  for (const history of learners) {
    replayHistory(history, offsets.questions, parameters, ({ answer, question, expected }) => {
      const variance = expected.variance - question.variance;
      const entry = {
        level: expected.logit - parameters.offsetScale * question.offset,
        scale: 1 / Math.sqrt(1 + (Math.PI * variance) / 8),
        right: answer.right,
      };
      const list = seen.get(answer.question);
      if (list === undefined) seen.set(answer.question, [entry]);
      else list.push(entry);
    });
  }
  return seen;
}

function refit(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  seen: ReadonlyMap<string, readonly Seen[]>,
  before: FittedOffsets,
): FittedOffsets {
  const questions = new Map<string, QuestionParameters>();
  const prior = (lessons: readonly string[], difficulty: number | undefined) =>
    authorOffset(difficulty) + meanOf(lessons.map((id) => before.lessonMeans.get(id) ?? before.usual));
  let squares = 0;
  let answered = 0;
  for (const [id, { lessons, difficulty }] of authored) {
    const mean = prior(lessons, difficulty);
    const answers = seen.get(id) ?? [];
    const start = before.questions.get(id)?.offset ?? mean;
    const { offset, variance } = offsetMode(answers, mean, before.questionVariance, start);
    questions.set(id, { id, offset, variance, lessons });
    if (answers.length > 0) {
      squares += (offset - mean) ** 2 + variance;
      answered += 1;
    }
  }
  const questionVariance = answered < 2 ? before.questionVariance : Math.max(0.01, squares / answered);
  return { questions, ...lessonLevels(authored, questions, seen), questionVariance };
}

/** Mode and Laplace variance of one offset: Newton's method on a strictly concave function of one number. */
function offsetMode(answers: readonly Seen[], mean: number, priorVariance: number, start: number) {
  let offset = start;
  let curvature = 1 / priorVariance;
  for (let step = 0; step < 12; step += 1) {
    let slope = (mean - offset) / priorVariance;
    curvature = 1 / priorVariance;
    for (const { level, scale, right } of answers) {
      const p = logistic(scale * (level + offset));
      slope += scale * ((right ? 1 : 0) - p);
      curvature += scale * scale * p * (1 - p);
    }
    const move = Math.max(-2, Math.min(2, slope / curvature));
    offset += move;
    if (Math.abs(move) < 1e-6) break;
  }
  return { offset, variance: 1 / curvature };
}

/** The mean of each lesson's answered questions, shrunk to the mean of all by how few they are. */
function lessonLevels(
  authored: ReadonlyMap<string, AuthoredQuestion>,
  questions: ReadonlyMap<string, QuestionParameters>,
  seen: ReadonlyMap<string, readonly Seen[]>,
): Pick<FittedOffsets, "lessonMeans" | "usual"> {
  const sums = new Map<string, { weight: number; sum: number }>();
  let weightOfAll = 0;
  let sumOfAll = 0;
  for (const [id, { lessons, difficulty }] of authored) {
    const question = questions.get(id);
    if (question === undefined || !seen.has(id)) continue;
    const level = question.offset - authorOffset(difficulty);
    // What the answers say beyond the prior: a question answered once hardly moves its lesson.
    const weight = 1 / (FIRST_QUESTION_VARIANCE + question.variance);
    weightOfAll += weight;
    sumOfAll += weight * level;
    for (const lesson of lessons) {
      const entry = sums.get(lesson) ?? { weight: 0, sum: 0 };
      entry.weight += weight / lessons.length;
      entry.sum += (weight / lessons.length) * level;
      sums.set(lesson, entry);
    }
  }
  const usual = weightOfAll === 0 ? 0 : sumOfAll / weightOfAll;
  const lessonMeans = new Map<string, number>();
  for (const [lesson, { weight, sum }] of sums) {
    lessonMeans.set(lesson, (sum + usual / LESSON_VARIANCE) / (weight + 1 / LESSON_VARIANCE));
  }
  return { lessonMeans, usual };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
