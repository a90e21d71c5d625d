// Measures the learning engine on answer data: npm run eval -- [--data DIR] [--seed TEXT] [--json] [--record]
// Writes docs/evaluation.md when it ran on the default data; --record makes its figures the baseline.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { baselineSchema, setbacks } from "@/lib/evaluation/baseline";
import { evaluateDiagnosis } from "@/lib/evaluation/diagnosis/evaluate-diagnosis";
import { evaluateKnowledge } from "@/lib/evaluation/knowledge/evaluate-knowledge";
import { evaluateOptions } from "@/lib/evaluation/options/evaluate-options";
import { evaluateReadiness } from "@/lib/evaluation/readiness/evaluate-readiness";
import { verdict, yardstickTable } from "@/lib/evaluation/report";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { measureCosts } from "./eval-costs";

const root = path.resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    seed: { type: "string", default: "trapline" },
    json: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
  },
});
const dataDir = path.resolve(values.data ?? path.join(root, "../shared/data"));
const baselineFile = path.join(root, "docs/evaluation-baseline.json");
if (!existsSync(dataDir)) {
  console.error(
    `There is no data at ${values.data ?? "../shared/data"}: the answers to measure on are not part of this project. Name a folder of the same layout with --data.`,
  );
  process.exit(2);
}

const started = Date.now();
const seconds = (): string => `${((Date.now() - started) / 1_000).toFixed(0)} s`;
const log = (line: string): void => {
  if (!values.json) console.error(`[${seconds()}] ${line}`);
};
const options = { seed: values.seed, log };
const rows: Yardstick[] = [];
for (const [name, evaluate] of [
  ["next answers", evaluateKnowledge],
  ["right or wrong, and which wrong option", evaluateOptions],
  ["readiness", evaluateReadiness],
  ["diagnosis", evaluateDiagnosis],
] as const) {
  log(`${name} …`);
  const found = evaluate(dataDir, options);
  log(found.length === 0 ? `${name}: no data of this layout in the folder` : `${name}: ${found.length} rows`);
  rows.push(...found);
}
log("costs …");
rows.push(...(await measureCosts(values.seed)));

const missed = rows.filter((row) => verdict(row) === "MISSED");
const baseline = existsSync(baselineFile) ? baselineSchema.parse(JSON.parse(readFileSync(baselineFile, "utf8"))) : null;
// Costs hang on the machine: they have floors, and no baseline.
const compared = rows.filter(({ id }) => !id.startsWith("cost/"));
const worse = baseline === null || values.data !== undefined ? [] : setbacks(compared, baseline);

if (values.json) {
  console.log(JSON.stringify({ data: path.basename(dataDir), seed: values.seed, rows, setbacks: worse }, null, 2));
} else {
  console.log(yardstickTable(rows));
  console.log(`\n${rows.length} rows in ${seconds()}; ${missed.length} floors missed; ${worse.length} setbacks`);
}
for (const row of missed) console.error(`floor missed: ${row.id} ${row.figure}`);
for (const row of worse) {
  console.error(`setback: ${row.id} is ${row.figure}; the baseline ${row.baseline} allows ${row.allowed}`);
}
if (values.data === undefined) {
  const cpu = os.cpus()[0]?.model ?? "unknown processor";
  writeFileSync(
    path.join(root, "docs/evaluation.md"),
    `# Evaluation of the learning engine

Written by \`npm run eval\` on ${new Date().toISOString().slice(0, 10)}, seed \`${values.seed}\`, in ${seconds()} on ${os.cpus().length} cores (${cpu}), Node ${process.version}.
The answers that it measures on are not part of this project; \`npm run eval -- --data DIR\` takes any folder of the same layout.
Figures have their standard error (bootstrap over learners) and are means over 20 draws of the questions; differences are paired.
A run fails when a figure is more than two standard errors worse than \`docs/evaluation-baseline.json\` says.

${yardstickTable(rows)}
`,
  );
}
if (values.record && values.data === undefined) {
  const recorded = {
    recordedOn: new Date().toISOString().slice(0, 10),
    data: "default",
    rows: Object.fromEntries(compared.map(({ id, figure, se }) => [id, { figure, se: Number.isFinite(se) ? se : 0 }])),
  };
  writeFileSync(baselineFile, `${JSON.stringify(recorded, null, 2)}\n`);
}
process.exitCode = worse.length > 0 ? 1 : 0;
