import type { CaseContext, Question } from "@/lib/core/question/schema";
import { type QuestionDraft, questionDraftSchema } from "./exchange";

/** A question of the bank as formats exchange it: all of it but its review, which is no part of what it asks. */
export function draftOfQuestion({ review: _, ...question }: Question, context: CaseContext | null): QuestionDraft {
  if (context === null) return questionDraftSchema.parse(question);
  const { id, title, scenario, position } = context;
  return questionDraftSchema.parse({ ...question, inCase: { id, title, scenario, index: position } });
}
