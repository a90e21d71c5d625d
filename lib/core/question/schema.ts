import { z } from "zod";
import { lineSchema, markdownSchema, slugSchema } from "./fields";
import { matchingSchema } from "./kinds/matching/schema";
import { multipleChoiceSchema } from "./kinds/multiple-choice/schema";
import { multipleResponseSchema } from "./kinds/multiple-response/schema";
import { orderingSchema } from "./kinds/ordering/schema";

/** One scored item. Immutable once published: a change makes a new version. */
export const questionSchema = z.discriminatedUnion("type", [
  multipleChoiceSchema,
  multipleResponseSchema,
  orderingSchema,
  matchingSchema,
]);
export type Question = z.infer<typeof questionSchema>;
export type Kind = Question["type"];
export const KINDS = [
  "multiple-choice",
  "multiple-response",
  "ordering",
  "matching",
] as const satisfies readonly Kind[];

/** A shared scenario that two to four questions hang on; each is scored by itself. */
const caseSchema = z.strictObject({
  id: slugSchema,
  type: z.literal("case"),
  title: lineSchema,
  scenario: markdownSchema,
  questions: z.array(questionSchema).min(2).max(4),
});

/** What a question file holds. */
export const questionFileSchema = z.discriminatedUnion("type", [...questionSchema.options, caseSchema]);

/** The scenario that a question of a case carries along, so that one stored version is whole by itself. */
export type CaseContext = { id: string; title: string; scenario: string; position: number; of: number };
