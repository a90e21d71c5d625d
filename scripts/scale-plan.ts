// What 1,000, 10,000 and 100,000 candidates at once need: npm run scale-plan -- [--bench FILE] [--exams 40] [--report FILE | none]
import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { readBench } from "./scale/bench-file";
import { measure } from "./scale/measure";
import { planOf, withPlan } from "./scale/report";

const { values } = parseArgs({
  options: {
    bench: { type: "string" },
    exams: { type: "string", default: "40" },
    report: { type: "string", default: path.resolve(import.meta.dirname, "../docs/scale-plan.md") },
  },
});

const bench = values.bench === undefined ? null : readBench(JSON.parse(await readFile(values.bench, "utf8")));
const [before = 0] = os.loadavg();
const measured = await measure(Number(values.exams));
const cpus = os.cpus();
const date = new Date().toISOString().slice(0, 10);
const machine = `${date}, ${cpus[0]?.model.trim() ?? "unknown"}, ${cpus.length} cores, Node ${process.version}, load ${before.toFixed(1)} before${before > cpus.length / 2 ? " (**not quiet**: times are too long)" : ""}.`;
const plan = planOf(measured, bench, machine);
console.log(plan);
if (values.report !== "none") await writeFile(values.report, withPlan(await readFile(values.report, "utf8"), plan));
