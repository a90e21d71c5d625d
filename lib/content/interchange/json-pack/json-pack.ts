import { z } from "zod";
import { checkDraft, excerpt } from "@/lib/content/interchange/check-draft";
import { decodeText, encodeText } from "@/lib/content/interchange/decode-text";
import {
  type Exported,
  type Format,
  type Imported,
  LIMITS,
  type QuestionDraft,
  refusedFile,
  WHOLE_FILE,
} from "@/lib/content/interchange/exchange";
import { scanJson } from "./scan-json";

const FORMAT = "trapline-questions";
const VERSION = 1;

/** The file around the questions, which are checked one by one. A bare list of questions is read as well. */
const packSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int().positive(),
  questions: z.array(z.unknown()),
});

function parsed(text: string): { value: unknown } | { message: string } {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    // V8 names the place; its quotation of the text around it may be long.
    const where = error instanceof Error ? excerpt(error.message) : "";
    return { message: `The file is not JSON: ${where}` };
  }
}

/** The list of questions in a parsed file, or why there is none. */
function questionsOf(value: unknown): { questions: unknown[]; extra: string[] } | { message: string } {
  if (Array.isArray(value)) return { questions: value, extra: [] };
  const pack = packSchema.safeParse(value);
  if (!pack.success || typeof value !== "object" || value === null) {
    return {
      message: `The file is JSON, but no pack of questions: it must have "format": "${FORMAT}", "version": ${VERSION} and a list of "questions".`,
    };
  }
  if (pack.data.version > VERSION) {
    return {
      message: `The pack is of version ${pack.data.version}, and this Trapline reads version ${VERSION}. Update Trapline or export again from the older one.`,
    };
  }
  const extra = Object.keys(value).filter((key) => !(key in packSchema.shape));
  return { questions: pack.data.questions, extra };
}

/**
 * Questions from a pack. Keys that questions do not have, and keys written twice, are problems of their question; nothing
 * of a question that is taken is left out.
 */
export function readJsonPack(bytes: Uint8Array): Imported {
  const text = decodeText(bytes, { lineBytes: null });
  if (!text.ok) return refusedFile(text.error);
  const scan = scanJson(text.value);
  if (scan.fault !== null) return refusedFile(scan.fault);
  const tooMany = `The file has more than ${LIMITS.questions} questions. Split it into smaller files.`;
  if (scan.lines.length > LIMITS.questions) return refusedFile(tooMany);
  const file = parsed(text.value);
  if ("message" in file) return refusedFile(file.message);
  const pack = questionsOf(file.value);
  if ("message" in pack) return refusedFile(pack.message);
  if (pack.questions.length > LIMITS.questions) return refusedFile(tooMany);

  const result: Imported = {
    drafts: [],
    problems: [],
    losses: pack.extra.map((key) => ({ at: WHOLE_FILE, what: `"${excerpt(key)}" beside the questions was not taken` })),
  };
  const outside = scan.repeated.get(-1);
  if (outside !== undefined) {
    return refusedFile(`The file has "${excerpt(outside)}" twice. Take one of them out.`);
  }
  pack.questions.forEach((value, index) => {
    const line = scan.lines[index];
    const at = line === undefined ? { element: `questions[${index}]` } : { line };
    const twice = scan.repeated.get(index);
    const draft = checkDraft(value);
    if (twice !== undefined) {
      result.problems.push({ at, message: `The question has "${excerpt(twice)}" twice in one place. Take one out.` });
    } else if (!draft.ok) result.problems.push({ at, message: draft.error });
    else result.drafts.push({ at, draft: draft.value });
  });
  return result;
}

/** Questions as a pack: all that a draft holds, as it is. */
export const writeJsonPack = (questions: readonly QuestionDraft[]): Exported => ({
  bytes: encodeText(`${JSON.stringify({ format: FORMAT, version: VERSION, questions }, null, 2)}\n`),
  losses: [],
});

/** Trapline's own pack of questions, for other Traplines and for programs; nothing of a question is lost. */
export const jsonPack: Format = {
  id: "json",
  label: "Trapline pack (JSON)",
  endings: [".json"],
  read: readJsonPack,
  write: writeJsonPack,
};
