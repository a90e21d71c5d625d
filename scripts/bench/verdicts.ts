import { type Figures, slopeOf } from "./statistics";

/** What is measured beside the product in the same run. */
export const FLOORS = ["empty-route", "empty-page", "durable-write"] as const;
/** What is measured of the product. */
export const TARGETS = ["save", "attempt-page", "start", "finish", "review", "dashboard", "home", "board"] as const;
export type Target = (typeof TARGETS)[number];
export type CellName = (typeof FLOORS)[number] | Target;

export type Cell = { name: CellName; clients: number; figures: Figures };
export type EngineRun = { engine: string; cells: readonly Cell[]; rush: Figures | null };

/** A floor, what was measured, and whether it is reached. */
export type Verdict = { what: string; floor: string; measured: string; holds: boolean };

/** At so many clients ratios are taken. */
const AT = 8;
const MANY = 32;
const RATIOS: readonly (readonly [Target, CellName, number])[] = [
  ["save", "empty-route", 0.5],
  ["finish", "empty-route", 0.12],
  ["attempt-page", "empty-page", 0.4],
  ["review", "empty-page", 0.2],
];
const QUICK = ["dashboard", "board"] as const;
const QUICK_MS = 200;
const PAGE_BYTES = 40_000;
const KEPT_SHARE = 0.9;
const SLOWER_AT_MOST = 5;
const RUSH_MS = 1_000;
const GROWTH_AT_MOST = 1.3;
const HEAP_MB_A_MINUTE = 1;

const words = {
  "empty-route": "a Next route that does nothing",
  "empty-page": "a Next page with one line of text",
  "durable-write": "bare Node, one durable write",
  save: "save one answer",
  "attempt-page": "attempt page, 20 questions",
  start: "start an exam of 20 questions",
  finish: "finish and grade 20 questions",
  review: "review of 20 questions",
  dashboard: "learner's dashboard, 1,000 answers",
  home: "learner's home, 1,000 answers",
  board: "cohort board, 1,000 learners",
} satisfies Record<CellName, string>;

export const wordsOf = (name: CellName): string => words[name];

export const findCell = (run: EngineRun, name: CellName, clients: number): Figures | undefined =>
  run.cells.find((cell) => cell.name === name && cell.clients === clients)?.figures;

/** How fast one thing is beside another at so many clients; undefined where one of them was not measured. */
export function ratioOf(run: EngineRun, name: CellName, to: CellName, clients: number): number | undefined {
  const [own, other] = [findCell(run, name, clients), findCell(run, to, clients)];
  return own === undefined || other === undefined ? undefined : own.perSecond / other.perSecond;
}

/** What a product's figure is compared with; null for what has its bound in milliseconds. */
export const comparedWith = (name: CellName): CellName | null => {
  switch (name) {
    case "save":
    case "finish":
    case "start":
      return "empty-route";
    case "attempt-page":
    case "review":
    case "dashboard":
    case "home":
    case "board":
      return "empty-page";
    case "empty-route":
    case "empty-page":
    case "durable-write":
      return null;
  }
};

/** The floors of one engine's run that could be judged by what was measured. */
export function judge(run: EngineRun): Verdict[] {
  const verdicts: Verdict[] = [];
  for (const [name, to, least] of RATIOS) {
    const ratio = ratioOf(run, name, to, AT);
    if (ratio === undefined) continue;
    const floor = `at least ${least} of ${words[to]}`;
    verdicts.push({ what: `${words[name]}, ${AT} clients`, floor, measured: ratio.toFixed(2), holds: ratio >= least });
  }
  const page = findCell(run, "attempt-page", AT);
  if (page !== undefined) {
    const measured = `${(page.bytes / 1_000).toFixed(1)} kB`;
    verdicts.push({ what: "attempt page", floor: "at most 40 kB HTML", measured, holds: page.bytes <= PAGE_BYTES });
  }
  for (const name of QUICK) {
    const figures = findCell(run, name, AT);
    if (figures === undefined) continue;
    const measured = `${figures.p95.toFixed(0)} ms`;
    const what = `${words[name]}, ${AT} clients`;
    verdicts.push({ what, floor: `p95 under ${QUICK_MS} ms`, measured, holds: figures.p95 < QUICK_MS });
  }
  for (const name of TARGETS) {
    const [few, many] = [findCell(run, name, AT), findCell(run, name, MANY)];
    if (few === undefined || many === undefined) continue;
    const [kept, slower] = [many.perSecond / few.perSecond, many.p95 / few.p95];
    verdicts.push({
      what: `${words[name]}, ${MANY} clients beside ${AT}`,
      floor: `throughput at least ${KEPT_SHARE}, p95 at most ${SLOWER_AT_MOST} times`,
      measured: `${kept.toFixed(2)}, ${slower.toFixed(1)} times`,
      holds: kept >= KEPT_SHARE && slower <= SLOWER_AT_MOST,
    });
  }
  if (run.rush !== null) {
    const measured = `${run.rush.p95.toFixed(0)} ms`;
    verdicts.push({
      what: "100 learners start in the same second",
      floor: `p95 under ${RUSH_MS} ms, no error`,
      measured,
      holds: run.rush.p95 < RUSH_MS,
    });
  }
  return verdicts;
}

/** How figures at 8 clients grow with ten times the data. */
export function judgeGrowth(small: EngineRun, large: EngineRun): Verdict[] {
  return TARGETS.flatMap((name): Verdict[] => {
    const [before, after] = [findCell(small, name, AT), findCell(large, name, AT)];
    if (before === undefined || after === undefined) return [];
    const [p50, rate] = [after.p50 / before.p50, before.perSecond / after.perSecond];
    return [
      {
        what: words[name],
        floor: `within ${GROWTH_AT_MOST} times`,
        measured: `p50 ${p50.toFixed(2)}, time a request ${rate.toFixed(2)} times`,
        holds: Math.max(p50, rate) <= GROWTH_AT_MOST,
      },
    ];
  });
}

/** Whether the heap after collections, one a minute, levels off: judged by its later half. */
export function judgeMemory(heapMb: readonly number[]): Verdict {
  const slope = slopeOf(heapMb.slice(Math.floor(heapMb.length / 2)));
  return {
    what: "heap after collection, later half of the time",
    floor: `grows less than ${HEAP_MB_A_MINUTE} MB a minute`,
    measured: `${slope.toFixed(2)} MB a minute`,
    holds: slope < HEAP_MB_A_MINUTE,
  };
}
