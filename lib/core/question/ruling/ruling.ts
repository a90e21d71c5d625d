import { z } from "zod";
import { answerSize, type ResponseValue } from "@/lib/core/question/answer";
import { markdownSchema, partIdSchema, trapIdSchema } from "@/lib/core/question/fields";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse, responseValueSchema } from "@/lib/core/question/response";
import type { Question } from "@/lib/core/question/schema";
import { wantedSize } from "@/lib/core/question/wanted-size";

/** What is now said of a part that changed sides: the reason, and of a part that became wrong the trap. */
const reasonSchema = z.strictObject({ why: markdownSchema, trap: trapIdSchema.optional() });

/**
 * What was ruled about one version of a question after it was served. `accept`: each of these whole answers is right and
 * no other; one of them is a new key. `drop`: the question counts for nobody.
 */
export const rulingSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("drop") }),
  z.strictObject({
    kind: z.literal("accept"),
    keys: z.array(responseValueSchema).min(1).max(6),
    /** By the part's id. */
    reasons: z.record(partIdSchema, reasonSchema).default({}),
  }),
]);
export type Ruling = z.infer<typeof rulingSchema>;
export type Reasons = Extract<Ruling, { kind: "accept" }>["reasons"];

/** The same answer in one form: a set of options has no order. */
export function sameForm(question: Question, key: ResponseValue): string {
  if (question.type === "multiple-response" && Array.isArray(key)) return JSON.stringify([...key].sort());
  if (typeof key === "object" && !Array.isArray(key)) {
    return JSON.stringify(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return JSON.stringify(key);
}

function keyProblem(question: Question, key: ResponseValue): string | null {
  const parsed = parseResponse(toPublic(question), key);
  if (!parsed.ok) return `That is no answer to this question: ${parsed.error}.`;
  if (answerSize(parsed.value) !== wantedSize(question)) return "The answer is not complete.";
  if (question.type !== "ordering" || !Array.isArray(key)) return null;
  const steps = new Set(question.items.map(({ id }) => id));
  // Which items are steps at all is what the question asks; with another set of them it is another question.
  return key.every((id) => steps.has(id)) ? null : "A decoy cannot become a step. Drop the question instead.";
}

/** What is wrong with a ruling on this question, in words; empty where nothing is. */
export function rulingProblems(question: Question, ruling: Ruling): string[] {
  if (ruling.kind === "drop") return [];
  const problems = ruling.keys.flatMap((key) => keyProblem(question, key) ?? []);
  const forms = ruling.keys.map((key) => sameForm(question, key));
  if (new Set(forms).size < forms.length) problems.push("The same answer stands there twice.");
  if (question.type === "multiple-choice" && ruling.keys.length >= question.options.length) {
    problems.push("If every option is right, the question asks nothing. Drop it instead.");
  }
  return [...new Set(problems)];
}
