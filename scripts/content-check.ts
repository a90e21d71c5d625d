// Checks the question packs and says what is in them: npm run content:check -- [--json] [folder]
import path from "node:path";
import type { ContentProblem } from "@/lib/content/content-problem";
import type { PickerScore } from "@/lib/content/lint/picker";
import { lintPack } from "@/lib/content/lint/rules";
import { type PackSummary, summarisePack } from "@/lib/content/lint/summary";
import { readPacks } from "@/lib/content/read-pack";
import { KINDS } from "@/lib/core/question/schema";

type Report = { problems: ContentProblem[]; packs: { id: string; summary: PackSummary }[] };

async function check(folder: string, today: string): Promise<Report> {
  const read = await readPacks(folder);
  if (!read.ok) return { problems: read.error, packs: [] };
  return {
    problems: read.value.flatMap((pack) => lintPack(pack, { today })),
    packs: read.value.map((pack) => ({ id: pack.info.id, summary: summarisePack(pack) })),
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const picked = ({ score, chance, questions }: PickerScore): string =>
  `${percent(score)}, chance ${percent(chance)}, ${questions} questions`;

/** Columns as wide as their widest cell; the first is text, the others are numbers. */
function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => String(row[column] ?? "").length));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? String(cell).padEnd(width(0)) : String(cell).padStart(width(column))))
      .join("  ")
      .trimEnd(),
  );
}

function summaryLines(id: string, summary: PackSummary): string[] {
  const share = summary.counterCues / Math.max(1, summary.questions);
  const { words } = summary.vocabulary;
  const draws = summary.families.reduce((sum, family) => sum + family.draws, 0);
  return [
    `${id}: ${summary.questions} written questions, ${summary.families.length} families with ${draws} stored draws`,
    "",
    ...table([
      ["lesson", ...KINDS, "all"],
      ...summary.byLesson.map(({ lesson, counts }) => {
        const row = KINDS.map((kind) => counts[kind] ?? 0);
        return [lesson, ...row, row.reduce((sum, count) => sum + count, 0)];
      }),
    ]),
    "",
    ...table([
      ["family", "lesson", "variants", "draws"],
      ...summary.families.map(({ family, lesson, variants, draws: stored }) => [family, lesson, variants, stored]),
    ]),
    "",
    ...table([
      ["trap offered by", "written", "families", "draws"],
      ...summary.offers.map(({ trap, parent, written, families, draws: drawn }) => [
        `${parent === null ? "" : "  "}${trap}`,
        written,
        families,
        drawn,
      ]),
    ]),
    "",
    `counter-cues: ${summary.counterCues} (${percent(share)})`,
    `plain errors: ${percent(summary.plainErrors)} of the wrong choices`,
    `picking the longest option: ${picked(summary.longestOption)}`,
    `picking by vocabulary: ${picked(summary.vocabulary)}`,
    `words in keys/in all options: ${words.map(({ word, keys, wrong }) => `${word} ${keys}/${keys + wrong}`).join(", ")}`,
    `keys at a, b, c, d: ${summary.keyPositions.join(", ")}`,
    `not reviewed blind: ${summary.unreviewed} (a family counts once)`,
  ];
}

const problemLine = ({ file, line, rule, message }: ContentProblem): string => `${file}:${line} ${rule}: ${message}`;

function reportLines({ problems, packs }: Report): string[] {
  const of = (severity: ContentProblem["severity"]): string[] =>
    problems.filter((problem) => problem.severity === severity).map(problemLine);
  const [errors, warnings] = [of("error"), of("warning")];
  return [
    `${errors.length} errors`,
    ...errors,
    "",
    `${warnings.length} warnings`,
    ...warnings,
    ...packs.flatMap(({ id, summary }) => ["", ...summaryLines(id, summary)]),
  ];
}

const [folder = path.resolve(import.meta.dirname, "../questions")] = process.argv
  .slice(2)
  .filter((word) => word !== "--json");
const report = await check(folder, new Date().toISOString().slice(0, 10));
console.log(process.argv.includes("--json") ? JSON.stringify(report, null, 2) : reportLines(report).join("\n"));
process.exitCode = report.problems.some(({ severity }) => severity === "error") ? 1 : 0;
