import { z } from "zod";

/** Ids that stay for ever: lower case, digits, dots and hyphens. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, "must be lower-case words joined by hyphens or dots")
  .max(80);

/** Ids inside one question (options, items, prompts, responses). */
export const partIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens")
  .max(40);

/** The misconception that a wrong choice admits; `plain-error` says that there is none. */
export const trapIdSchema = slugSchema.describe("trap");
export const PLAIN_ERROR = "plain-error";

/** A calendar day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

export const markdownSchema = z.string().trim().min(1).max(8_000);
export const lineSchema = z.string().trim().min(1).max(600);

/** Where the blind review of a question stands, as it was; a model that solved it is not called an expert. */
export const reviewSchema = z.strictObject({
  by: z.enum(["person", "model"]),
  solvedBlind: z.enum(["agreed", "changed", "pending"]),
  tagsBlind: z.enum(["agreed", "changed", "pending"]),
  on: daySchema,
  note: z.string().max(600).optional(),
});

/** What every question carries, whatever its type. */
export const commonShape = {
  id: slugSchema,
  lesson: slugSchema,
  exams: z.array(slugSchema).min(1),
  difficulty: z.number().int().min(1).max(5),
  stem: markdownSchema,
  ask: lineSchema,
  counterCue: z.boolean().default(false),
  cues: z.array(z.string().regex(/^[TS][1-4]\.[0-9]{1,2}$/)).default([]),
  parallelOf: slugSchema.optional(),
  facts: z.array(z.string().trim().min(1)).min(1),
  verifiedOn: daySchema,
  review: reviewSchema.optional(),
};
