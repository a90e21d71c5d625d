import { z } from "zod";
import { EMPTY_LESSON_EVIDENCE, lessonEvidenceSchema } from "@/lib/core/learning/diagnosis/lesson-evidence";
import type { MasteryParameters } from "@/lib/core/learning/mastery/mastery-parameters";
import {
  generalStateSchema,
  initialGeneral,
  initialLesson,
  lessonStateSchema,
  type MasteryState,
} from "@/lib/core/learning/mastery/mastery-state";
import { answerRefSchema } from "@/lib/core/learning/remediation/events";
import type { Remediation } from "@/lib/core/learning/remediation/state";
import { cardSchema } from "@/lib/core/learning/schedule/card";
import { EMPTY_TRAP_ENTRY, trapEntrySchema } from "@/lib/core/learning/traps/trap-ledger";

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
});
export type Miss = Readonly<z.infer<typeof missSchema>>;

/** What is stored of a learner beside lessons, traps and remediations. */
export const learnerHeadSchema = z.strictObject({
  general: generalStateSchema,
  /** Symptoms that the learner says are theirs. */
  reported: z.array(z.string()),
  /** The latest times on a question, in milliseconds. */
  pace: z.array(z.number().nonnegative()).max(PACE_LENGTH),
  /** The latest wrong answers, the last one last. */
  misses: z.array(missSchema).max(MISSES_KEPT),
});
export type LearnerHead = Readonly<z.infer<typeof learnerHeadSchema>>;

export const learnerLessonSchema = z.strictObject({ mastery: lessonStateSchema, gap: lessonEvidenceSchema });
export type LearnerLesson = Readonly<z.infer<typeof learnerLessonSchema>>;

export const learnerTrapSchema = z.strictObject({
  entry: trapEntrySchema,
  /** Questions answered that offered it, decided or not. */
  offered: z.number().int().nonnegative(),
  card: cardSchema.nullable(),
});
export type LearnerTrap = Readonly<z.infer<typeof learnerTrapSchema>>;

/** All that is folded of one learner in one pack. */
export type LearnerState = Readonly<{
  head: LearnerHead;
  lessons: Readonly<Record<string, LearnerLesson>>;
  traps: Readonly<Record<string, LearnerTrap>>;
  remediations: Readonly<Record<string, Remediation>>;
}>;

export function initialLearner(parameters: MasteryParameters): LearnerState {
  return {
    head: { general: initialGeneral(parameters), reported: [], pace: [], misses: [] },
    lessons: {},
    traps: {},
    remediations: {},
  };
}

export const lessonOf = (state: LearnerState, lesson: string, parameters: MasteryParameters): LearnerLesson =>
  state.lessons[lesson] ?? { mastery: initialLesson(parameters), gap: EMPTY_LESSON_EVIDENCE };

export const trapOf = (state: LearnerState, trap: string): LearnerTrap =>
  state.traps[trap] ?? { entry: EMPTY_TRAP_ENTRY, offered: 0, card: null };

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

/** The state with what the learner said of how sure they were on these items, by wrong answers that are kept. */
export function withSure(state: LearnerState, sureItems: ReadonlySet<string>): LearnerState {
  if (!state.head.misses.some(({ item, sure }) => !sure && sureItems.has(item))) return state;
  const misses = state.head.misses.map((miss) => (sureItems.has(miss.item) ? { ...miss, sure: true } : miss));
  return { ...state, head: { ...state.head, misses } };
}
