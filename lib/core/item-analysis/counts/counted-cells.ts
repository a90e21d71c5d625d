import type { Cell, Sums } from "@/lib/core/item-analysis/statistics/cell";
import { type ItemCounts, REST_BINS } from "./item-counts";

/** The cells of a folded item: rest scores are shares right of the others, kept in order to the per cent. */
export function countedCells({ cells }: ItemCounts): Cell[] {
  return cells.map(({ option, right, n, rests, bins }) => {
    const rest: Sums = { n: 0, sum: 0, squares: 0 };
    for (const { of, n: answers, right: sum, squares } of rests) {
      rest.n += answers;
      rest.sum += sum / of;
      rest.squares += squares / (of * of);
    }
    const byScore = new Array<number>(REST_BINS).fill(0);
    for (const [bin, count] of bins) byScore[bin] = count;
    return { option, right, n, rest, byScore };
  });
}
