import { z } from "zod";

const count = z.number().int().nonnegative();

/** What the weekly digest tells. Traps by their short names; `answered` null: not known for this week. */
export const digestSchema = z.strictObject({
  /** The ISO week, such as 2026-W48. */
  week: z.string(),
  answered: count.nullable(),
  cured: z.array(z.string()),
  relapsed: z.array(z.string()),
  /** Checks that are due now. */
  due: count,
  next: z.string(),
});
export type Digest = Readonly<z.infer<typeof digestSchema>>;

/**
 * What a person is told in the app. `rescored`: a repair changed results of theirs; `rescored-back`: it was undone;
 * `due`: an assignment is due soon; `cohort`: what happened to a cohort of theirs.
 */
export const noticeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rescored"), attempts: z.array(z.string()).min(1), because: z.string() }),
  z.strictObject({ kind: z.literal("rescored-back"), attempts: z.array(z.string()).min(1), because: z.string() }),
  z.strictObject({
    kind: z.literal("dispute-answered"),
    attemptId: z.string(),
    /** The question's place in the attempt, from 1. */
    place: z.number().int().positive(),
    answer: z.string(),
  }),
  z.strictObject({ kind: z.literal("due"), assignmentId: z.string(), title: z.string(), dueAt: z.number().int() }),
  digestSchema.extend({ kind: z.literal("digest") }),
  z.strictObject({
    kind: z.literal("cohort"),
    cohort: z.string(),
    what: z.enum(["removed", "archived", "reopened"]),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;
