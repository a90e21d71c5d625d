import type { z } from "zod";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { DRAFT_KINDS, type QuestionDraft, questionDraftSchema } from "./exchange";

/** The words for a draft's lists, one entry of each. */
const PARTS: Readonly<Record<string, string>> = {
  options: "option",
  items: "item",
  decoys: "decoy",
  prompts: "prompt",
  responses: "response",
  wrongOrders: "wrong order",
  wrongPairs: "wrong pair",
  exams: "exam",
  cues: "cue",
  facts: "fact",
};

/** A path of a draft in an author's words: `["options", 1, "why"]` is "why" of option 2. */
export function nameOfPath(path: readonly PropertyKey[]): string {
  const [first, second, third] = path.map(String);
  if (first === undefined) return "the question";
  if (first === "inCase") return second === undefined ? "the case" : `"${second}" of the case`;
  const part = PARTS[first];
  if (part === undefined || second === undefined) return `"${first}"`;
  const place = `${part} ${Number(second) + 1}`;
  return third === undefined ? place : `"${third}" of ${place}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text as an author finds it again: at most 40 characters of it, on one line. */
export function excerpt(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length > 40 ? `${letters.slice(0, 39).join("")}…` : line;
}

function faultOf(issue: z.core.$ZodIssue, nameOf: (path: readonly PropertyKey[]) => string): string {
  const name = capital(nameOf(issue.path));
  switch (issue.code) {
    case "unrecognized_keys":
      return `${name} has ${issue.keys
        .slice(0, 5)
        .map((key) => `"${excerpt(key)}"`)
        .join(", ")}, which questions do not have. Take it out.`;
    case "invalid_union":
      return `The type must be one of ${DRAFT_KINDS.join(", ")}.`;
    case "too_small":
      return issue.origin === "string"
        ? `${name} is empty.`
        : `${name} needs ${issue.origin === "array" ? "more entries: " : ""}at least ${issue.minimum}.`;
    case "too_big":
      if (issue.origin === "string") return `${name} is longer than ${issue.maximum} characters. Shorten it.`;
      return issue.origin === "array"
        ? `${name} has more than ${issue.maximum} entries.`
        : `${name} must be at most ${issue.maximum}.`;
    case "invalid_format":
      return `${name} must be a date such as 2026-11-20.`;
    case "invalid_type":
      return issue.input === undefined && !/received (?!undefined)/.test(issue.message)
        ? `${name} is missing.`
        : `${name} must be ${issue.expected === "int" || issue.expected === "number" ? "a whole number" : `of kind ${issue.expected}`}.`;
    default:
      return `${name}: ${issue.message}.`;
  }
}

/**
 * Whether a value is a draft, and if not, why in at most three sentences. `nameOf` says how the format calls the place
 * that a path leads to. The draft that comes back has its texts trimmed and its defaults filled in.
 */
export function checkDraft(value: unknown, nameOf = nameOfPath): Result<QuestionDraft, string> {
  const parsed = questionDraftSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.map((issue) => faultOf(issue, nameOf));
  const more = faults.length > 3 ? ` There are ${faults.length - 3} more faults.` : "";
  return fail(faults.slice(0, 3).join(" ") + more);
}
