import { z } from "zod";
import { commonShape, lineSchema, markdownSchema, partIdSchema, trapIdSchema } from "@/lib/core/question/fields";

/** Several keys, all needed; a key may name the trap of leaving it out (`missedTrap`). */
export const multipleResponseSchema = z.strictObject({
  ...commonShape,
  type: z.literal("multiple-response"),
  choose: z.number().int().min(2).max(5),
  options: z
    .array(
      z.strictObject({
        id: partIdSchema,
        text: lineSchema,
        key: z.literal(true).optional(),
        trap: trapIdSchema.optional(),
        missedTrap: trapIdSchema.optional(),
        why: markdownSchema,
      }),
    )
    .min(5)
    .max(8),
});

export type MultipleResponse = z.infer<typeof multipleResponseSchema>;

/** The ids of the chosen options, in no order that means anything. */
export const multipleResponseResponseSchema = z.array(partIdSchema).max(8);
