import path from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { drawStored, type Family, familyMetaSchema, storedDraws } from "@/lib/core/question/family/family";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import { fail, ok, type Result } from "@/lib/core/shared/result";

/** A stored draw of a family, as a question. */
export type DrawnQuestion = { question: Question; family: string; seed: string };

const functionSchema = z.custom<Family["draw"]>((value) => typeof value === "function", "must be a function");
const variantSchema = z.custom<Family["variants"][string]>(
  (value) => typeof value === "object" && value !== null && "compose" in value && typeof value.compose === "function",
  "must have a function compose",
);

/** What a file of `families/` exports as `family`. */
const familySchema = familyMetaSchema
  .extend({
    draw: functionSchema,
    variants: z.record(z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), variantSchema),
  })
  .refine(({ variants }) => Object.keys(variants).length > 0, "has no variants");
const moduleSchema = z.object({ family: familySchema });

const wordsOf = (error: z.ZodError): string[] =>
  error.issues.map(({ path: at, message }) => (at.length === 0 ? message : `${at.join(".")}: ${message}`));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The stored draws of a family; faults in words where one throws, is no question, or offers a trap that is not named. */
function drawAll(family: Family): Result<DrawnQuestion[], string[]> {
  const faults: string[] = [];
  const drawn = storedDraws(family).flatMap((stored) => {
    try {
      const parsed = questionSchema.safeParse(drawStored(family, stored));
      if (parsed.success) {
        const unnamed = offeredTraps(parsed.data).filter((trap) => !family.traps.includes(trap));
        faults.push(...unnamed.map((trap) => `draw ${stored.seed}: offers ${trap}, which the family does not name`));
        return [{ question: parsed.data, family: family.id, seed: stored.seed }];
      }
      faults.push(...wordsOf(parsed.error).map((words) => `draw ${stored.seed}: ${words}`));
    } catch (error) {
      faults.push(`draw ${stored.seed}: ${messageOf(error)}`);
    }
    return [];
  });
  return faults.length > 0 ? fail(faults) : ok(drawn);
}

/**
 * Runs a family's file and makes its stored draws. The file is code of the pack, reviewed like code; whatever it throws
 * comes back as a fault in words.
 */
export async function readFamily(file: string): Promise<Result<DrawnQuestion[], string[]>> {
  let loaded: unknown;
  try {
    loaded = await import(/* @vite-ignore */ pathToFileURL(file).href);
  } catch (error) {
    return fail([`the file cannot be run: ${messageOf(error)}`]);
  }
  const parsed = moduleSchema.safeParse(loaded);
  if (!parsed.success) return fail(wordsOf(parsed.error));
  const { family } = parsed.data;
  const name = path.basename(file, ".ts");
  if (family.id !== name) return fail([`the file is not named ${family.id}.ts`]);
  return drawAll(family);
}
