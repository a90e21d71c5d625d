import { z } from "zod";
import { KINDS, type Kind } from "@/lib/core/question/schema";

// A question file while somebody writes it: every text may still be empty, every reference may lead nowhere. What keeps
// it from being published is told by findings; here stand only the bounds of what is stored.

/** The schemas, with so many times the length that a text may have where it is stored. */
function draftSchemas(times: number) {
  const text = z
    .string()
    .max(8_000 * times)
    .default("");
  const name = z
    .string()
    .trim()
    .max(80 * times)
    .default("");
  /** Ids of options, items, prompts and responses: made by the editor, never typed, and stable through reordering. */
  const partId = z.string().min(1).max(40);
  /** A trap's id; empty: not chosen yet. */
  const trap = name;

  const common = {
    id: name,
    lesson: name,
    exams: z
      .array(z.string().max(80 * times))
      .max(20)
      .default([]),
    /** Null: not guessed yet. */
    difficulty: z.number().int().min(1).max(5).nullable().default(null),
    stem: text,
    ask: text,
    counterCue: z.boolean().default(false),
    cues: z
      .array(z.string().max(80 * times))
      .max(40)
      .default([]),
    facts: z
      .array(z.string().max(600 * times))
      .max(40)
      .default([]),
    verifiedOn: z.string().max(10).default(""),
    parallelOf: name,
    /** A general remark that came with an import and belongs to no option; question files have none. */
    remark: text,
  };

  const option = z.strictObject({
    id: partId,
    text,
    key: z.boolean().default(false),
    trap,
    /** Of a key of a multiple-response question: the trap of leaving it out. */
    missedTrap: trap,
    why: text,
  });
  const options = z.array(option).max(26).default([]);

  const question = z.discriminatedUnion("type", [
    z.strictObject({ ...common, type: z.literal("multiple-choice"), options }),
    z.strictObject({ ...common, type: z.literal("multiple-response"), options }),
    z.strictObject({
      ...common,
      type: z.literal("ordering"),
      items: z
        .array(z.strictObject({ id: partId, text, why: text }))
        .max(26)
        .default([]),
      decoys: z
        .array(z.strictObject({ id: partId, text, trap, why: text }))
        .max(26)
        .default([]),
      wrongOrders: z
        .array(z.strictObject({ before: name, after: name, trap, why: text }))
        .max(40)
        .default([]),
    }),
    z.strictObject({
      ...common,
      type: z.literal("matching"),
      prompts: z
        .array(z.strictObject({ id: partId, text, answer: name, why: text }))
        .max(26)
        .default([]),
      responses: z
        .array(z.strictObject({ id: partId, text }))
        .max(52)
        .default([]),
      wrongPairs: z
        .array(z.strictObject({ prompt: name, response: name, trap, why: text }))
        .max(80)
        .default([]),
    }),
  ]);
  const file = z.strictObject({
    inCase: z.strictObject({ id: name, title: text, scenario: text }).nullable().default(null),
    questions: z.array(question).min(1).max(4),
  });
  return { question, file };
}

const stored = draftSchemas(1);

/** One question of a draft. */
export const draftQuestionSchema = stored.question;
export type DraftQuestion = z.infer<typeof draftQuestionSchema>;

/** One question, or the questions of a case under their scenario. */
export const draftFileSchema = stored.file;
export type DraftFile = z.infer<typeof draftFileSchema>;

/** A file as a device keeps it for its writer: texts that are too long to be stored are kept too, to be shortened. */
export const keptFileSchema = draftSchemas(1_000).file;

/** The id by which a draft is known: the case's, or that of its one question. */
export const unitIdOf = (file: DraftFile): string => file.inCase?.id ?? file.questions[0]?.id ?? "";

/** Every id that a draft takes: the case's and those of its questions. */
export const idsOf = (file: DraftFile): string[] => [
  ...(file.inCase === null ? [] : [file.inCase.id]),
  ...file.questions.map(({ id }) => id),
];

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A question with nothing in it but as many empty parts as its type is usually asked with. */
export function emptyQuestion(type: Kind, id: string): DraftQuestion {
  const ids = (count: number, prefix = "") => [...LETTERS.slice(0, count)].map((letter) => ({ id: prefix + letter }));
  const parts = {
    "multiple-choice": { options: ids(4) },
    "multiple-response": { options: ids(5) },
    ordering: { items: ids(4) },
    matching: { prompts: ids(3, "p-"), responses: ids(4, "r-") },
  } satisfies Record<Kind, object>;
  return draftQuestionSchema.parse({ id, type, ...parts[type] });
}

const filled = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== false &&
  (typeof value !== "string" || value.trim() !== "") &&
  !(Array.isArray(value) && value.length === 0);

/** An object without what is empty. */
const withoutEmpty = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => filled(held)));

const parts = (list: readonly object[]) => list.map(withoutEmpty);

/**
 * The question that a draft's says, in the shape of question files: what is empty is left out, `choose` counts the keys.
 * Not checked: `questionSchema` and the rules say what is missing. Parts keep their places, so that paths agree.
 */
export function questionOfDraft(draft: DraftQuestion): Record<string, unknown> {
  const { remark: _remark, ...rest } = draft;
  // A list of words that is being typed may end in an empty one.
  const head = withoutEmpty({ ...rest, cues: rest.cues.filter(filled) });
  switch (draft.type) {
    case "multiple-choice":
      return { ...head, options: parts(draft.options.map(({ missedTrap: _, ...option }) => option)) };
    case "multiple-response":
      return { ...head, choose: draft.options.filter(({ key }) => key).length, options: parts(draft.options) };
    case "ordering":
      return {
        ...head,
        items: parts(draft.items),
        decoys: parts(draft.decoys),
        wrongOrders: parts(draft.wrongOrders),
      };
    case "matching":
      return {
        ...head,
        prompts: parts(draft.prompts),
        responses: parts(draft.responses),
        wrongPairs: parts(draft.wrongPairs),
      };
  }
}

/** What questions may be of, in the order in which an author is offered them. */
export const DRAFT_TYPES: readonly Kind[] = KINDS;
