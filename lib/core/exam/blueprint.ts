import { z } from "zod";
import { slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";

/** How many questions of a kind a form must or may hold, over all its questions, pilots included. */
export const quotaSchema = z
  .strictObject({
    type: z.enum(KINDS).optional(),
    lesson: slugSchema.optional(),
    /** Fits this version of the exam too, and not only the one that is sat. */
    version: slugSchema.optional(),
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

/** The most questions of a form, and the most rules for it: an assembly is a bounded piece of work. */
const FORM_MOST = 200;
const QUOTAS_MOST = 30;

const sectionSchema = z.strictObject({
  title: z.string().trim().min(1).max(80),
  lessons: z.array(slugSchema).min(1),
});

/**
 * The rule that says what an exam contains. `lessons` counts the scored questions of each lesson (a case counts its
 * questions); `pilots` more are unscored, of any of these lessons, and only the result tells which they were. Where there
 * are `sections`, the form has them in this order, each with the questions of its lessons; without any all is mixed.
 */
const shape = z.strictObject({
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
  quotas: z.array(quotaSchema).max(QUOTAS_MOST).default([]),
  sections: z.array(sectionSchema).max(20).optional(),
  /** Learners are not offered it; exams that were sat by it stay what they are. */
  hidden: z.literal(true).optional(),
});
const sorted = (words: readonly string[]): string => [...words].sort().join(" ");
export const blueprintSchema = shape
  .refine((blueprint) => formSize(blueprint) <= FORM_MOST, `an exam has at most ${FORM_MOST} questions`)
  .refine(
    ({ sections, lessons }) =>
      sections === undefined ||
      sorted(sections.flatMap((section) => section.lessons)) === sorted(lessons.map(({ lesson }) => lesson)),
    "each lesson stands in one section",
  );
export type Blueprint = z.infer<typeof blueprintSchema>;

/** How many questions a form of this blueprint has, pilots included. */
export function formSize({ lessons, pilots }: Pick<z.infer<typeof shape>, "lessons" | "pilots">): number {
  return lessons.reduce((sum, { scored }) => sum + scored, pilots);
}

/** The title of the section that holds the questions of a lesson; null where there are no sections. */
export const sectionOf = ({ sections }: Pick<Blueprint, "sections">, lesson: string): string | null =>
  sections?.find(({ lessons }) => lessons.includes(lesson))?.title ?? null;
