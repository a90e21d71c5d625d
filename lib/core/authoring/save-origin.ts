import { z } from "zod";

/** So many saves without an answer are told of. */
export const MOST_UNANSWERED = 200;

/** 128 random bits, made by the browser that saves. */
const saveIdSchema = z.string().regex(/^[0-9a-f]{32}$/);

/**
 * Which save this is, and which earlier ones of the same text no answer came to. Where the server holds one of those,
 * nobody else has saved in between.
 */
export const saveOriginSchema = z.strictObject({
  id: saveIdSchema,
  unanswered: z.array(saveIdSchema).max(MOST_UNANSWERED),
});
export type SaveOrigin = { id: string; unanswered: readonly string[] };
