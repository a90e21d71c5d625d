import { z } from "zod";

// A backup is one gzip of lines of JSON: a head; for each table its shape, then its rows; the files of the data folder;
// and a foot with the sums of all that went before. Without a foot it is not whole.

export const FORMAT = 1;

export const headSchema = z.strictObject({
  trapline: z.literal("backup"),
  format: z.number(),
  version: z.string(),
  engine: z.enum(["sqlite", "postgresql"]),
  madeAt: z.string(),
  /** The names of the migrations that the database had. */
  migrations: z.array(z.string()),
});
export type Head = z.infer<typeof headSchema>;

export const tableSchema = z.strictObject({
  table: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), kind: z.enum(["text", "integer", "real", "boolean", "time"]) })),
  key: z.array(z.string()),
});
export const rowSchema = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const fileSchema = z.strictObject({ file: z.string(), base64: z.string() });

const sumSchema = z.strictObject({ rows: z.number(), sha256: z.string() });
export const footSchema = z.strictObject({
  end: z.literal(true),
  tables: z.record(z.string(), sumSchema),
  /** SHA-256 of each file. */
  files: z.record(z.string(), z.string()),
});
export type Foot = z.infer<typeof footSchema>;

/** What is wrong with a backup or with the place that it is to go to, in words for the operator. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
