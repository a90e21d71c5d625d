import type { DriftSide } from "@/lib/core/item-analysis/flags/drift";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { eachRest, type ItemCounts } from "./item-counts";

/** Four weeks: each window has the same weekdays, which calendar months have not. */
const WINDOW_MS = 28 * DAY_MS;

/** The number of the window that a time falls into; counts are kept per window, so that drift can be seen. */
export const windowOf = (at: EpochMs): number => Math.floor(at / WINDOW_MS);

/** When a window began. */
export const windowStart = (window: number): EpochMs => window * WINDOW_MS;

const answersIn = ({ cells }: ItemCounts): number => cells.reduce((sum, cell) => sum + cell.n, 0);

/**
 * The latest windows that have enough answers together, and all before them: the two sides of a drift. `from` is the
 * first window of the later side; null without windows.
 */
export function splitWindows(windows: readonly { window: number; counts: ItemCounts }[]): {
  earlier: ItemCounts[];
  later: ItemCounts[];
  from: number | null;
} {
  const newestFirst = [...windows].sort((a, b) => b.window - a.window);
  let answers = 0;
  let taken = 0;
  for (const { counts } of newestFirst) {
    if (answers >= MIN_ANSWERS) break;
    answers += answersIn(counts);
    taken += 1;
  }
  return {
    earlier: newestFirst.slice(taken).map(({ counts }) => counts),
    later: newestFirst.slice(0, taken).map(({ counts }) => counts),
    from: newestFirst[taken - 1]?.window ?? null,
  };
}

/** What drift is judged by, from the counts of one side. */
export function driftSide(parts: readonly ItemCounts[]): DriftSide {
  const side = { n: 0, right: 0, withRest: 0, rest: 0 };
  for (const cell of parts.flatMap(({ cells }) => cells)) {
    side.n += cell.n;
    if (cell.right) side.right += cell.n;
    eachRest(cell, (of, n, right) => {
      side.withRest += n;
      side.rest += right / of;
    });
  }
  return { n: side.n, right: side.right, meanRest: side.withRest === 0 ? null : side.rest / side.withRest };
}
