import { z } from "zod";
import { commonShape, lineSchema, markdownSchema, partIdSchema, trapIdSchema } from "@/lib/core/question/fields";

/**
 * Items written in the right order; decoys belong to no step. `wrongOrders` names the inversions that mean something:
 * the trap is taken when `before` stands before `after` in the response, which is the wrong way round.
 */
export const orderingSchema = z.strictObject({
  ...commonShape,
  type: z.literal("ordering"),
  items: z
    .array(z.strictObject({ id: partIdSchema, text: lineSchema, why: markdownSchema }))
    .min(3)
    .max(5),
  decoys: z
    .array(z.strictObject({ id: partIdSchema, text: lineSchema, trap: trapIdSchema.optional(), why: markdownSchema }))
    .max(3)
    .default([]),
  wrongOrders: z
    .array(z.strictObject({ before: partIdSchema, after: partIdSchema, trap: trapIdSchema, why: markdownSchema }))
    .default([]),
});

export type Ordering = z.infer<typeof orderingSchema>;

/** The chosen items' ids, first step first; shorter than the question asks while the learner is still at it. */
export const orderingResponseSchema = z.array(partIdSchema).max(8);
