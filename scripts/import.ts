// Brings questions of another system along: npm run import -- [--format F] FILE [--dry-run] [--json]
// Shows what would be made, faults with row or element, and what the file says that a question cannot hold. Without
// --dry-run the questions become drafts in the database, all or none: with faults in the file none, unless
// --leave-out-faulty says that the others are wanted. With --out DIR they become question files there instead.
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { type ReadFile, readImport } from "@/lib/content/drafts/read-import";
import { IMPORTABLE } from "@/lib/content/interchange/detect-format";
import { LIMITS } from "@/lib/content/interchange/exchange";
import { questionFiles } from "@/lib/content/interchange/question-file";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { EXISTING_CHOICES } from "@/lib/core/authoring/existing-choice";
import { database } from "@/lib/data/database";
import { unscopedFindOperator } from "@/lib/data/users";
import { bringFile, type FileRefusal, makeDrafts, unreadWords } from "@/lib/usecases/exchange/import-file";
import { type FilePreview, previewFile } from "@/lib/usecases/exchange/preview-file";

const { values, positionals } = parseArgs({
  options: {
    format: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    out: { type: "string" },
    as: { type: "string" },
    exam: { type: "string" },
    lesson: { type: "string" },
    existing: { type: "string", default: "update" },
    "leave-out-faulty": { type: "boolean", default: false },
  },
  allowPositionals: true,
});

/** One line that says what is wrong, and out. */
class Stop extends Error {
  constructor(
    message: string,
    readonly code = 2,
  ) {
    super(message);
  }
}

/** The bytes of a file, never more than one over the bound in memory, whatever the file says of its size. */
function readBytes(file: string): Uint8Array {
  const from = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(Math.min(LIMITS.bytes, statSync(file).size || LIMITS.bytes) + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = readSync(from, bytes, length, bytes.length - length, null);
    if (length > LIMITS.bytes) throw new Stop(`${file} is larger than ${LIMITS.bytes} bytes. Nothing was stored.`, 1);
    return bytes.subarray(0, length);
  } finally {
    closeSync(from);
  }
}

function refusalWords(refusal: FileRefusal): string {
  switch (refusal.kind) {
    case "missing":
      return "This account may not write questions. Name another with --as EMAIL.";
    case "unknown-format":
      return `Name a format with --format:\n${IMPORTABLE.map(({ id, label }) => `  ${id.padEnd(12)} ${label}`).join("\n")}`;
    case "too-much":
      return "The file holds more than can be kept at once. Split it. Nothing was stored.";
    case "nothing": {
      const lines = refusal.problems.map(({ place, message }) => `${place}: not taken: ${message}`);
      return [...lines, `No question of the file can be taken as ${refusal.label}. Nothing was stored.`].join("\n");
    }
  }
}

function tellFaults({ problems, losses, count }: ReadFile): void {
  for (const { at, message } of problems) console.error(`${spotWords(at)}: not taken: ${message}`);
  for (const { at, what } of losses) console.error(`${spotWords(at)}: not kept: ${what}`);
  console.error(`${count.problems} not taken; ${count.losses} notes on what is not kept.`);
}

function writeFiles(file: { name: string; bytes: Uint8Array; format: string | null }, out: string): number {
  if (existsSync(out) && readdirSync(out).length > 0) throw new Stop(`${out} is not empty. Nothing was written.`, 1);
  const read = readImport(file, file.format);
  if (!read.ok) throw new Stop(refusalWords(unreadWords(read.error)), 1);
  const files = questionFiles(
    read.value.read.drafts.map(({ draft }) => draft),
    "import",
  );
  if (!values["dry-run"]) {
    mkdirSync(out, { recursive: true });
    for (const { name, text } of files) writeFileSync(path.join(out, name), text);
  }
  if (values.json) console.log(JSON.stringify({ ...read.value.read, files: files.map(({ name }) => name) }, null, 2));
  else {
    tellFaults(read.value.read);
    console.log(`${read.value.read.drafts.length} questions in ${files.length} files.`);
  }
  return read.value.read.count.problems > 0 ? 1 : 0;
}

function tellPreview({ read, lines, counts }: FilePreview): void {
  for (const { place, fate, id, title, errors, warnings, reason, notes } of lines) {
    console.log(`${place}: ${fate} ${id}, ${errors} to complete, ${warnings} warnings: ${title.slice(0, 80)}`);
    for (const note of [...(reason === null ? [] : [reason]), ...notes]) console.log(`  ${note}`);
  }
  tellFaults(read);
  console.log(
    `${counts.drafts} ${counts.drafts === 1 ? "draft" : "drafts"} (${counts.new} new, ${counts.update} of existing questions, ${counts.copy} with another id); ${counts.sameQuestions} questions the same; ${counts.skip} left out.`,
  );
}

function outcomeWords(made: number, heldBack: boolean): string {
  if (values["dry-run"]) return "Only looked at: nothing was stored.";
  if (heldBack)
    return "Nothing was stored, since a part of the file was not taken: mend it, or make the others with --leave-out-faulty.";
  return made === 1 ? "1 draft made." : `${made} drafts made.`;
}

async function makeInDatabase(file: { name: string; bytes: Uint8Array; format: string | null }): Promise<number> {
  const { reader } = await database();
  const found = await unscopedFindOperator(reader, values.as ?? null);
  if (found === null) throw new Stop("There is no such account. Name one that may write questions with --as EMAIL.");
  const context = { viewer: { ...found, examId: values.exam ?? found.examId }, now: Date.now() };
  const existing = EXISTING_CHOICES.find((choice) => choice === values.existing);
  if (existing === undefined) throw new Stop(`--existing is one of ${EXISTING_CHOICES.join(", ")}.`);
  const { lesson, exam } = values;
  const asked = { existing, ...(lesson === undefined ? {} : { lesson }), ...(exam === undefined ? {} : { exam }) };
  const preview = await previewFile(context, file, asked);
  if (!preview.ok) throw new Stop(refusalWords(preview.error), 1);
  const { read, lines, counts, wishes, digest } = preview.value;
  const hasFaults = read.count.problems > 0;
  let made = 0;
  if (!values["dry-run"] && counts.drafts > 0 && (!hasFaults || values["leave-out-faulty"])) {
    const brought = await bringFile(context, file);
    if (!brought.ok) throw new Stop(refusalWords(brought.error), 1);
    const done = await makeDrafts(context, { importId: brought.value.importId, wishes, digest });
    if (!done.ok) throw new Stop("The bank has changed meanwhile. Nothing was stored; try again.", 1);
    made = done.value.drafts;
  }
  if (values.json) console.log(JSON.stringify({ lines, counts, ...read, drafts: made }, null, 2));
  else {
    tellPreview(preview.value);
    console.log(outcomeWords(made, counts.drafts > 0 && hasFaults && !values["leave-out-faulty"]));
  }
  return hasFaults && !values["leave-out-faulty"] ? 1 : 0;
}

async function main(): Promise<number> {
  const [name] = positionals;
  if (name === undefined || !existsSync(name)) throw new Stop("Name the file to import.");
  const file = { name: path.basename(name), bytes: readBytes(name), format: values.format ?? null };
  if (values.out !== undefined) return writeFiles(file, path.resolve(values.out));
  try {
    return await makeInDatabase(file);
  } finally {
    await (await database()).close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = error.code;
}
