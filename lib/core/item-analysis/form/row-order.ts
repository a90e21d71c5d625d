import type { ScoreRows } from "./score-rows";

/**
 * How many of a group have each item right, where a tie at the group's border is broken by the order of the rows: the
 * first or the last ones come in. Some packages do so; on files in no meaningful order it is a draw.
 */
function rightsInGroup(
  rows: ScoreRows,
  totals: readonly number[],
  group: { side: "lower" | "upper"; size: number; ties: "first" | "last" },
): number[] {
  const inside = new Array<number>(totals.length - 1).fill(0);
  let left = group.size;
  let border = group.side === "lower" ? 0 : totals.length - 1;
  while (left > (totals[border] ?? left)) {
    left -= totals[border] ?? 0;
    border += group.side === "lower" ? 1 : -1;
  }
  const isBeyond = (total: number): boolean => (group.side === "lower" ? total < border : total > border);
  let skip = group.ties === "first" ? 0 : (totals[border] ?? 0) - left;
  for (let row = 0; row < rows.size(); row += 1) {
    const total = rows.total(row);
    if (total === border) {
      if (skip > 0) {
        skip -= 1;
        continue;
      }
      if (left === 0) continue;
      left -= 1;
    } else if (!isBeyond(total)) continue;
    rows.eachRight(row, (item) => {
      inside[item] = (inside[item] ?? 0) + 1;
    });
  }
  return inside;
}

/**
 * Per item, the share right in the best less the worst `size` people, where the rows are sorted by total and stay in
 * the order of the file where they tie. Sorted from the best down, the first of a tie are "better"; from the worst up,
 * "worse". Null for an empty group.
 */
export function differenceInOrder(
  rows: ScoreRows,
  totals: readonly number[],
  size: number,
  sorted: "best first" | "worst first",
): (number | null)[] {
  const upper = rightsInGroup(rows, totals, { side: "upper", size, ties: sorted === "best first" ? "first" : "last" });
  const lower = rightsInGroup(rows, totals, { side: "lower", size, ties: sorted === "best first" ? "last" : "first" });
  return upper.map((rights, item) => (size === 0 ? null : (rights - (lower[item] ?? 0)) / size));
}

/**
 * The mean correlation of two different items, over the pairs where both vary. Of standardised items z the mean square
 * of Σz is m + m (m − 1) r̄, so that no pair has to be visited. Null without a pair.
 */
export function meanInterItemCorrelation(rows: ScoreRows, p: readonly number[]): number | null {
  const weights = p.map((share) => (share > 0 && share < 1 ? 1 / Math.sqrt(share * (1 - share)) : 0));
  const varying = weights.filter((weight) => weight > 0).length;
  if (varying < 2) return null;
  const centre = p.reduce((sum, share, item) => sum + share * (weights[item] ?? 0), 0);
  let squares = 0;
  for (let row = 0; row < rows.size(); row += 1) {
    let sum = -centre;
    rows.eachRight(row, (item) => {
      sum += weights[item] ?? 0;
    });
    squares += sum * sum;
  }
  return (squares / rows.size() - varying) / (varying * (varying - 1));
}
