// Checks the question packs: npm run content:check -- [--json] [folder]. What they hold says npm run content:report.
import path from "node:path";
import type { ContentProblem } from "@/lib/content/content-problem";
import { lintPack } from "@/lib/content/lint/rules";
import { readPacks } from "@/lib/content/read-pack";

type Report = { problems: ContentProblem[]; packs: { id: string; questions: number }[] };

async function check(folder: string, today: string): Promise<Report> {
  const read = await readPacks(folder);
  if (!read.ok) return { problems: read.error, packs: [] };
  return {
    problems: read.value.flatMap((pack) => lintPack(pack, { today })),
    packs: read.value.map(({ info, questions }) => ({ id: info.id, questions: questions.length })),
  };
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
    "",
    ...packs.map(({ id, questions }) => `${id}: ${questions} questions`),
  ];
}

const [folder = path.resolve(import.meta.dirname, "../questions")] = process.argv
  .slice(2)
  .filter((word) => word !== "--json");
const report = await check(folder, new Date().toISOString().slice(0, 10));
console.log(process.argv.includes("--json") ? JSON.stringify(report, null, 2) : reportLines(report).join("\n"));
process.exitCode = report.problems.some(({ severity }) => severity === "error") ? 1 : 0;
