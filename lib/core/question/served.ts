import { z } from "zod";
import { lineSchema, markdownSchema, slugSchema } from "./fields";
import { questionSchema } from "./schema";

/**
 * What a stored version holds: one question, with the scenario of its case along, so that it is whole by itself; of a
 * draw the family too, for which it counts.
 */
export const servedQuestionSchema = z.strictObject({
  question: questionSchema,
  context: z
    .strictObject({
      id: slugSchema,
      title: lineSchema,
      scenario: markdownSchema,
      position: z.number().int().min(0),
      of: z.number().int().min(1),
    })
    .nullable(),
  /** Null for a question that somebody wrote; versions from before there were families say nothing. */
  family: slugSchema.nullable().default(null),
});
export type ServedQuestion = z.infer<typeof servedQuestionSchema>;
