import { z } from "zod";
import { chapterSchema, factSchema, packSchema, trapSchema } from "@/lib/core/pack/schema";
import { questionFileSchema } from "@/lib/core/question/schema";

/** The files of a pack that a schema describes, as a pattern below `questions/`, and what it is called. */
const FILES = [
  { name: "exam", title: "The certification with its versions", matches: "*/exam.yaml", schema: packSchema },
  { name: "facts", title: "What keys rest on", matches: "*/facts.yaml", schema: z.array(factSchema) },
  { name: "chapter", title: "A chapter", matches: "*/*/chapter.yaml", schema: chapterSchema },
  { name: "traps", title: "The traps of a chapter", matches: "*/*/traps.yaml", schema: z.array(trapSchema) },
  { name: "question", title: "A question or a case", matches: "*/*/*/*.yaml", schema: questionFileSchema },
] as const;

export type JsonSchemaFile = { file: string; matches: string; text: string };

/**
 * JSON Schemas (draft 7, which editors understand best) of the files that people write, made from the schemas that the
 * loader parses with. What only the loader can know, such as whether a trap exists, is not in them.
 */
export function jsonSchemaFiles(): JsonSchemaFile[] {
  return FILES.map(({ name, title, matches, schema }) => {
    const made = z.toJSONSchema(schema, { target: "draft-7", io: "input", unrepresentable: "any", reused: "ref" });
    return { file: `${name}.schema.json`, matches, text: `${JSON.stringify({ title, ...made }, null, 2)}\n` };
  });
}
