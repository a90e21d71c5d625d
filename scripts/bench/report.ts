import type { Machine } from "./machine";
import {
  type CellName,
  comparedWith,
  type EngineRun,
  FLOORS,
  findCell,
  ratioOf,
  TARGETS,
  type Verdict,
  wordsOf,
} from "./verdicts";

const rate = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** What is said of the machine before and after a run. */
export function machineWords(before: Machine, after: Machine, date: string): string {
  const loops = [...before.loops, ...after.loops];
  const spread = Math.max(...loops) / Math.min(...loops);
  const quiet = before.quiet && after.quiet ? "quiet" : "**not quiet**";
  return `${date}, ${before.cpu}, ${before.cores} cores, Node ${before.node}; load ${before.load.toFixed(1)} before and ${after.load.toFixed(1)} after, the same loop took up to ${spread.toFixed(2)} times as long as at its best: ${quiet}. The generator runs on the same machine.`;
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ what, floor, measured, holds }) => `| ${what} | ${floor} | ${measured} | ${holds ? "yes" : "**no**"} |`,
  );
  return ["| what | floor | measured | reached |", "|---|---|---|---|", ...rows].join("\n");
}

/** The figures of one engine, a row for each thing and number of clients. */
export function figureTable(run: EngineRun): string {
  const clients = [...new Set(run.cells.map((cell) => cell.clients))].sort((a, b) => a - b);
  const rowOf = (name: CellName): string => {
    const cells = clients.map((count) => {
      const figures = findCell(run, name, count);
      if (figures === undefined) return "–";
      const { perSecond, p50, p95, p99 } = figures;
      const other = comparedWith(name);
      const ratio = other === null ? undefined : ratioOf(run, name, other, count);
      const beside = ratio === undefined ? "" : ` · ${ratio.toFixed(2)}`;
      return `**${rate(perSecond)}** · ${ms(p50)}/${ms(p95)}/${ms(p99)}${beside}`;
    });
    return `| ${wordsOf(name)} | ${cells.join(" | ")} |`;
  };
  const measured = [...FLOORS, ...TARGETS].filter((name) => run.cells.some((cell) => cell.name === name));
  const heads = clients.map((count) => `${count} client${count === 1 ? "" : "s"}`);
  return [
    `| requests/s · p50/p95/p99 ms · ratio | ${heads.join(" | ")} |`,
    `|---|${heads.map(() => "---|").join("")}`,
    ...measured.map(rowOf),
  ].join("\n");
}

/** Puts a section in place of the one of the same name, or after all others. */
export function withSection(report: string, title: string, text: string): string {
  const head = `## ${title}\n`;
  const section = `${head}\n${text.trim()}\n`;
  const begins = report.indexOf(`\n${head}`);
  if (begins === -1) return `${report.trimEnd()}\n\n${section}`;
  const ends = report.indexOf("\n## ", begins + head.length);
  return `${report.slice(0, begins)}\n${section}${ends === -1 ? "" : report.slice(ends)}`;
}

export const HEAD = `# Performance

Written by \`npm run bench\`, which builds the product, fills a database with 1,000 learners and 1,000,000 answers, starts
the product as \`npm start\` does, and measures it beside three servers that do as good as nothing: a Next route and a
Next page of the same version, and bare Node with one durable write a request. Figures of one run are made to be compared
with each other: a ratio says how much of its framework's speed the product keeps, whatever the machine.
`;
