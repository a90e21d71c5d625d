import type { Benched } from "./bench-file";
import {
  heaviest,
  loadOf,
  OPERATIONS,
  type Operation,
  type PerOperation,
  PHASE_NAMES,
  PHASES,
  PLANNED_SHARE,
  peakOf,
  unitsFor,
} from "./demand";
import type { Measured } from "./measure";

const SIZES = [1_000, 10_000, 100_000];
/** Exams that each candidate sits in a year. */
const EXAMS_A_YEAR = 20;
const BYTES_PER_GB = 1_000_000_000;

const WORDS: PerOperation<string> = {
  start: "start an exam",
  page: "open the exam's page",
  save: "save one answer, with its visits",
  finish: "finish and grade",
  review: "open the review",
};

const each = <T>(make: (name: Operation) => T): PerOperation<T> => ({
  start: make("start"),
  page: make("page"),
  save: make("save"),
  finish: make("finish"),
  review: make("review"),
});

const number = (value: number, digits = 0): string =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** A statement in a line: what it does to which table, without the columns. */
export function inShort(sql: string): string {
  const plain = sql.replace(/\s+/g, " ").trim();
  const tables = [...plain.matchAll(/(?:FROM|INTO|UPDATE|JOIN) (?:"public"\.)?"(\w+)"/g)].map(([, name]) => name);
  const verb = plain.split(" ", 1)[0] ?? "";
  const upserts = plain.includes("ON CONFLICT") ? " … ON CONFLICT" : "";
  return tables.length === 0 ? plain.slice(0, 60) : `${verb} ${[...new Set(tables)].join(", ")}${upserts}`;
}

function costTable({ costs }: Measured, bench: Benched | null): string {
  const heads = ["operation", "statements", "ms in them", "ms in all", "log, kB"];
  const rows = OPERATIONS.map((name) => {
    const { statements, databaseMs, ms, walBytes } = costs[name];
    const own = [WORDS[name], number(statements, 1), number(databaseMs, 1), number(ms, 1), number(walBytes / 1_000, 1)];
    return bench === null ? own : [...own, number(bench.perSecond[name])];
  });
  return table(bench === null ? heads : [...heads, "a second, whole machine"], rows);
}

/** What `npm run scale-plan` writes between the words of docs/scale-plan.md. */
export function planOf(measured: Measured, bench: Benched | null, machine: string): string {
  const { costs, statements, bytesPerExam, exams, questions } = measured;
  // Seconds of one machine (or, without a bench, of one core) that an operation takes.
  const machineSeconds = each((name) => (bench === null ? costs[name].ms / 1_000 : 1 / bench.perSecond[name]));
  const databaseSeconds = each((name) => costs[name].databaseMs / 1_000);
  const statementCount = each((name) => costs[name].statements);
  const log = each((name) => costs[name].walBytes);
  const unit = bench === null ? "cores, without HTTP and pages" : `machines like the bench's (${bench.cores} cores)`;
  const rows = SIZES.map((candidates) => {
    const peak = peakOf(candidates, machineSeconds);
    const database = peakOf(candidates, databaseSeconds);
    const rates = PHASES[database.phase];
    return [
      `${number(candidates)}${candidates === SIZES[0] ? "" : " (extrapolated)"}`,
      `${number(unitsFor(peak.load))}, for ${peak.phase}`,
      `${number(database.load, 1)}, for ${database.phase}`,
      number(candidates * loadOf(rates, statementCount)),
      number((candidates * loadOf(rates, log)) / 1_000_000, 1),
      number(candidates * loadOf(PHASES["in between"], { start: 0, page: 0, save: 1, finish: 0, review: 0 })),
      number((candidates * EXAMS_A_YEAR * bytesPerExam) / BYTES_PER_GB, 1),
    ];
  });
  const heads = [
    "candidates at once",
    unit,
    "connections busy at once",
    "statements/s",
    "log, MB/s",
    "saves/s in between",
    "GB a year",
  ];
  const bottlenecks = PHASE_NAMES.map((phase) => {
    const [first, second] = heaviest(statements, phase);
    const words = (one: typeof first): string =>
      one === undefined ? "–" : `\`${inShort(one.sql)}\` (${number(100 * one.share)} %)`;
    return [phase, words(first), words(second)];
  });
  const told =
    bench === null
      ? "No bench was given (`-- --bench FILE` with what `npm run bench -- --json` wrote): servers are planned by the time in the use cases alone."
      : `Requests a second over HTTP: ${bench.machine}, ${bench.cores} cores, ${bench.date}, generator and database on the same machine.`;
  return `${machine} Measured on PostgreSQL by one client, ${number(exams)} exams of ${questions} questions, times of the quickest of them, log not waited for. ${told}

### What one operation costs

${costTable(measured, bench)}

One exam adds ${number(bytesPerExam / 1_000)} kB to the database, tables and indexes.

### What so many candidates need

${table(heads, rows)}

Planned to ${100 * PLANNED_SHARE} % of what a machine can do. A year: ${EXAMS_A_YEAR} exams a candidate.

### Which statement is the bottleneck first

The share of the database's time, by what was measured of each statement and how often it is sent:

${table(["when", "first", "second"], bottlenecks)}`;
}

const [BEGIN, END] = ["<!-- figures -->", "<!-- /figures -->"];

/** Puts the figures in the place of the last ones. */
export function withPlan(page: string, plan: string): string {
  const [begins, ends] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begins === -1 || ends < begins) throw new Error(`the page has no place for figures: ${BEGIN} … ${END}`);
  return `${page.slice(0, begins + BEGIN.length)}\n\n${plan}\n\n${page.slice(ends)}`;
}
