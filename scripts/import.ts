// Brings questions of another system along: npm run import -- --format F FILE [--dry-run] [--out DIR] [--json]
// Shows what would be made, faults with row or element, and what the file says that a question cannot hold. Without
// --dry-run each question becomes a file in DIR, to be completed (npm run content:check says what is missing).
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { LIMITS } from "@/lib/content/interchange/exchange";
import { FORMATS, findFormat } from "@/lib/content/interchange/formats";
import { questionFiles } from "@/lib/content/interchange/question-file";
import { spotWords } from "@/lib/content/interchange/spot-words";

const { values, positionals } = parseArgs({
  options: {
    format: { type: "string", default: "" },
    "dry-run": { type: "boolean", default: false },
    out: { type: "string" },
    json: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const stop = (message: string, code = 2): never => {
  console.error(message);
  process.exit(code);
};
const format = findFormat(values.format);
if (format?.read === undefined) {
  const known = FORMATS.filter(({ read }) => read !== undefined).map(({ id, label }) => `  ${id.padEnd(12)} ${label}`);
  stop(`Name a format with --format:\n${known.join("\n")}`);
}
const [file] = positionals;
if (file === undefined || !existsSync(file)) stop("Name the file to import.");
const size = statSync(file ?? "").size;
if (size > LIMITS.bytes) stop(`${file} has ${size} bytes; ${LIMITS.bytes} are the most. Nothing was read.`, 1);
const out = values.out === undefined ? null : path.resolve(values.out);
if (!values["dry-run"] && out === null)
  stop("Name a folder for the question files with --out, or look first with --dry-run.");
if (!values["dry-run"] && out !== null && existsSync(out) && readdirSync(out).length > 0) {
  stop(`${values.out} is not empty. Nothing was written.`, 1);
}
const imported = format?.read?.(readFileSync(file ?? "")) ?? { drafts: [], problems: [], losses: [] };
const files = questionFiles(
  imported.drafts.map(({ draft }) => draft),
  "import",
);
if (values.json) {
  console.log(JSON.stringify({ ...imported, files: files.map(({ name }) => name) }, null, 2));
} else {
  for (const { at, draft } of imported.drafts) {
    console.log(`${spotWords(at)}: ${draft.type}, “${draft.stem.replaceAll(/\s+/g, " ").slice(0, 90)}”`);
  }
  for (const { at, message } of imported.problems) console.error(`${spotWords(at)}: not taken: ${message}`);
  for (const { at, what } of imported.losses) console.error(`${spotWords(at)}: not kept: ${what}`);
  console.log(
    `${imported.drafts.length} questions in ${files.length} files; ${imported.problems.length} not taken; ${imported.losses.length} notes on what is not kept.`,
  );
}
if (!values["dry-run"] && out !== null && files.length > 0) {
  mkdirSync(out, { recursive: true });
  for (const { name, text } of files) writeFileSync(path.join(out, name), text);
}
process.exitCode = imported.problems.length > 0 ? 1 : 0;
