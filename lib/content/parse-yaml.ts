import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import type { ContentProblem, Place } from "./content-problem";

export type ParsedYaml<T> = { value: T; lineOf: Place["lineOf"] };

/** The offset in the text at which the deepest part of the path that exists stands; of a pair, its key. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset;
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");

/** The issue in words, with the path that its line is looked up by. */
function issueOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  const at = pathText(issue.path).replace(/^\./, "");
  const prefix = at === "" ? "" : `${at}: `;
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.join(", ");
    return { path: [...issue.path, ...issue.keys.slice(0, 1)], message: `${prefix}unknown key ${names}` };
  }
  if (issue.code === "invalid_union" && issue.path.at(-1) === "type") {
    return { path: issue.path, message: `${prefix}there is no such type` };
  }
  return { path: issue.path, message: `${prefix}${issue.message}` };
}

/**
 * One YAML document, checked by its schema. Never throws: syntax errors, duplicate keys and whatever the schema
 * refuses come back as problems with their lines. `firstLine` is the line of the file that the text starts on.
 */
export function parseYaml<S extends z.ZodType>(
  schema: S,
  text: string,
  at: { file: string; firstLine?: number },
): Result<ParsedYaml<z.output<S>>, ContentProblem[]> {
  const firstLine = at.firstLine ?? 1;
  const lineCounter = new LineCounter();
  const line = (offset: number): number => Math.max(1, lineCounter.linePos(offset).line) + firstLine - 1;
  const problem = (rule: string, offset: number, message: string): ContentProblem => ({
    rule,
    file: at.file,
    line: line(offset),
    message,
    severity: "error",
  });
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) return fail(faults.map((fault) => problem("yaml", fault.pos[0], fault.message)));
    const data: unknown = document.toJS();
    const parsed = schema.safeParse(data);
    if (parsed.success) return ok({ value: parsed.data, lineOf: (path) => line(offsetOf(document, path)) });
    return fail(
      parsed.error.issues.map(issueOf).map(({ path, message }) => problem("schema", offsetOf(document, path), message)),
    );
  } catch (error) {
    // The parser throws on what it takes for an attack, such as aliases that multiply.
    return fail([problem("yaml", 0, error instanceof Error ? error.message : "the file cannot be read as YAML")]);
  }
}
