import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import { type Cell, compareOptions, joinCells } from "./cell";
import { equalGroups, shareInGroup, total } from "./score-groups";

/** Score groups of equal size from low to high, and the share of each option in them. */
export type OptionCurves = {
  /** How many answers the groups hold together. */
  n: number;
  groups: 3 | 5;
  options: readonly { option: string; isKey: boolean; shares: readonly number[] }[];
};

/** Fifths where each has enough answers of its own to be claimed, else thirds; null under so many in all. */
export function optionCurves(cells: readonly Cell[]): OptionCurves | null {
  const all = joinCells(cells);
  const n = total(all.byScore);
  if (n < MIN_ANSWERS) return null;
  const groups = n >= 5 * MIN_ANSWERS ? 5 : 3;
  const { size, weights } = equalGroups(all.byScore, groups);
  const options = [...new Set(cells.map((cell) => cell.option))].sort(compareOptions);
  return {
    n,
    groups,
    options: options.map((option) => {
      const theirs = cells.filter((cell) => cell.option === option);
      const { byScore } = joinCells(theirs);
      return {
        option,
        isKey: theirs.some((cell) => cell.right),
        shares: weights.map((group) => shareInGroup(byScore, group, size)),
      };
    }),
  };
}
