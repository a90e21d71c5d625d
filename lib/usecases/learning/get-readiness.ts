import { authorOffset } from "@/lib/core/learning/fit/fit-offsets";
import { countedOnce, questionParametersOf } from "@/lib/core/learning/fold/learning-parameters";
import { agedLesson } from "@/lib/core/learning/mastery/mastery-state";
import { typicalQuestions } from "@/lib/core/learning/readiness/exam-questions";
import { type Readiness, readiness } from "@/lib/core/learning/readiness/readiness";
import type { Exam } from "@/lib/core/pack/schema";
import { seededRng } from "@/lib/core/shared/rng";
import type { BankQuestion } from "@/lib/data/questions";
import type { FoldedLearner } from "./fold-learner";

/**
 * How ready somebody is for an exam's first blueprint: a chance, a band, or that there is not enough evidence. Drawn
 * with a seed that the evidence gives, so that looking again shows the same.
 */
export function readinessFor(
  { learner, state, parameters }: FoldedLearner,
  exam: Exam,
  bank: readonly BankQuestion[],
  now: number,
): Readiness | null {
  const [blueprint] = exam.blueprints;
  if (blueprint === undefined) return null;
  const { mastery } = parameters;
  const offsets = new Map<string, { mean: number; variance: number }[]>();
  for (const question of countedOnce(bank)) {
    const known = questionParametersOf(parameters, { ...question, offered: question.traps });
    const list = offsets.get(question.lesson) ?? [];
    list.push({ mean: known.offset, variance: known.variance });
    offsets.set(question.lesson, list);
  }
  const { general } = state.head;
  return readiness(
    {
      ability: {
        general: { mean: general.mean, variance: general.variance },
        lessons: Object.fromEntries(
          Object.entries(state.lessons).map(([id, lesson]) => {
            const { mean, variance, answered } = agedLesson(lesson.mastery, now, mastery);
            return [id, { mean, variance, answers: answered }];
          }),
        ),
      },
      answers: general.answered,
      questions: typicalQuestions(blueprint, offsets),
      scale: { ...exam.scale, rawAtPass: exam.rawAtPass },
      model: {
        lessonVariance: mastery.lessonSd ** 2,
        practiceGain: mastery.practiceGain,
        offsetWeight: mastery.offsetScale,
      },
      recalibration: parameters.readiness,
    },
    seededRng(`readiness/${learner?.id ?? "nobody"}/${learner?.folded ?? 0}`),
  );
}

/** The usual offset of a lesson's questions, in logits; the prior's where the bank has none. */
export function usualOffset(folded: Pick<FoldedLearner, "parameters">, bank: readonly BankQuestion[], lesson: string) {
  const offsets = countedOnce(bank)
    .filter((question) => question.lesson === lesson)
    .map((question) => questionParametersOf(folded.parameters, { ...question, offered: question.traps }).offset);
  return offsets.length === 0 ? authorOffset(undefined) : offsets.reduce((a, b) => a + b, 0) / offsets.length;
}
