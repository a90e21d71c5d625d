// Takes the written questions of a pack out in a format: npm run export -- --format F [--pack ID] [--lesson L] [--out FILE]
// Says on stderr what the format could not hold. Without --out the file goes to stdout.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { draftOfQuestion } from "@/lib/content/interchange/draft-of-question";
import { FORMATS, findFormat } from "@/lib/content/interchange/formats";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { readPacks } from "@/lib/content/read-pack";
import { env } from "@/lib/env";

const { values } = parseArgs({
  options: {
    format: { type: "string", default: "" },
    pack: { type: "string" },
    lesson: { type: "string" },
    out: { type: "string" },
  },
});
const format = findFormat(values.format);
if (format?.write === undefined) {
  const known = FORMATS.filter(({ write }) => write !== undefined).map(
    ({ id, label }) => `  ${id.padEnd(12)} ${label}`,
  );
  console.error(`Name a format with --format:\n${known.join("\n")}`);
  process.exit(2);
}
const read = await readPacks(env().questionsDir);
if (!read.ok) {
  console.error("The packs have faults: npm run content:check");
  process.exit(1);
}
const pack = read.value.find(({ info }) => values.pack === undefined || info.id === values.pack);
if (pack === undefined) {
  console.error(`There is no pack ${values.pack}; there are ${read.value.map(({ info }) => info.id).join(", ")}.`);
  process.exit(2);
}
const drafts = pack.questions
  .filter(({ question, draw }) => draw === null && (values.lesson === undefined || question.lesson === values.lesson))
  .map(({ question, context }) => draftOfQuestion(question, context));
const { bytes, losses } = format.write(drafts);
if (values.out === undefined) process.stdout.write(bytes);
else writeFileSync(path.resolve(values.out), bytes);
for (const { at, what } of losses) console.error(`${spotWords(at)}: ${what}`);
console.error(
  `${drafts.length} questions of ${pack.info.id} as ${format.label}; ${losses.length} notes on what it cannot hold.`,
);
