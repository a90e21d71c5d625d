import { z } from "zod";
import { blueprintSchema } from "@/lib/core/exam/blueprint";
import { daySchema, lineSchema, markdownSchema, slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";

const factRefs = z.array(z.string().trim().min(1)).default([]);

/** One exam: a certification at one version. A pack may hold several versions that share most questions. */
const examSchema = z.strictObject({
  id: slugSchema,
  code: z.string().min(1).max(40),
  name: z.string().min(1).max(160),
  /** In use until when, replaced by what; one or two plain sentences for the chooser. */
  status: lineSchema,
  domains: z
    .array(z.strictObject({ id: slugSchema, title: lineSchema, weightPercent: z.number().min(0).max(100) }))
    .min(1),
  /** Of the real exam, as its guide states them. */
  questionsShown: z.number().int().positive(),
  questionsScored: z.number().int().positive(),
  minutes: z.number().int().positive(),
  minutesVerified: z.boolean(),
  scale: z.strictObject({ min: z.number().int(), max: z.number().int(), pass: z.number().int() }),
  /** The share of scored questions right that we take for the pass mark; the owner of the exam may not publish it. */
  rawAtPass: z.number().gt(0).lt(1),
  conversionNote: lineSchema,
  itemTypes: z.array(z.enum(KINDS)).min(1),
  hasCases: z.boolean(),
  /** What a learner who comes from the other version must know, for this content. */
  differences: z.array(lineSchema).default([]),
  facts: factRefs,
  blueprints: z
    .array(blueprintSchema)
    .refine((blueprints) => blueprints.some(({ hidden }) => !hidden), "an exam has a blueprint that is not hidden")
    .refine((blueprints) => new Set(blueprints.map(({ id }) => id)).size === blueprints.length, "an id stands twice"),
});
export type Exam = z.infer<typeof examSchema>;

/** `exam.yaml`: the certification with its versions; the first exam is the default. */
export const packSchema = z.strictObject({
  id: slugSchema,
  name: z.string().min(1).max(160),
  owner: z.string().min(1).max(80),
  disclaimer: lineSchema,
  /** Where the pack stands among others; the lowest comes first, and is what somebody sees who has chosen nothing. */
  position: z.number().int().min(0).max(1_000).default(100),
  exams: z.array(examSchema).min(1),
  chapters: z.array(z.string()).min(1),
});
export type PackInfo = z.infer<typeof packSchema>;

const symptomSchema = z.strictObject({
  id: slugSchema,
  symptom: lineSchema,
  cause: lineSchema,
  firstFix: lineSchema,
  lessons: z.array(slugSchema).min(1),
  traps: z.array(slugSchema).min(1),
});
export type Symptom = z.infer<typeof symptomSchema>;

export const chapterSchema = z.strictObject({
  id: slugSchema,
  domain: slugSchema,
  title: lineSchema,
  weight: lineSchema,
  intro: markdownSchema,
  tests: z.strictObject({ lead: lineSchema, points: z.array(lineSchema).min(1) }),
  lessons: z
    .array(z.strictObject({ id: slugSchema, title: lineSchema, short: z.string().min(1).max(40), focus: lineSchema }))
    .min(1),
  routing: z.array(z.strictObject({ about: lineSchema, lesson: slugSchema, section: slugSchema.optional() })).min(1),
  symptoms: z.array(symptomSchema).min(1),
  traps: z.array(slugSchema).min(1),
  strongAnswers: z.array(lineSchema).min(1),
  checklist: z
    .array(
      z.strictObject({
        id: slugSchema,
        text: lineSchema,
        lessons: z.array(slugSchema).min(1),
        traps: z.array(slugSchema).default([]),
      }),
    )
    .min(1),
  next: z.strictObject({ title: lineSchema, text: lineSchema }),
});
export type Chapter = z.infer<typeof chapterSchema>;

/** A misconception that a distractor offers, with the claim it rests on and the fact that refutes it. */
export const trapSchema = z.strictObject({
  id: slugSchema,
  /** In the learner's words: "Forcing real-time when async or batch is enough". */
  name: lineSchema,
  short: z.string().min(1).max(48),
  /** What one believes when one falls for it, as a sentence. */
  claim: lineSchema,
  /** The deciding fact, at most 60 words. */
  refutedBy: lineSchema.refine((text) => text.split(/\s+/).length <= 60, "the deciding fact has at most 60 words"),
  facts: z.array(z.string().trim().min(1)).min(1),
  parent: slugSchema.optional(),
  /** A slip of computation, which the draws of numeric families offer: each draw is a probe of it. */
  numeric: z.literal(true).optional(),
  lesson: slugSchema,
  section: slugSchema,
  symptoms: z.array(slugSchema).min(1),
  /** Two short stems that differ in one constraint, and therefore in the key. */
  contrast: z.tuple([
    z.strictObject({ stem: lineSchema, key: lineSchema }),
    z.strictObject({ stem: lineSchema, key: lineSchema }),
  ]),
});
export type Trap = z.infer<typeof trapSchema>;

/** A fact that keys rest on, with where it was read. Only verified or derived facts carry a key. */
export const factSchema = z.strictObject({
  id: z.string().regex(/^[A-G][0-9]?\.?[0-9A-Za-z.]*$/),
  says: lineSchema,
  status: z.enum(["verified", "derived", "unverified"]),
  sources: z.array(z.strictObject({ title: lineSchema, address: z.url({ protocol: /^https$/ }).optional() })).min(1),
  verifiedOn: daySchema,
});
export type Fact = z.infer<typeof factSchema>;

export const lessonFrontSchema = z.strictObject({
  id: slugSchema,
  title: lineSchema,
  lead: lineSchema,
  minutes: z.number().int().positive(),
  verifiedOn: daySchema,
  facts: z.array(z.string().trim().min(1)).min(1),
  exams: z.array(slugSchema).min(1),
});

/** A lesson: remediation text cut into sections that a route can point at. */
export const lessonSchema = lessonFrontSchema.extend({
  sections: z
    .array(
      z.strictObject({
        id: slugSchema,
        title: lineSchema,
        markdown: z.string().min(1),
        /** The exams that the section fits; empty: all of the lesson's. */
        exams: z.array(slugSchema),
      }),
    )
    .min(1),
});
export type Lesson = z.infer<typeof lessonSchema>;
