import { z } from "zod";
import { detectFormat, IMPORTABLE } from "@/lib/content/interchange/detect-format";
import { type Format, type Imported, questionDraftSchema } from "@/lib/content/interchange/exchange";
import { fail, ok, type Result } from "@/lib/core/shared/result";

/** Problems and losses beyond this many are counted and not kept: nobody reads more of one file. */
const MOST_TOLD = 500;

const spotSchema = z.union([z.strictObject({ line: z.number() }), z.strictObject({ element: z.string() })]);

/** What was read in a file, as it waits for its owner's decision. */
export const readFileSchema = z.strictObject({
  drafts: z.array(z.strictObject({ at: spotSchema, draft: questionDraftSchema })),
  problems: z.array(z.strictObject({ at: spotSchema, message: z.string() })),
  losses: z.array(z.strictObject({ at: spotSchema, what: z.string() })),
  /** How many problems and losses there are in all. */
  count: z.strictObject({ problems: z.number().int(), losses: z.number().int() }),
});
export type ReadFile = z.infer<typeof readFileSchema>;

/** Why there is nothing to decide on: the format is not told by the file, or no question in it can be taken. */
export type Unread =
  | { kind: "unknown-format" }
  | { kind: "nothing"; format: Format; problems: Imported["problems"]; count: number };

/** Reads a file in the format that is named, or in the one that it looks like. */
export function readImport(
  file: { name: string; bytes: Uint8Array },
  formatId: string | null,
): Result<{ format: Format; read: ReadFile }, Unread> {
  const format =
    formatId === null ? detectFormat(file.name, file.bytes) : (IMPORTABLE.find(({ id }) => id === formatId) ?? null);
  if (format === null || format.read === undefined) return fail({ kind: "unknown-format" });
  const { drafts, problems, losses } = format.read(file.bytes);
  const told = problems.slice(0, MOST_TOLD);
  if (drafts.length === 0) return fail({ kind: "nothing", format, problems: told, count: problems.length });
  const count = { problems: problems.length, losses: losses.length };
  return ok({ format, read: { drafts, problems: told, losses: losses.slice(0, MOST_TOLD), count } });
}
