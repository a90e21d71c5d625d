import { z } from "zod";
import { KINDS } from "@/lib/core/question/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Blueprint, blueprintSchema, type Quota } from "./blueprint";
import type { BlueprintFields, QuotaFields } from "./blueprint-fields";

const line = z.string().max(1_000);
const quotaFieldsSchema: z.ZodType<QuotaFields> = z.strictObject({
  type: z.enum(["", ...KINDS]),
  lesson: line,
  trap: line,
  version: line,
  from: line,
  to: line,
  counterCue: z.boolean(),
  inCase: z.boolean(),
  min: line,
  max: line,
});

/** What the editor sends. */
export const blueprintFieldsSchema: z.ZodType<BlueprintFields> = z.strictObject({
  title: line,
  summary: line,
  minutes: line,
  lessons: z.array(z.strictObject({ lesson: line, scored: line, section: z.number().int().min(0).max(20) })).max(100),
  pilots: line,
  quotas: z.array(quotaFieldsSchema).max(60),
  sections: z.array(line).max(21),
  hidden: z.boolean(),
});

/** What is wrong with a field, by its place: `title`, `lessons.2`, `quotas.0.min`, `sections.1` … */
export type FieldFaults = Record<string, string>;

/** A whole number from `least` on, as people type it; null for anything else, undefined for nothing. */
function whole(text: string, least: number): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const value = /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
  return value === null || value < least ? null : value;
}

const WHOLE = "Write a whole number.";

function readQuota(fields: QuotaFields, place: string, faults: FieldFaults): Quota {
  const number = (name: "min" | "max" | "from" | "to", least: number): number | undefined => {
    const value = whole(fields[name], least);
    if (value === null) faults[`${place}.${name}`] = WHOLE;
    return value ?? undefined;
  };
  const [min, max, from, to] = [number("min", 0), number("max", 0), number("from", 1), number("to", 1)];
  if (min === undefined && max === undefined) faults[`${place}.min`] ??= "Say at least how many, or at most.";
  if (min !== undefined && max !== undefined && min > max) faults[`${place}.max`] = "This is fewer than the least.";
  if ((from ?? 1) > 5 || (to ?? 1) > 5) faults[`${place}.${(from ?? 1) > 5 ? "from" : "to"}`] = "From 1 to 5.";
  if (from !== undefined && to !== undefined && from > to) faults[`${place}.to`] = "This is easier than the first.";
  const any = from === undefined && to === undefined;
  return {
    ...(fields.type === "" ? {} : { type: fields.type }),
    ...(fields.lesson === "" ? {} : { lesson: fields.lesson }),
    ...(fields.version === "" ? {} : { version: fields.version }),
    ...(fields.trap === "" ? {} : { trap: fields.trap }),
    ...(fields.counterCue ? { counterCue: true } : {}),
    ...(fields.inCase ? { inCase: true } : {}),
    ...(any ? {} : { difficulty: [from ?? 1, to ?? 5] }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** The seconds of so many minutes, which may have a fraction; null for what is no time from a second to eight hours. */
function readSeconds(text: string): number | null {
  const minutes = /^\d{1,4}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : 0;
  const seconds = Math.round(minutes * 60);
  return seconds < 1 || seconds > 8 * 3_600 ? null : seconds;
}

/** The blueprint that fields say, under an id; or what is wrong with which of them. */
export function readBlueprintFields(fields: BlueprintFields, id: string): Result<Blueprint, FieldFaults> {
  const faults: FieldFaults = {};
  if (fields.title.trim() === "") faults.title = "Give it a title.";
  if (fields.summary.trim() === "") faults.summary = "Say in a sentence what it is for.";
  const seconds = readSeconds(fields.minutes);
  if (seconds === null) faults.minutes = "Minutes from 0.02 to 480.";
  const pilots = whole(fields.pilots, 0);
  if (pilots === null) faults.pilots = WHOLE;
  const scored = fields.lessons.map(({ scored: text }, index) => {
    const value = whole(text, 0);
    if (value === null) faults[`lessons.${index}`] = WHOLE;
    return value ?? 0;
  });
  const lessons = fields.lessons.flatMap(({ lesson }, index) => {
    const count = scored[index] ?? 0;
    return count === 0 ? [] : [{ lesson, scored: count }];
  });
  if (lessons.length === 0) faults["lessons.0"] ??= "An exam has at least one scored question.";
  const quotas = fields.quotas.map((quota, index) => readQuota(quota, `quotas.${index}`, faults));
  const sections = fields.sections.map((title, index) => {
    if (title.trim() === "") faults[`sections.${index}`] = "Give the section a title.";
    const held = fields.lessons.filter(({ section }, place) => section === index && (scored[place] ?? 0) > 0);
    if (held.length === 0) faults[`sections.${index}`] ??= "No scored question is in this section.";
    return { title: title.trim(), lessons: held.map(({ lesson }) => lesson) };
  });
  if (Object.keys(faults).length > 0) return fail(faults);
  const parsed = blueprintSchema.safeParse({
    id,
    title: fields.title.trim(),
    summary: fields.summary.trim(),
    seconds,
    lessons,
    pilots: pilots ?? 0,
    quotas,
    ...(sections.length === 0 ? {} : { sections }),
    ...(fields.hidden ? { hidden: true } : {}),
  });
  if (parsed.success) return ok(parsed.data);
  for (const { path, message } of parsed.error.issues) faults[placeOf(path)] ??= sentence(message);
  return fail(faults);
}

/** Where the editor shows what the schema finds; what belongs to no field is told of the questions' numbers. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, second] = path.map(String);
  if (first === undefined) return "lessons.0";
  if (first === "title" || first === "summary" || first === "pilots") return first;
  if (first === "quotas" && second !== undefined) return `quotas.${second}.min`;
  return first === "sections" && second !== undefined ? `sections.${second}` : "lessons.0";
}

const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`;

/** An id for a new blueprint, after its title, that none of those taken is. */
export function newBlueprintId(title: string, taken: readonly string[]): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  const base = words === "" ? "exam" : words;
  const known = new Set(taken);
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!known.has(id)) return id;
  }
}
