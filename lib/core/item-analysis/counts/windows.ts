import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { type ItemCounts, mergeCounts, NO_COUNTS } from "./item-counts";

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
  earlier: ItemCounts;
  later: ItemCounts;
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
  const later = newestFirst.slice(0, taken).map(({ counts }) => counts);
  const earlier = newestFirst.slice(taken).map(({ counts }) => counts);
  return {
    earlier: earlier.length === 0 ? NO_COUNTS : mergeCounts(earlier),
    later: later.length === 0 ? NO_COUNTS : mergeCounts(later),
    from: newestFirst[taken - 1]?.window ?? null,
  };
}
