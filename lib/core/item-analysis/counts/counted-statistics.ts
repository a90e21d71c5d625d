import { type Cell, nameFrequent, type TrapCount } from "@/lib/core/item-analysis/statistics/cell";
import {
  type ItemDescription,
  type ItemStatistics,
  itemStatistics,
} from "@/lib/core/item-analysis/statistics/item-statistics";
import { countedCells } from "./counted-cells";
import type { ItemCounts } from "./item-counts";

/** Wrong response patterns that are named one by one; with the key, the rest together and OMIT a table of nine rows. */
const NAMED_PATTERNS = 6;

/** The cells to show, of all parts together: of patterns the most frequent ones, the rest as one. */
export function shownCells(parts: readonly ItemCounts[], { kind }: Pick<ItemDescription, "kind">): Cell[] {
  const cells = countedCells(parts);
  switch (kind) {
    case "choice":
      return cells;
    case "pattern":
      return nameFrequent(cells, NAMED_PATTERNS);
  }
}

function countedTraps(parts: readonly ItemCounts[]): TrapCount[] {
  const traps = new Map<string, TrapCount>();
  for (const { trap, taken, refused } of parts.flatMap((part) => part.traps)) {
    const known = traps.get(trap);
    traps.set(trap, { trap, taken: taken + (known?.taken ?? 0), refused: refused + (known?.refused ?? 0) });
  }
  return [...traps.values()].sort((a, b) => (a.trap < b.trap ? -1 : 1));
}

/** All figures of an item from its folded counts: one part, or several that are taken together. */
export const countedStatistics = (parts: readonly ItemCounts[], description: ItemDescription): ItemStatistics =>
  itemStatistics(shownCells(parts, description), description, countedTraps(parts));
