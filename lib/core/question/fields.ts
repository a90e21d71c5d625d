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
export const trapIdSchema = slugSchema.describe("The misconception that this choice admits, or plain-error");
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

/** What every question carries, whatever its type. The descriptions are what editors show. */
export const commonShape = {
  id: slugSchema.describe("Stable for ever; the file has the same name"),
  lesson: slugSchema.describe("The lesson that teaches what decides this question"),
  exams: z.array(slugSchema).min(1).describe("The exam versions that it fits"),
  difficulty: z.number().int().min(1).max(5).describe("1 (easy) to 5, the author's guess; answers replace it"),
  stem: markdownSchema.describe("Who, what they have, one or two hard constraints with numbers; 40 to 130 words"),
  ask: lineSchema.describe("The question itself, with its one goal"),
  counterCue: z.boolean().default(false).describe("True where the trap-looking option is the key"),
  cues: z
    .array(z.string().regex(/^[TS][1-4]\.[0-9]{1,2}$/))
    .default([])
    .describe("The cues of the facts sheet that it builds on"),
  parallelOf: slugSchema.optional().describe("The question whose parallel probe this is"),
  facts: z
    .array(z.string().trim().min(1))
    .min(1)
    .describe("Ids of facts.yaml, or https addresses; the key rests on them"),
  verifiedOn: daySchema.describe("The day on which the facts were last looked up"),
  review: reviewSchema.optional().describe("The blind review, as it was"),
};
