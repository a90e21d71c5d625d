import { z } from "zod";
import { commonShape, lineSchema, markdownSchema, partIdSchema, trapIdSchema } from "@/lib/core/question/fields";

/** One key, the other options wrong; a wrong option names the trap of choosing it, or `plain-error`. */
export const multipleChoiceSchema = z.strictObject({
  ...commonShape,
  type: z.literal("multiple-choice"),
  options: z
    .array(
      z.strictObject({
        id: partIdSchema,
        text: lineSchema,
        key: z.literal(true).optional(),
        trap: trapIdSchema.optional(),
        why: markdownSchema,
      }),
    )
    .min(3)
    .max(6),
});

export type MultipleChoice = z.infer<typeof multipleChoiceSchema>;

/** The id of the chosen option. */
export const multipleChoiceResponseSchema = partIdSchema;
