import { z } from "zod";
import type { CaseContext, Question } from "./schema";

const partSchema = z.strictObject({ id: z.string(), text: z.string() });
const shape = { form: z.literal("public"), stem: z.string(), ask: z.string() };

/**
 * What a learner may know of a question before its feedback: no key, rationale, trap, tag or id of the question.
 * `options` are whatever is chosen, put in order or matched to a prompt.
 */
export const publicQuestionSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...shape, type: z.literal("multiple-choice"), options: z.array(partSchema) }),
  z.strictObject({ ...shape, type: z.literal("multiple-response"), choose: z.number(), options: z.array(partSchema) }),
  z.strictObject({ ...shape, type: z.literal("ordering"), pick: z.number(), options: z.array(partSchema) }),
  z.strictObject({
    ...shape,
    type: z.literal("matching"),
    prompts: z.array(partSchema),
    options: z.array(partSchema),
  }),
]);
export type PublicQuestion = z.infer<typeof publicQuestionSchema>;
export type Part = z.infer<typeof partSchema>;

const part = ({ id, text }: Part): Part => ({ id, text });
const byId = (a: Part, b: Part): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * The answer-free form, by allow-list: a field that nobody lists here stays on the server. Idempotent.
 * Ordering items and matching responses are sorted by id, since their authored order tells the key.
 */
export function toPublic(question: Question | PublicQuestion): PublicQuestion {
  const text = { form: "public" as const, stem: question.stem, ask: question.ask };
  switch (question.type) {
    case "multiple-choice":
      return { ...text, type: question.type, options: question.options.map(part) };
    case "multiple-response":
      return { ...text, type: question.type, choose: question.choose, options: question.options.map(part) };
    case "ordering": {
      const parts = "form" in question ? question.options : [...question.items, ...question.decoys];
      const pick = "form" in question ? question.pick : question.items.length;
      return { ...text, type: question.type, pick, options: parts.map(part).sort(byId) };
    }
    case "matching": {
      const parts = "form" in question ? question.options : question.responses;
      return { ...text, type: question.type, prompts: question.prompts.map(part), options: parts.map(part).sort(byId) };
    }
  }
}

/** The shared scenario as a learner sees it: no id, which could name the answer. */
export type PublicCase = { title: string; scenario: string; position: number; of: number };

export const toPublicCase = ({ title, scenario, position, of }: CaseContext): PublicCase => ({
  title,
  scenario,
  position,
  of,
});
