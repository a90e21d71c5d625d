/** What candidates do that costs something. */
export const OPERATIONS = ["start", "page", "save", "finish", "review"] as const;
export type Operation = (typeof OPERATIONS)[number];
export type PerOperation<T> = Readonly<Record<Operation, T>>;

/**
 * An exam that all sit at the same hour, minute by minute at its worst. How often one candidate does what, a second.
 * They are assumptions, named in the report.
 */
export const PHASES = {
  "the first minute": { start: 1 / 60, page: 1 / 60, save: 1 / 60, finish: 0, review: 0 },
  "in between": { start: 0, page: 1 / 1_200, save: 1 / 40, finish: 0, review: 0 },
  "the last minute": { start: 0, page: 1 / 1_200, save: 1 / 20, finish: 1 / 60, review: 0 },
  "the five minutes after": { start: 0, page: 0, save: 0, finish: 0, review: 1 / 300 },
} as const satisfies Record<string, PerOperation<number>>;
export type Phase = keyof typeof PHASES;
export const PHASE_NAMES: readonly Phase[] = [
  "the first minute",
  "in between",
  "the last minute",
  "the five minutes after",
];

/** Of what a machine can do at most, so much is planned with. */
export const PLANNED_SHARE = 0.6;

/** How much of one unit's time something takes: each rate times what one costs. */
export const loadOf = (rates: PerOperation<number>, cost: PerOperation<number>): number =>
  OPERATIONS.reduce((sum, name) => sum + rates[name] * cost[name], 0);

/** The phase in which so many candidates ask for most, and for how much. */
export function peakOf(candidates: number, cost: PerOperation<number>): { phase: Phase; load: number } {
  const loads = PHASE_NAMES.map((phase) => ({ phase, load: candidates * loadOf(PHASES[phase], cost) }));
  return loads.reduce((most, one) => (one.load > most.load ? one : most));
}

/** So many units, each of which is planned to a part of what it can do. */
export const unitsFor = (load: number): number => Math.max(1, Math.ceil(load / PLANNED_SHARE));

/** What a statement costs in one operation: how often it is sent, and how long all of it takes, in ms. */
export type StatementCost = { sql: string; operation: Operation; times: number; ms: number };

/** Statements by how much of a database's time they take in a phase, the most first: `share` of all. */
export function heaviest(
  statements: readonly StatementCost[],
  phase: Phase,
): { sql: string; share: number; times: number }[] {
  const rates = PHASES[phase];
  const sums = new Map<string, { load: number; times: number }>();
  for (const { sql, operation, times, ms } of statements) {
    const sum = sums.get(sql) ?? { load: 0, times: 0 };
    sums.set(sql, { load: sum.load + rates[operation] * ms, times: sum.times + rates[operation] * times });
  }
  const all = [...sums.values()].reduce((total, { load }) => total + load, 0);
  return [...sums]
    .map(([sql, { load, times }]) => ({ sql, share: all === 0 ? 0 : load / all, times }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
}
