import { z } from "zod";
import { blueprintSchema } from "@/lib/core/exam/blueprint";
import { STUDY_SETS } from "@/lib/core/learning/study-set/study-set";
import { slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";

/** What a learner asks to practise; nothing chosen means everything that fits the exam. */
export const practiceWishSchema = z.strictObject({
  lessons: z.array(slugSchema).max(20).default([]),
  types: z.array(z.enum(KINDS)).max(KINDS.length).default([]),
  count: z.number().int().min(1).max(40).default(10),
  /** `unseen`: questions never met first (the default); `missed`: only those answered wrong the last time. */
  from: z.enum(["unseen", "missed"]).default("unseen"),
});
export type PracticeWish = z.infer<typeof practiceWishSchema>;

/** What an attempt was assembled from, kept with it. */
export const attemptPlanSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("blueprint"), blueprint: blueprintSchema }),
  z.strictObject({ kind: z.literal("practice"), wish: practiceWishSchema }),
  z.strictObject({
    kind: z.literal("drill"),
    symptom: slugSchema.nullable(),
    traps: z.array(slugSchema).min(1),
    /** How many questions with each trap the learner had never met when this was assembled. */
    unseen: z.record(slugSchema, z.number().int().nonnegative()).optional(),
  }),
  /** A study set, built from a cell of the dashboard. */
  z.strictObject({
    kind: z.literal("set"),
    set: z.enum(STUDY_SETS),
    lesson: slugSchema.nullable(),
    trap: slugSchema.nullable(),
  }),
  /** Adaptive: questions are added one by one, up to `most`. */
  z.strictObject({ kind: z.literal("diagnose"), least: z.number().int(), most: z.number().int() }),
]);
export type AttemptPlan = z.infer<typeof attemptPlanSchema>;

/**
 * The symptom whose remediation asked for these probes, null for all other attempts. A drill on a symptom that somebody
 * chose from a lesson belongs to none: only probes count the unseen questions.
 */
export const remediationOf = (plan: AttemptPlan): string | null =>
  plan.kind === "drill" && plan.unseen !== undefined ? plan.symptom : null;

export const attemptModeSchema = z.enum(["exam", "practice", "drill", "check", "diagnose"]);
export type AttemptMode = z.infer<typeof attemptModeSchema>;

/** How many questions a drill has: enough to see whether the trap still catches. */
export const DRILL_SIZE = 6;

export const attemptStateSchema = z.enum(["running", "finished", "abandoned"]);
export type AttemptState = z.infer<typeof attemptStateSchema>;

export const finishReasonSchema = z.enum(["learner", "deadline", "abandoned"]);
export type FinishReason = z.infer<typeof finishReasonSchema>;
