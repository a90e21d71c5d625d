import { z } from "zod";
import { commonShape, lineSchema, markdownSchema, partIdSchema, trapIdSchema } from "@/lib/core/question/fields";

/** Prompts, each with the one response that answers it; a response may serve several prompts or none. */
export const matchingSchema = z.strictObject({
  ...commonShape,
  type: z.literal("matching"),
  prompts: z
    .array(z.strictObject({ id: partIdSchema, text: lineSchema, answer: partIdSchema, why: markdownSchema }))
    .min(3)
    .max(7),
  responses: z
    .array(z.strictObject({ id: partIdSchema, text: lineSchema }))
    .min(2)
    .max(8),
  wrongPairs: z
    .array(z.strictObject({ prompt: partIdSchema, response: partIdSchema, trap: trapIdSchema, why: markdownSchema }))
    .default([]),
});

export type Matching = z.infer<typeof matchingSchema>;

/** Prompt id → response id, for the prompts that have been answered. */
export const matchingResponseSchema = z.record(partIdSchema, partIdSchema);
