import { z } from "zod";
import { slugSchema } from "@/lib/core/question/fields";

/**
 * What the fold of a learner reads, in the order of the log. Answers are named by their attempt's items: what they were
 * is worked out anew from the attempt's own event log.
 */
export const learningEventSchema = z.discriminatedUnion("kind", [
  /** Answers that count from now on: one that was checked, or those of an exam that ended. */
  z.strictObject({
    kind: z.literal("answers"),
    attemptId: z.string(),
    /** In the order in which they are folded. */
    items: z.array(z.string()).min(1),
    /** The attempt's events up to this place were known; time on a question comes from those. */
    upTo: z.number().int().nonnegative(),
  }),
  /** An attempt came to its end: what was seen is diagnosed, and remediations are opened. */
  z.strictObject({ kind: z.literal("attempt-ended"), attemptId: z.string() }),
  /** The learner says that a symptom is theirs. */
  z.strictObject({ kind: z.literal("report"), symptom: slugSchema }),
  /** A repair changed what earlier answers were: what they are now is in their attempts, and all is folded anew. */
  z.strictObject({ kind: z.literal("rescored"), repairId: z.string(), undone: z.boolean() }),
  z.strictObject({ kind: z.literal("fact-read"), trap: slugSchema }),
  z.strictObject({ kind: z.literal("section-read"), lesson: slugSchema, section: slugSchema }),
]);
export type LearningEvent = z.infer<typeof learningEventSchema>;
