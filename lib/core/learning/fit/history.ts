import type { MasteryParameters, QuestionParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import { initialGeneral, initialLesson, type LessonState } from "@/lib/core/learning/mastery/mastery-state";
import { type Expectation, predictAnswer, type Standing } from "@/lib/core/learning/mastery/predict-answer";
import { updateStanding } from "@/lib/core/learning/mastery/update-mastery";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** One answer of a learner's history. Histories are in the order in which the answers were given. */
export type HistoryAnswer = Readonly<{ question: string; right: boolean; at: EpochMs }>;
export type LearnerHistory = readonly HistoryAnswer[];

/** What is known before an answer is. */
export type BeforeAnswer = Readonly<{
  answer: HistoryAnswer;
  question: QuestionParameters;
  standing: Standing;
  expected: Expectation;
}>;

/**
 * Replays a learner's history from nothing and shows each answer with what was known before it. Answers to questions
 * without parameters are passed over.
 */
export function replayHistory(
  history: LearnerHistory,
  questions: ReadonlyMap<string, QuestionParameters>,
  parameters: MasteryParameters,
  visit: (before: BeforeAnswer) => void,
): void {
  const lessons = new Map<string, LessonState>();
  const untouched = initialLesson(parameters);
  let general = initialGeneral(parameters);
  for (const answer of history) {
    const question = questions.get(answer.question);
    if (question === undefined) continue;
    const standing = { general, lessons: question.lessons.map((id) => lessons.get(id) ?? untouched) };
    const expected = predictAnswer(standing, question, answer.at, parameters);
    visit({ answer, question, standing, expected });
    const after = updateStanding(standing, question, expected, answer.right, answer.at, parameters);
    general = after.general;
    for (const [i, id] of question.lessons.entries()) lessons.set(id, after.lessons[i] ?? untouched);
  }
}
