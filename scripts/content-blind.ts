// The blind review: npm run content:blind -- [--pack ID] [--folder DIR] [--only a,b,…] > sheet.md
//                   npm run content:blind -- [--pack ID] [--folder DIR] --compare ANSWERS.json
// --only takes ids of questions or names of files; that of a family stands for its stored draws. Without it the sheet
// holds the questions that have no review yet, and one draw of each family that has none.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { blindSheet } from "@/lib/content/blind/blind-sheet";
import { blindAnswersSchema, compareBlind } from "@/lib/content/blind/compare-blind";
import { onceAFamily } from "@/lib/content/lint/rule";
import { readPacks } from "@/lib/content/read-pack";

const { values } = parseArgs({
  options: {
    pack: { type: "string" },
    folder: { type: "string", default: path.resolve(import.meta.dirname, "../questions") },
    only: { type: "string" },
    compare: { type: "string" },
  },
});
const read = await readPacks(values.folder);
if (!read.ok) {
  console.error("The packs have faults: npm run content:check");
  process.exit(2);
}
const pack = read.value.find(({ info }) => values.pack === undefined || info.id === values.pack);
if (pack === undefined) {
  console.error(`There is no pack ${values.pack}.`);
  process.exit(2);
}
if (values.compare === undefined) {
  const named = values.only?.split(",").map((name) => path.parse(name.trim()).name);
  const chosen =
    named === undefined
      ? onceAFamily(pack).filter(({ question }) => question.review === undefined)
      : pack.questions.filter(
          ({ question, file }) => named.includes(question.id) || named.includes(path.parse(file).name),
        );
  console.log(blindSheet(pack, chosen));
} else {
  const outcomes = compareBlind(pack, blindAnswersSchema.parse(JSON.parse(readFileSync(values.compare, "utf8"))));
  for (const { id, solved, answered, key, tags, doubt } of outcomes) {
    if (solved && tags.length === 0 && doubt === "") continue;
    console.log(`${id}: ${solved ? "solved" : `answered ${answered}, the key is ${key}`}`);
    for (const { part, tagged, guessed } of tags)
      console.log(`  ${part}: tagged ${tagged}, guessed ${guessed ?? "nothing"}`);
    if (doubt !== "") console.log(`  doubt: ${doubt}`);
  }
  const count = (part: (outcome: (typeof outcomes)[number]) => number): number =>
    outcomes.reduce((sum, outcome) => sum + part(outcome), 0);
  const tagged = count((outcome) => outcome.tagged);
  console.log(
    `${outcomes.length} questions: ${count(({ solved }) => Number(solved))} keys came out; ${tagged - count(({ tags }) => tags.length)} of ${tagged} tags were guessed; ${count(({ doubt }) => Number(doubt !== ""))} doubts.`,
  );
}
