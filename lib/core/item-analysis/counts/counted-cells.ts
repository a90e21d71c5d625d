import type { Cell } from "@/lib/core/item-analysis/statistics/cell";
import { cellKey, eachBin, eachRest, type ItemCounts, REST_BINS } from "./item-counts";

/**
 * The cells of an item from all parts of its counts (windows of time, forms): rest scores are shares right of the
 * others, kept in order to the per cent.
 */
export function countedCells(parts: readonly ItemCounts[]): Cell[] {
  const cells = new Map<string, Cell & { byScore: number[] }>();
  for (const counted of parts.flatMap((part) => part.cells)) {
    const { option, right, n } = counted;
    const key = cellKey(option, right);
    let cell = cells.get(key);
    if (cell === undefined) {
      const byScore = new Array<number>(REST_BINS).fill(0);
      cell = { option, right, n: 0, rest: { n: 0, sum: 0, squares: 0 }, byScore };
      cells.set(key, cell);
    }
    cell.n += n;
    const { rest, byScore } = cell;
    eachRest(counted, (of, answers, sum, squares) => {
      rest.n += answers;
      rest.sum += sum / of;
      rest.squares += squares / (of * of);
    });
    eachBin(counted, (bin, many) => {
      byScore[bin] = (byScore[bin] ?? 0) + many;
    });
  }
  return [...cells.values()];
}
