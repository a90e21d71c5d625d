import { z } from "zod";
import type { Confidence } from "@/lib/core/attempt/events";
import { EMPTY_LESSON_EVIDENCE, lessonEvidenceSchema } from "@/lib/core/learning/diagnosis/lesson-evidence";
import type { MasteryParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import {
  generalStateSchema,
  initialGeneral,
  initialLesson,
  lessonStateSchema,
  type MasteryState,
} from "@/lib/core/learning/mastery/mastery-state";
import { missFactsSchema } from "@/lib/core/learning/miss-type/miss-type";
import { answerRefSchema } from "@/lib/core/learning/remediation/events";
import { cardSchema } from "@/lib/core/learning/schedule/card";
import { EMPTY_TRAP_ENTRY, trapEntrySchema } from "@/lib/core/learning/traps/trap-ledger";
import type { RemediationWork } from "./remediation-work";

/** So many of the latest times on a question make the learner's own pace. */
export const PACE_LENGTH = 25;
/** So many of the latest wrong answers are kept, as the answers behind a finding. */
export const MISSES_KEPT = 40;

/** A wrong answer; `sure`: the learner had said that they were sure. Traps that were cured since are taken out. */
export const missSchema = answerRefSchema.extend({
  item: z.string(),
  lesson: z.string(),
  traps: z.array(z.string()),
  sure: z.boolean(),
  /** What the log tells of how it came to the miss; see `missType`. */
  facts: missFactsSchema,
});
export type Miss = Readonly<z.infer<typeof missSchema>>;

const count = z.number().int().nonnegative();
const outcomesSchema = z.strictObject({ right: count, wrong: count });

/** So many weeks make the trend. */
export const WEEKS_KEPT = 26;

/** What a learner did in one week; `week` counts weeks of seven days since 1970-01-01, a Thursday. */
export const weekSchema = z.strictObject({
  week: z.number().int(),
  answered: count,
  right: count,
  decided: count,
  falls: count,
  /** Over the answers whose time is known. */
  timed: count,
  spentMs: z.number().nonnegative(),
});
export type LearnerWeek = Readonly<z.infer<typeof weekSchema>>;

/** How answers were changed before they counted. */
const changesSchema = z.strictObject({ rightToWrong: count, wrongToRight: count, wrongToWrong: count });

/** How right the learner was by how sure they said they were. */
const confidenceSchema = z.strictObject({ sure: outcomesSchema, unsure: outcomesSchema, guess: outcomesSchema });

/** What is stored of a learner beside lessons, traps and remediations. */
export const learnerHeadSchema = z.strictObject({
  general: generalStateSchema,
  /** Symptoms that the learner says are theirs. */
  reported: z.array(z.string()),
  /** The latest times on a question, in milliseconds. */
  pace: z.array(z.number().nonnegative()).max(PACE_LENGTH),
  /** The latest wrong answers, the last one last. */
  misses: z.array(missSchema).max(MISSES_KEPT),
  weeks: z.array(weekSchema).max(WEEKS_KEPT),
  changes: changesSchema,
  confidence: confidenceSchema,
});
export type LearnerHead = Readonly<z.infer<typeof learnerHeadSchema>>;

export const learnerLessonSchema = z.strictObject({ mastery: lessonStateSchema, gap: lessonEvidenceSchema });
export type LearnerLesson = Readonly<z.infer<typeof learnerLessonSchema>>;

export const learnerTrapSchema = z.strictObject({
  entry: trapEntrySchema,
  /** Questions answered that offered it, decided or not. */
  offered: count,
  /** The same by the lesson of the question, for the table of lessons and traps. */
  lessons: z.record(z.string(), z.strictObject({ offered: count, decided: count, falls: count })),
  card: cardSchema.nullable(),
});
export type LearnerTrap = Readonly<z.infer<typeof learnerTrapSchema>>;

/** All that is folded of one learner in one pack. */
export type LearnerState = Readonly<{
  head: LearnerHead;
  lessons: Readonly<Record<string, LearnerLesson>>;
  traps: Readonly<Record<string, LearnerTrap>>;
  remediations: Readonly<Record<string, RemediationWork>>;
}>;

export function initialLearner(parameters: MasteryParameters): LearnerState {
  return {
    head: {
      general: initialGeneral(parameters),
      reported: [],
      pace: [],
      misses: [],
      weeks: [],
      changes: { rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0 },
      confidence: { sure: { right: 0, wrong: 0 }, unsure: { right: 0, wrong: 0 }, guess: { right: 0, wrong: 0 } },
    },
    lessons: {},
    traps: {},
    remediations: {},
  };
}

export const lessonOf = (state: LearnerState, lesson: string, parameters: MasteryParameters): LearnerLesson =>
  state.lessons[lesson] ?? { mastery: initialLesson(parameters), gap: EMPTY_LESSON_EVIDENCE };

export const trapOf = (state: LearnerState, trap: string): LearnerTrap =>
  state.traps[trap] ?? { entry: EMPTY_TRAP_ENTRY, offered: 0, lessons: {}, card: null };

/** The part of the state that lesson mastery is about. */
export const masteryOfLearner = ({ head, lessons }: LearnerState): MasteryState => ({
  general: head.general,
  lessons: Object.fromEntries(Object.entries(lessons).map(([id, lesson]) => [id, lesson.mastery])),
});

/** The median of the learner's latest times on a question, in seconds; null under five of them. */
export function usualSeconds({ pace }: LearnerHead): number | null {
  if (pace.length < 5) return null;
  const sorted = [...pace].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  return median / 1_000;
}

/** How sure the learner said they were on an item, and what came of it. */
export type SaidConfidence = { item: string; confidence: Confidence; right: boolean };

/** The state with what the learner said, once an attempt is over, of how sure they were. */
export function withConfidence(state: LearnerState, said: readonly SaidConfidence[]): LearnerState {
  if (said.length === 0) return state;
  const byItem = new Map(said.map((one) => [one.item, one.confidence]));
  const misses = state.head.misses.map((miss) => {
    const confidence = byItem.get(miss.item);
    return confidence === undefined
      ? miss
      : { ...miss, sure: confidence === "sure", facts: { ...miss.facts, confidence } };
  });
  const confidence = { ...state.head.confidence };
  for (const one of said) {
    const { right, wrong } = confidence[one.confidence];
    confidence[one.confidence] = one.right ? { right: right + 1, wrong } : { right, wrong: wrong + 1 };
  }
  return { ...state, head: { ...state.head, misses, confidence } };
}
