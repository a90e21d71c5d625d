// How fast the product is beside servers that do nothing, in one run:  npm run bench -- [--json] [--quick]
// [--engine sqlite|postgresql|both] [--growth] [--memory MINUTES] [--only save,board] [--port 4510]
// [--report docs/performance.md | none]
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { lookAtMachine } from "./bench/machine";
import { type OtherServer, startEmptyApp } from "./bench/other-servers";
import { figureTable, HEAD, machineWords, verdictTable, withSection } from "./bench/report";
import { type Engine, type Plan, runEngine } from "./bench/run-engine";
import { runMemory } from "./bench/run-memory";
import {
  type CellName,
  type EngineRun,
  judge,
  judgeGrowth,
  judgeMemory,
  TARGETS,
  type Verdict,
} from "./bench/verdicts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    engine: { type: "string", default: "both" },
    growth: { type: "boolean", default: false },
    memory: { type: "string" },
    only: { type: "string" },
    learners: { type: "string" },
    responses: { type: "string" },
    clients: { type: "string" },
    seconds: { type: "string" },
    port: { type: "string", default: "4510" },
    report: { type: "string" },
  },
});

const root = path.resolve(import.meta.dirname, "..");
const engines: Engine[] =
  values.engine === "both" ? ["sqlite", "postgresql"] : [values.engine === "postgresql" ? "postgresql" : "sqlite"];
const say = (line: string): void => console.error(line);

/** The cells that were asked for; null: all. */
function wantedCells(): CellName[] | null {
  if (values.only === undefined) return null;
  const asked = values.only.split(",");
  const known: CellName[] = [...TARGETS, "durable-write"];
  return known.filter((name) => asked.includes(name));
}

const numbers = (text: string): number[] => text.split(",").map(Number);
const plan: Plan = {
  port: Number(values.port),
  clients: numbers(values.clients ?? (values.quick ? "8" : "1,8,32")),
  warmUp: values.quick ? 0.5 : 1,
  seconds: Number(values.seconds ?? (values.quick ? 2 : 4)),
  once: values.quick ? 600 : 2_500,
  learners: Number(values.learners ?? (values.quick ? 100 : 1_000)),
  responses: Number(values.responses ?? (values.quick ? 100 : 1_000)),
  rush: values.only === undefined ? 100 : 0,
  only: wantedCells(),
  say,
};

/** Everything that `npm start` prepares, the build among it, into a folder that is thrown away. */
async function prepare(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "trapline-bench-"));
  try {
    const env = { ...process.env, TRAPLINE_DATA: folder, DATABASE_URL: "", PORT: values.port };
    const args = [path.join(root, "scripts/start.mjs"), "--prepare", "--no-demo"];
    const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error("the product could not be made ready");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Section = { title: string; text: string; verdicts: Verdict[]; data: unknown };

async function speed(empty: OtherServer): Promise<Section> {
  const before = lookAtMachine();
  const runs: EngineRun[] = [];
  for (const engine of engines) runs.push(await runEngine(engine, plan, empty));
  const after = lookAtMachine();
  const date = new Date().toISOString().slice(0, 10);
  const size = `${plan.learners.toLocaleString("en")} learners with ${plan.responses.toLocaleString("en")} answers each; ${plan.seconds} s a cell after ${plan.warmUp} s of warm-up.`;
  const verdicts = runs.flatMap((run) => judge(run).map((one) => ({ ...one, what: `${run.engine}: ${one.what}` })));
  const tables = runs.map((run) => {
    const rush =
      run.rush === null
        ? ""
        : `\n\n100 learners start in the same second: ${run.rush.p50.toFixed(0)}/${run.rush.p95.toFixed(0)}/${run.rush.p99.toFixed(0)} ms, no error.`;
    return `### ${run.engine}\n\n${figureTable(run)}${rush}\n\n${verdictTable(judge(run))}`;
  });
  const text = `${machineWords(before, after, date)} ${size}\n\n${tables.join("\n\n")}`;
  return { title: "Speed", text, verdicts, data: { date, before, after, runs } };
}

async function growth(empty: OtherServer): Promise<Section> {
  const before = lookAtMachine();
  const at: Plan = { ...plan, clients: [8], once: 800, rush: 0 };
  const small = await runEngine("sqlite", { ...at, responses: plan.responses / 10 }, empty);
  const large = await runEngine("sqlite", at, empty);
  const verdicts = judgeGrowth(small, large);
  const date = new Date().toISOString().slice(0, 10);
  const text = `${machineWords(before, lookAtMachine(), date)} SQLite, 8 clients, ${plan.learners} learners with ${plan.responses / 10} answers each, and then with ${plan.responses}.\n\n${verdictTable(verdicts)}`;
  return { title: "Growth", text, verdicts, data: { date, small, large } };
}

async function memory(empty: OtherServer, minutes: number): Promise<Section> {
  const before = lookAtMachine();
  const heap = await runMemory({ ...plan, clients: [8], once: 1, learners: 100, responses: 100 }, minutes, empty);
  const verdicts = [judgeMemory(heap)];
  const date = new Date().toISOString().slice(0, 10);
  const list = heap.map((value) => value.toFixed(1)).join(", ");
  const text = `${machineWords(before, lookAtMachine(), date)} SQLite, 8 clients at full load for ${minutes} minutes, half of them saving answers, the others opening attempts and reviews. Heap after a collection, in MB, minute by minute: ${list}.\n\n${verdictTable(verdicts)}`;
  return { title: "Memory", text, verdicts, data: { date, heap } };
}

async function main(): Promise<void> {
  await prepare();
  const empty = await startEmptyApp(plan.port + 1);
  // An end that nobody planned leaves no server behind.
  process.once("exit", empty.stop);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  try {
    const minutes = Number(values.memory ?? 0);
    const section =
      minutes > 0 ? await memory(empty, minutes) : values.growth ? await growth(empty) : await speed(empty);
    if (values.json)
      console.log(JSON.stringify({ title: section.title, data: section.data, verdicts: section.verdicts }));
    else console.log(section.text);
    const isWhole = !values.quick && values.only === undefined;
    const file = values.report ?? (isWhole ? path.join(root, "docs/performance.md") : "none");
    if (file !== "none") {
      const report = existsSync(file) ? await readFile(file, "utf8") : HEAD;
      await writeFile(file, withSection(report, section.title, section.text));
    }
    if (section.verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
  } finally {
    empty.stop();
  }
}

await main();
