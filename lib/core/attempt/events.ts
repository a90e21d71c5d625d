import { z } from "zod";
import { responseValueSchema } from "@/lib/core/question/response";

/** At most so many events in one batch. */
export const BATCH_LIMIT = 200;

const part = z.enum(["stem", "ask", "scenario"]);
/** A highlighted stretch of text, in characters of the part's plain text. */
export const highlightSchema = z
  .strictObject({ part, start: z.number().int().min(0).max(20_000), end: z.number().int().min(1).max(20_000) })
  .refine((range) => range.start < range.end, "an empty highlight");
export type Highlight = z.infer<typeof highlightSchema>;

export const confidenceSchema = z.enum(["sure", "unsure", "guess"]);
export type Confidence = z.infer<typeof confidenceSchema>;

const header = {
  /** Random per tab and page load. */
  clientId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  /** Counts up from 1 within a client. */
  clientSeq: z.number().int().min(1).max(1_000_000),
  itemId: z.string().min(1).max(64),
  /** The item's answer revision that the client last heard from the server. */
  baseRevision: z.number().int().min(0).max(1_000_000),
  /** The client's clock: for display and for time spent on a question, never for what counts. */
  clientAt: z.number().int().min(0).max(253_402_300_799_999),
};

export const answerEventSchema = z.strictObject({
  ...header,
  kind: z.literal("answer"),
  value: responseValueSchema.nullable(),
});

/** What a browser says happened to one item. Unknown fields are errors. */
export const attemptEventSchema = z.discriminatedUnion("kind", [
  answerEventSchema,
  z.strictObject({ ...header, kind: z.literal("flag"), value: z.boolean() }),
  z.strictObject({ ...header, kind: z.literal("strike"), value: z.array(z.string().max(40)).max(10) }),
  z.strictObject({ ...header, kind: z.literal("highlight"), value: z.array(highlightSchema).max(60) }),
  z.strictObject({ ...header, kind: z.literal("confidence"), value: confidenceSchema.nullable() }),
  // true: the item came on screen; false: it left it
  z.strictObject({ ...header, kind: z.literal("visit"), value: z.boolean() }),
]);
export type AttemptEvent = z.infer<typeof attemptEventSchema>;

export const eventBatchSchema = z.strictObject({ events: z.array(attemptEventSchema).min(1).max(BATCH_LIMIT) });

/** What became of an event. All are kept; only `stored` changes anything. */
export const eventOutcomeSchema = z.enum(["stored", "conflict", "late"]);
export type EventOutcome = z.infer<typeof eventOutcomeSchema>;
