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
import { HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { seededRng } from "@/lib/core/shared/rng";
import type { Ability, LearnerRow } from "@/lib/data/learners";
import type { RatedQuestion } from "@/lib/data/questions";
import type { FoldedLearner } from "./fold-learner";

/** An exam's first blueprint as a typical form of it is, by the parameters of a snapshot. */
export type TypicalForm = { exam: Exam; questions: ExamQuestion[] };

/** What the bank of an exam says by the parameters of a snapshot. `usual`: the usual offset of a lesson, in logits. */
type RatedExam = { bank: readonly RatedQuestion[]; form: TypicalForm | null; usual: ReadonlyMap<string, number> };

function rateExam(parameters: LearningParameters, exam: Exam, bank: readonly RatedQuestion[]): Omit<RatedExam, "bank"> {
  const offsets = new Map<string, { mean: number; variance: number }[]>();
  for (const question of countedOnce(bank)) {
    const known = questionParametersOf(parameters, { ...question, offered: [] });
    const list = offsets.get(question.lesson) ?? [];
    list.push({ mean: known.offset, variance: known.variance });
    offsets.set(question.lesson, list);
  }
  const [blueprint] = exam.blueprints;
  return {
    form: blueprint === undefined ? null : { exam, questions: typicalQuestions(blueprint, offsets) },
    usual: new Map(
      [...offsets].map(([lesson, list]) => [lesson, list.reduce((sum, { mean }) => sum + mean, 0) / list.length]),
    ),
  };
}

const rated = new WeakMap<LearningParameters, WeakMap<Exam, RatedExam>>();

/** As `rateExam`, which is the same for everybody: worked out anew once the bank says something else. */
function ratedExam(parameters: LearningParameters, exam: Exam, bank: readonly RatedQuestion[]): RatedExam {
  const ofExams = rated.get(parameters) ?? new WeakMap<Exam, RatedExam>();
  rated.set(parameters, ofExams);
  const known = ofExams.get(exam);
  if (known?.bank === bank) return known;
  const made = { bank, ...rateExam(parameters, exam, bank) };
  ofExams.set(exam, made);
  return made;
}

/** The typical form of an exam; null where it has no blueprint. The same object until something of it changes. */
export const formFor = (
  parameters: LearningParameters,
  exam: Exam,
  bank: readonly RatedQuestion[],
): TypicalForm | null => ratedExam(parameters, exam, bank).form;

/** What readiness rests on of a learner; `learner` null: nobody has answered yet. */
export type ReadinessOf = Pick<FoldedLearner, "parameters"> & {
  learner: Pick<LearnerRow, "id" | "folded"> | null;
  state: Ability;
};

/** The hour in which readiness is told: what is known ages by days, and within an hour it says the same. */
export const readinessHour = (now: number): number => Math.floor(now / HOUR_MS) * HOUR_MS;

const told = new WeakMap<Ability, { form: TypicalForm; hour: number; readiness: Readiness }>();

/** How ready somebody is for a typical form of an exam. */
export function readinessOn(form: TypicalForm, of: ReadinessOf, now: number): Readiness {
  const hour = readinessHour(now);
  const known = told.get(of.state);
  if (known?.form === form && known.hour === hour) return known.readiness;
  const made = readinessAt(form, of, hour);
  told.set(of.state, { form, hour, readiness: made });
  return made;
}

function readinessAt(form: TypicalForm, { learner, state, parameters }: ReadinessOf, hour: number): Readiness {
  const { mastery } = parameters;
  const { general } = state.head;
  const { exam, questions } = form;
  return readiness(
    {
      ability: {
        general: { mean: general.mean, variance: general.variance },
        lessons: Object.fromEntries(
          Object.entries(state.lessons).map(([id, lesson]) => {
            const { mean, variance, answered } = agedLesson(lesson.mastery, hour, mastery);
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
export const usualOffset = (
  { parameters }: Pick<FoldedLearner, "parameters">,
  exam: Exam,
  bank: readonly RatedQuestion[],
  lesson: string,
): number => ratedExam(parameters, exam, bank).usual.get(lesson) ?? authorOffset(undefined);
