import type { ResponseValue } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { keyOf } from "@/lib/core/question/score";
import { type Ruling, rulingSchema } from "./ruling";

export const RULING_KINDS = ["key", "several", "drop"] as const;
/** `key`: another answer is right instead; `several`: others are right too; `drop`: it counts for nobody. */

/** The fields of an address that may come once or several times. */
export type Asked = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === "string" && one !== "");

/** The one answer that the form's fields make, where the question takes whole answers. */
function answerOf(question: Question, asked: Asked): ResponseValue {
  switch (question.type) {
    case "multiple-choice":
      return listOf(asked.option)[0] ?? "";
    case "multiple-response":
      return listOf(asked.option).sort();
    case "ordering":
      return listOf(asked.step);
    case "matching":
      return Object.fromEntries(question.prompts.map(({ id }) => [id, listOf(asked[`pair-${id}`])[0] ?? ""]));
  }
}

/**
 * The ruling that the repair form asks for. Several right answers: of a choice the ticked options; of all else the
 * question's own key and one more. Null while nothing is asked.
 */
export function rulingAsked(question: Question, asked: Asked): Ruling | null {
  const kind = RULING_KINDS.find((one) => one === asked.kind);
  if (kind === undefined) return null;
  if (kind === "drop") return { kind };
  if (question.type === "multiple-choice") {
    const keys = listOf(asked.option);
    // One that is no answer, so that it is refused in words.
    return { kind: "accept", keys: keys.length === 0 ? [""] : keys, reasons: {} };
  }
  const answer = answerOf(question, asked);
  return { kind: "accept", keys: kind === "key" ? [answer] : [keyOf(question), answer], reasons: {} };
}

/** Whether nothing was said of what is right. */
function isUnsaid(key: ResponseValue): boolean {
  if (typeof key === "string" || Array.isArray(key)) return key.length === 0;
  return Object.values(key).every((response) => response === "");
}

/** What is wrong between the kind that was asked for and the ruling, in words; null where they agree. */
export function kindProblem(kind: unknown, ruling: Ruling): string | null {
  if (ruling.kind === "drop") return null;
  if (ruling.keys.some(isUnsaid)) return "Say first what is right: nothing is chosen yet.";
  if (kind === "key" && ruling.keys.length !== 1)
    return "A new key is one answer. Tick exactly one option, or accept several.";
  if (kind === "several" && ruling.keys.length < 2) return "Tick each option that is right, two at least.";
  return null;
}

/** The ruling of the confirmed form, with what was written of the parts that changed sides; null if it cannot be read. */
export function rulingOfForm(form: {
  ruling: string;
  part?: readonly string[] | undefined;
  why?: readonly string[] | undefined;
  trap?: readonly string[] | undefined;
}): Ruling | null {
  let raw: unknown;
  try {
    raw = JSON.parse(form.ruling);
  } catch {
    return null;
  }
  const parsed = rulingSchema.safeParse(raw);
  if (!parsed.success || parsed.data.kind === "drop") return parsed.success ? parsed.data : null;
  const parts = form.part ?? [];
  const reasons = parts.map((part, index) => {
    const trap = form.trap?.[index];
    return [part, { why: form.why?.[index], ...(trap === undefined || trap === "" ? {} : { trap }) }];
  });
  const whole = rulingSchema.safeParse({ ...parsed.data, reasons: Object.fromEntries(reasons) });
  return whole.success ? whole.data : null;
}
