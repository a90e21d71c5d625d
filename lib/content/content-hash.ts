import { createHash } from "node:crypto";
import type { CaseContext, Question } from "@/lib/core/question/schema";
import { canonicalJson } from "./canonical-json";

/** SHA-256 of a value's canonical JSON, as 64 hex digits. */
export const contentHash = (value: unknown): string => createHash("sha256").update(canonicalJson(value)).digest("hex");

/**
 * The hash by which versions of a question are told apart: over all that a learner can see or that decides score or
 * tags, the scenario and title of its case along, and over the family that it counts for. `review` and `verifiedOn` do
 * not count, nor does the seed of a draw: what it drew does.
 */
export function questionHash(
  question: Question,
  context: Pick<CaseContext, "title" | "scenario"> | null,
  family: string | null = null,
): string {
  const { review: _review, verifiedOn: _verifiedOn, ...content } = question;
  return contentHash({
    question: content,
    case: context === null ? null : { title: context.title, scenario: context.scenario },
    ...(family === null ? {} : { family }),
  });
}
