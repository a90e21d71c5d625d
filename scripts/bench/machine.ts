import os from "node:os";

/** How the machine was: what it is, and how quiet. No name of it. */
export type Machine = { cpu: string; cores: number; node: string; load: number; loops: number[]; quiet: boolean };

const LOOPS = 5;
const STEPS = 20_000_000;
const SPREAD_AT_MOST = 1.1;
const LOAD_AT_MOST = 0.5;

/** How long a piece of work takes that depends on nothing but the processor, in ms. */
function loopMs(): number {
  const began = performance.now();
  let state = 1;
  for (let step = 0; step < STEPS; step += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
  if (state === 0) throw new Error("the loop was left out");
  return performance.now() - began;
}

/** Whether loops that should take as long as each other do, and nobody else is at work. */
export const isQuiet = (loops: readonly number[], load: number, cores: number): boolean =>
  Math.max(...loops) / Math.min(...loops) <= SPREAD_AT_MOST && load / cores <= LOAD_AT_MOST;

/** Looks at the machine now. */
export function lookAtMachine(): Machine {
  loopMs();
  const loops = Array.from({ length: LOOPS }, loopMs);
  const cpus = os.cpus();
  const load = os.loadavg()[0] ?? 0;
  return {
    cpu: cpus[0]?.model.trim() ?? "unknown",
    cores: cpus.length,
    node: process.version,
    load,
    loops,
    quiet: isQuiet(loops, load, cpus.length),
  };
}
