import { z } from "zod";
import { slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";

/** How many questions of a kind a form must or may hold, over all its questions, pilots included. */
export const quotaSchema = z
  .strictObject({
    type: z.enum(KINDS).optional(),
    trap: slugSchema.optional(),
    counterCue: z.literal(true).optional(),
    inCase: z.literal(true).optional(),
    difficulty: z.tuple([z.number().int().min(1).max(5), z.number().int().min(1).max(5)]).optional(),
    min: z.number().int().min(0).optional(),
    max: z.number().int().min(0).optional(),
  })
  .refine((q) => q.min !== undefined || q.max !== undefined, "a quota needs a min or a max")
  .refine((q) => q.min === undefined || q.max === undefined || q.min <= q.max, "the min is above the max")
  .refine((q) => q.difficulty === undefined || q.difficulty[0] <= q.difficulty[1], "the difficulties are reversed");
export type Quota = z.infer<typeof quotaSchema>;

/**
 * The rule that says what an exam contains. `lessons` counts the scored questions of each lesson (a case counts its
 * questions); `pilots` more are unscored, of any of these lessons, and only the result tells which they were.
 */
export const blueprintSchema = z.strictObject({
  id: slugSchema,
  title: z.string().min(1).max(120),
  summary: z.string().min(1).max(400),
  seconds: z
    .number()
    .int()
    .min(1)
    .max(8 * 3600),
  lessons: z
    .array(z.strictObject({ lesson: slugSchema, scored: z.number().int().min(1) }))
    .min(1)
    .refine((lessons) => new Set(lessons.map(({ lesson }) => lesson)).size === lessons.length, "a lesson stands twice"),
  pilots: z.number().int().min(0).default(0),
  quotas: z.array(quotaSchema).default([]),
});
export type Blueprint = z.infer<typeof blueprintSchema>;

/** How many questions a form of this blueprint has, pilots included. */
export function formSize(blueprint: Pick<Blueprint, "lessons" | "pilots">): number {
  return blueprint.lessons.reduce((sum, quota) => sum + quota.scored, blueprint.pilots);
}
