import type { Rng } from "@/lib/core/shared/rng";

/** One of a list that is not empty. */
export function pick<T>(list: readonly T[], rng: Rng): T {
  const found = list[Math.floor(rng() * list.length)];
  if (found === undefined) throw new Error("there is nothing to pick from");
  return found;
}

/** A number from `from` to `to`, both included, in steps: between(5, 20, 5) gives 5, 10, 15 or 20. */
export function between(from: number, to: number, rng: Rng, step = 1): number {
  const steps = Math.floor((to - from) / step + 1e-9);
  return Number((from + step * Math.floor(rng() * (steps + 1))).toFixed(9));
}

/** So many tries are enough for every constraint that leaves anything worth asking. */
export const MOST_TRIES = 2_000;

/**
 * What `attempt` gives once it gives something.
 *
 * @param what named in the error.
 * @throws when no try holds within MOST_TRIES: the constraints contradict each other.
 */
export function drawUntil<T>(attempt: () => T | null, what: string): T {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const drawn = attempt();
    if (drawn !== null) return drawn;
  }
  throw new Error(`${what}: no draw holds within ${MOST_TRIES} tries`);
}
