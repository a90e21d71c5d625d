import { z } from "zod";
import { bandOnScale, type Scale, type ScoreBand } from "@/lib/core/exam/scale-score";
import type { Rng } from "@/lib/core/shared/rng";
import { COLD_START, type LearnerAbility, type LessonModel, lessonAbility } from "./ability";
import { drawNormal } from "./draw-normal";
import type { ExamQuestion } from "./exam-questions";
import { type Recalibration, recalibrated } from "./recalibration";
import { bandOfScores, chanceFrom, mixIn, scoreDistribution } from "./score-distribution";

const READINESS_DRAWS = 200;
/** Fewer scored answers than this say too little, whatever they are. */
const ANSWERS_NEEDED = 20;
/** A general ability that is less sure than this (SD, logits) says too little. */
const SD_NEEDED = 0.45;

const bandSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  verdict: z.enum(["above", "below", "open"]),
}) satisfies z.ZodType<ScoreBand>;

/**
 * Readiness for one blueprint. `chance`: of reaching the pass mark, recalibrated where real outcomes allow it. `band`:
 * the 10–90 % range on the reported scale. `raw`: the same range in questions right. It speaks only of the lessons in
 * the blueprint, and screens say so.
 */
export const readinessSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("not-enough-evidence"),
    reason: z.enum(["too-few-answers", "ability-unsure", "lessons-unseen"]),
    answers: z.number().int(),
    /** How many more answers make a verdict possible; 0 where their number is not what is missing. */
    answersMissing: z.number().int(),
    /** Lessons of the form without any answer yet: a verdict would speak of what nobody has looked at. */
    lessonsUnseen: z.array(z.string()),
    /** SD of the general ability, in logits. */
    sd: z.number(),
  }),
  z.strictObject({
    kind: z.literal("estimate"),
    chance: z.number(),
    recalibrated: z.boolean(),
    band: bandSchema,
    raw: z.strictObject({
      low: z.number().int(),
      high: z.number().int(),
      cut: z.number().int(),
      scored: z.number().int(),
    }),
    answers: z.number().int(),
    sd: z.number(),
  }),
]);
export type Readiness = z.infer<typeof readinessSchema>;

export type ReadinessInput = {
  ability: LearnerAbility;
  /** Scored answers that the ability rests on. */
  answers: number;
  /** A typical form: see `typicalQuestions`. */
  questions: readonly ExamQuestion[];
  scale: Scale & { rawAtPass: number };
  model?: LessonModel;
  /** Null while there are too few real outcomes. */
  recalibration?: Recalibration | null;
};

/**
 * The lowest number of right answers that passes.
 *
 * The share times the number may miss a whole number by a few ulps, which must not cost a question.
 */
export const cutOf = (scored: number, rawAtPass: number): number => Math.ceil(scored * rawAtPass - 1e-9);

/**
 * The distribution of the score on a typical form: the mean over `READINESS_DRAWS` draws of the learner's abilities of
 * Lord & Wingersky's distribution for each draw. A question's chance is σ(z / √(1 + π v / 8)), which integrates over its
 * own unsure offset (MacKay, Neural Computation 4, 1992).
 */
export function drawnScores(
  { ability, questions, model = COLD_START }: Pick<ReadinessInput, "ability" | "questions" | "model">,
  rng: Rng,
  draws = READINESS_DRAWS,
): Float64Array {
  const lessons = [...new Set(questions.map(({ lesson }) => lesson))].sort();
  const known = lessons.map((lesson) => lessonAbility(ability, lesson, model));
  const prepared = questions.map(({ lesson, offset, offsetVariance }) => ({
    lesson: lessons.indexOf(lesson),
    offset: model.offsetWeight * offset,
    damping: 1 / Math.sqrt(1 + (Math.PI * offsetVariance) / 8),
  }));
  const mixture = new Float64Array(questions.length + 1);
  let normals: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    // In mirrored pairs: half of the chance in the draws cancels out (antithetic variates, Hammersley & Morton 1956).
    normals = draw % 2 === 0 ? [0, ...known].map(() => drawNormal(rng)) : normals.map((normal) => -normal);
    const general = ability.general.mean + Math.sqrt(ability.general.variance) * (normals[0] ?? 0);
    const drawn = known.map(({ mean, variance, gain }, k) => mean + gain + Math.sqrt(variance) * (normals[k + 1] ?? 0));
    const chances = prepared.map(
      (question) => 1 / (1 + Math.exp(-(question.offset + general + (drawn[question.lesson] ?? 0)) * question.damping)),
    );
    mixIn(mixture, scoreDistribution(chances), 1 / draws);
  }
  return mixture;
}

/**
 * The chance of passing and the band of the score, or that there is not enough evidence yet. The same input and seed
 * give the same readiness.
 *
 * @throws when there are no questions: a blueprint always has some.
 */
export function readiness(input: ReadinessInput, rng: Rng): Readiness {
  const { ability, answers, questions, scale, model = COLD_START, recalibration = null } = input;
  if (questions.length === 0) throw new Error("readiness needs the questions of a form");
  const sd = Math.sqrt(ability.general.variance);
  const answersMissing = Math.max(0, ANSWERS_NEEDED - answers);
  const lessonsUnseen = [...new Set(questions.map(({ lesson }) => lesson))]
    .filter((lesson) => (ability.lessons[lesson]?.answers ?? 0) === 0)
    .sort();
  const missing = { kind: "not-enough-evidence" as const, answers, answersMissing, lessonsUnseen, sd };
  if (answersMissing > 0) return { ...missing, reason: "too-few-answers" };
  if (sd > SD_NEEDED) return { ...missing, reason: "ability-unsure" };
  if (lessonsUnseen.length > 0) return { ...missing, reason: "lessons-unseen" };
  const scored = questions.length;
  const cut = cutOf(scored, scale.rawAtPass);
  const scores = drawnScores({ ability, questions, model }, rng);
  const chance = chanceFrom(scores, cut);
  const { low, high } = bandOfScores(scores);
  return {
    kind: "estimate",
    chance: recalibration === null ? chance : recalibrated(chance, recalibration),
    recalibrated: recalibration !== null,
    band: bandOnScale({ low: low / scored, high: high / scored }, scale, scale.rawAtPass),
    raw: { low, high, cut, scored },
    answers,
    sd,
  };
}
