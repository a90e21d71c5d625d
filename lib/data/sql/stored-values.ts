import { z } from "zod";

// What a statement of our own gives back, on either engine.

/** A DateTime. SQLite tells that it is one where it is a column as it stands, and gives its text elsewhere. */
export const timeSchema = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))]);

/** A whole number. */
export const wholeSchema = z.union([z.number(), z.bigint()]).transform(Number);

/** A truth. SQLite has 0 and 1 where it is not a column as it stands. */
export const truthSchema = z
  .union([z.boolean(), z.literal(0), z.literal(1), z.literal(0n), z.literal(1n)])
  .transform(Boolean);
