import type { Kind } from "@/lib/core/question/schema";

const PROBES = 3;

type Probe = { id: string; family: string | null; type: Kind; traps: readonly string[]; counterCue: boolean };

/**
 * The questions that a trap is shown to a room with, of those that set it or a part of it. First those that set the trap
 * itself, then those where it is wrong, then those with one right answer, which are read faster; of a family one alone.
 */
export function probesFor<T extends Probe>(questions: readonly T[], trap: string): T[] {
  const rank = ({ traps, counterCue, type }: T): number =>
    (traps.includes(trap) ? 0 : 4) + (counterCue ? 2 : 0) + (type === "multiple-choice" ? 0 : 1);
  const first = new Map<string, T>();
  for (const one of [...questions].sort((a, b) => rank(a) - rank(b))) {
    const family = one.family ?? one.id;
    if (!first.has(family)) first.set(family, one);
  }
  return [...first.values()].slice(0, PROBES);
}
