// Takes the written questions of the bank out in a format: npm run export -- --format F [--exam E] [--lesson L]
// [--type T] [--state published|retired|draft] [--out FILE]. With --from DIR it reads the packs of a folder instead of the
// database ([--pack ID] [--lesson L]). Says on stderr what the format could not hold, and which drafts are left out as
// unfinished. Without --out the file goes to stdout.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { draftOfQuestion } from "@/lib/content/interchange/draft-of-question";
import { findFormat } from "@/lib/content/interchange/formats";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { readPacks } from "@/lib/content/read-pack";
import { database } from "@/lib/data/database";
import { unscopedFindOperator } from "@/lib/data/users";
import { type BankExport, exportBank, exportFormats, exportWishSchema } from "@/lib/usecases/exchange/export-bank";

const { values } = parseArgs({
  options: {
    format: { type: "string", default: "" },
    from: { type: "string" },
    pack: { type: "string" },
    exam: { type: "string" },
    as: { type: "string" },
    lesson: { type: "string" },
    type: { type: "string" },
    state: { type: "string" },
    out: { type: "string" },
  },
});

type Written = Pick<BankExport, "bytes" | "questions" | "losses" | "leftOut">;

/** One line that says what is wrong, and out. */
class Stop extends Error {}

async function ofFolder(folder: string): Promise<Written> {
  const read = await readPacks(path.resolve(folder));
  if (!read.ok) throw new Stop("The packs have faults: npm run content:check");
  const pack = read.value.find(({ info }) => values.pack === undefined || info.id === values.pack);
  if (pack === undefined)
    throw new Stop(`There is no such pack; there are ${read.value.map(({ info }) => info.id).join(", ")}.`);
  const drafts = pack.questions
    .filter(({ question, draw }) => draw === null && (values.lesson === undefined || question.lesson === values.lesson))
    .map(({ question, context }) => draftOfQuestion(question, context));
  const written = findFormat(values.format)?.write?.(drafts);
  if (written === undefined) throw new Stop("There is no such format.");
  const losses = written.losses.map(({ at, what }) => ({ place: spotWords(at), what }));
  return { bytes: written.bytes, questions: drafts.length, losses, leftOut: [] };
}

async function ofBank(): Promise<Written> {
  const { format, lesson, type, state } = values;
  const wish = exportWishSchema.safeParse({ format, lesson, type, state });
  if (!wish.success) throw new Stop("--type and --state are as the export's screen has them.");
  const db = await database();
  try {
    const found = await unscopedFindOperator(db.reader, values.as ?? null);
    if (found === null) throw new Stop("There is no such account. Name one that may read questions with --as EMAIL.");
    const viewer = { ...found, examId: values.exam ?? found.examId };
    const made = await exportBank({ viewer, now: Date.now() }, wish.data);
    if (made === null) throw new Stop("This account may not read the bank. Name another with --as EMAIL.");
    return made;
  } finally {
    await db.close();
  }
}

async function main(): Promise<void> {
  if (!exportFormats.some(({ id }) => id === values.format)) {
    const known = exportFormats.map(({ id, label }) => `  ${id.padEnd(12)} ${label}`);
    throw new Stop(`Name a format with --format:\n${known.join("\n")}`);
  }
  const { bytes, questions, losses, leftOut } =
    values.from === undefined ? await ofBank() : await ofFolder(values.from);
  if (values.out === undefined) process.stdout.write(bytes);
  else writeFileSync(path.resolve(values.out), bytes);
  for (const { place, what } of losses) console.error(`${place}: ${what}`);
  for (const { id, why } of leftOut) console.error(`${id} is left out, since it is not finished: ${why}`);
  console.error(`${questions} questions; ${losses.length} notes on what the format cannot hold.`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
