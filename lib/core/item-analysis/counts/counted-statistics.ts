import { type Cell, nameFrequent } from "@/lib/core/item-analysis/statistics/cell";
import {
  type ItemDescription,
  type ItemStatistics,
  itemStatistics,
} from "@/lib/core/item-analysis/statistics/item-statistics";
import { countedCells } from "./counted-cells";
import type { ItemCounts } from "./item-counts";

/** Wrong response patterns that are named one by one; with the key, the rest together and OMIT a table of nine rows. */
const NAMED_PATTERNS = 6;

/** The cells to show: of patterns the most frequent ones, the rest together. */
export function shownCells(counts: ItemCounts, { kind }: Pick<ItemDescription, "kind">): Cell[] {
  const cells = countedCells(counts);
  switch (kind) {
    case "choice":
      return cells;
    case "pattern":
      return nameFrequent(cells, NAMED_PATTERNS);
  }
}

/** All figures of an item from its folded counts. */
export const countedStatistics = (counts: ItemCounts, description: ItemDescription): ItemStatistics =>
  itemStatistics(shownCells(counts, description), description, counts.traps);
