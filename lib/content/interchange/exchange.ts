import { z } from "zod";
import { KINDS } from "@/lib/core/question/schema";

// What goes between formats and the bank. A draft holds what a file says and leaves out what it does not: whoever imports
// completes it before it can be published. Texts are Markdown, as in question files.

const text = z.string().trim().min(1).max(8_000);
const id = z.string().trim().min(1).max(80);
const optionalText = text.optional();

/** An option of a choice question. `why` and `trap` as in question files; a key of multiple response may have `missedTrap`. */
const optionDraft = z.strictObject({
  id: id.optional(),
  text,
  key: z.boolean().default(false),
  trap: id.optional(),
  missedTrap: id.optional(),
  why: optionalText,
});

const common = {
  id: id.optional(),
  lesson: id.optional(),
  exams: z.array(id).max(20).optional(),
  difficulty: z.number().int().min(1).max(5).optional(),
  stem: text,
  ask: optionalText,
  counterCue: z.boolean().optional(),
  cues: z.array(id).max(40).optional(),
  facts: z.array(z.string().trim().min(1).max(600)).max(40).optional(),
  verifiedOn: z.iso.date().optional(),
  parallelOf: id.optional(),
  /** The case that it belongs to, in order of `index` from 0; the same title and scenario with each of its questions. */
  inCase: z
    .strictObject({ id: id.optional(), title: text, scenario: text, index: z.number().int().min(0).max(3) })
    .optional(),
  /** A general remark on the answer that belongs to no single option. */
  feedback: optionalText,
};

/** A question as a format says it, of any of our four types. */
export const questionDraftSchema = z.discriminatedUnion("type", [
  z.strictObject({ ...common, type: z.literal("multiple-choice"), options: z.array(optionDraft).min(2).max(26) }),
  z.strictObject({
    ...common,
    type: z.literal("multiple-response"),
    choose: z.number().int().min(1).max(26).optional(),
    options: z.array(optionDraft).min(2).max(26),
  }),
  z.strictObject({
    ...common,
    type: z.literal("ordering"),
    items: z
      .array(z.strictObject({ id: id.optional(), text, why: optionalText }))
      .min(2)
      .max(26),
    decoys: z
      .array(z.strictObject({ id: id.optional(), text, trap: id.optional(), why: optionalText }))
      .max(26)
      .default([]),
    wrongOrders: z
      .array(z.strictObject({ before: id, after: id, trap: id, why: optionalText }))
      .max(40)
      .default([]),
  }),
  z.strictObject({
    ...common,
    type: z.literal("matching"),
    prompts: z
      .array(z.strictObject({ id: id.optional(), text, answer: id, why: optionalText }))
      .min(2)
      .max(26),
    responses: z.array(z.strictObject({ id, text })).min(1).max(52),
    wrongPairs: z
      .array(z.strictObject({ prompt: id, response: id, trap: id, why: optionalText }))
      .max(80)
      .default([]),
  }),
]);
export type QuestionDraft = z.infer<typeof questionDraftSchema>;
export const DRAFT_KINDS = KINDS;

/** Where something stands in a file: a line or row for text, an element's path or name for the rest. */
export type Spot = { line: number } | { element: string };

/** A fault of one question (or of the file): that question is not taken, and this says why, in words for an author. */
export type ImportProblem = { at: Spot; message: string };

/** Something that the file says and a draft cannot hold, or that a format cannot say of ours. Nothing is lost in silence. */
export type Loss = { at: Spot; what: string };

/** What a file comes to. `problems` of kind `file` mean that nothing could be read at all: then there are no drafts. */
export type Imported = { drafts: { at: Spot; draft: QuestionDraft }[]; problems: ImportProblem[]; losses: Loss[] };

/** The place of a fault that the file has as a whole. */
export const WHOLE_FILE: Spot = { element: "file" };

/** What a file comes to that cannot be read at all: one problem, which says what to do. */
export const refusedFile = (message: string): Imported => ({
  drafts: [],
  problems: [{ at: WHOLE_FILE, message }],
  losses: [],
});

/** What is written: the bytes of one file, and what of the questions the format could not hold. */
export type Exported = { bytes: Uint8Array; losses: Loss[] };

/** Bounds on what is read; a file beyond them is refused as a whole, with a message that names the bound. */
export const LIMITS = {
  bytes: 20 * 1024 * 1024,
  /** Of one line or one field of a text format. */
  fieldBytes: 256 * 1024,
  questions: 5_000,
  /** Of archives: entries (two files for each question, one for each scenario, and the index), unpacked bytes, and unpacked to packed. */
  entries: 16_000,
  unpackedBytes: 60 * 1024 * 1024,
  ratio: 120,
  /** Nesting of XML elements and of HTML. */
  depth: 64,
  /** HTML of a file that is converted, in tags (see `markupCost`); and the elements of an XML file. */
  markup: 200_000,
  elements: 600_000,
} as const;

/** One format. Never throws on bad input: what it cannot read is a problem. Never touches disk, network or clock. */
export type Format = {
  id: string;
  label: string;
  /** File endings, with the dot; the first is what an export gets. */
  endings: readonly [string, ...string[]];
  read?: (bytes: Uint8Array) => Imported;
  write?: (questions: readonly QuestionDraft[]) => Exported;
};
