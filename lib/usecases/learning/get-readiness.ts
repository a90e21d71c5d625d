import { authorOffset } from "@/lib/core/learning/fit/fit-offsets";
import {
  countedOnce,
  type LearningParameters,
  questionParametersOf,
} from "@/lib/core/learning/fold/learning-parameters";
import { agedLesson } from "@/lib/core/learning/mastery/mastery-state";
import { type ExamQuestion, typicalQuestions } from "@/lib/core/learning/readiness/exam-questions";
import { type Readiness, readiness } from "@/lib/core/learning/readiness/readiness";
import type { Exam } from "@/lib/core/pack/schema";
import { seededRng } from "@/lib/core/shared/rng";
import type { Ability, LearnerRow } from "@/lib/data/learners";
import type { BankQuestion, RatedQuestion } from "@/lib/data/questions";
import type { FoldedLearner } from "./fold-learner";

/** An exam's first blueprint as a typical form of it is, by the parameters of a snapshot. */
export type TypicalForm = { exam: Exam; questions: ExamQuestion[] };

/** The typical form of an exam; null where it has no blueprint. */
export function formFor(
  parameters: LearningParameters,
  exam: Exam,
  bank: readonly RatedQuestion[],
): TypicalForm | null {
  const [blueprint] = exam.blueprints;
  if (blueprint === undefined) return null;
  const offsets = new Map<string, { mean: number; variance: number }[]>();
  for (const question of countedOnce(bank)) {
    const known = questionParametersOf(parameters, { ...question, offered: [] });
    const list = offsets.get(question.lesson) ?? [];
    list.push({ mean: known.offset, variance: known.variance });
    offsets.set(question.lesson, list);
  }
  return { exam, questions: typicalQuestions(blueprint, offsets) };
}

/** What readiness rests on of a learner; `learner` null: nobody has answered yet. */
export type ReadinessOf = Pick<FoldedLearner, "parameters"> & {
  learner: Pick<LearnerRow, "id" | "folded"> | null;
  state: Ability;
};

/** How ready somebody is for a typical form of an exam. */
export function readinessOn(form: TypicalForm, { learner, state, parameters }: ReadinessOf, now: number): Readiness {
  const { mastery } = parameters;
  const { general } = state.head;
  const { exam, questions } = form;
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
      questions,
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

/**
 * How ready somebody is for an exam's first blueprint: a chance, a band, or that there is not enough evidence. Drawn
 * with a seed that the evidence gives, so that looking again shows the same.
 */
export function readinessFor(
  folded: FoldedLearner,
  exam: Exam,
  bank: readonly RatedQuestion[],
  now: number,
): Readiness | null {
  const form = formFor(folded.parameters, exam, bank);
  return form === null ? null : readinessOn(form, folded, now);
}

/** The usual offset of a lesson's questions, in logits; the prior's where the bank has none. */
export function usualOffset(folded: Pick<FoldedLearner, "parameters">, bank: readonly BankQuestion[], lesson: string) {
  const offsets = countedOnce(bank)
    .filter((question) => question.lesson === lesson)
    .map((question) => questionParametersOf(folded.parameters, { ...question, offered: question.traps }).offset);
  return offsets.length === 0 ? authorOffset(undefined) : offsets.reduce((a, b) => a + b, 0) / offsets.length;
}
