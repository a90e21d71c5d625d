/** How many scores, their sum, and the sum of their squares: enough for mean, variance and correlation. */
export type Sums = { n: number; sum: number; squares: number };

/**
 * What all who gave one answer have in common. An item's figures come from its cells alone, whether one form was
 * counted (scores are totals) or a bank (scores are shares right of the other questions).
 */
export type Cell = {
  /** An option's id, a response pattern, or `OMIT`. */
  option: string;
  right: boolean;
  /** All who gave it; `rest.n` of them have a rest score. */
  n: number;
  /** Scores on the rest of the test: without this item, or it would correlate with itself (Lord & Novick 1968). */
  rest: Sums;
  /** How many at each score, from low to high; all cells of an item have the same scores. */
  byScore: readonly number[];
};

/** How many fell for a trap of the item, and how many were right in its place. */
export type TrapCount = { trap: string; taken: number; refused: number };

/** The answer of those who gave none. It is wrong, and an option like the others. */
export const OMIT = "OMIT";

/** The rare response patterns of an item, taken together. */
export const OTHERS = "OTHERS";

const NO_SUMS: Sums = { n: 0, sum: 0, squares: 0 };

const addSums = (a: Sums, b: Sums): Sums => ({
  n: a.n + b.n,
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

/** Counts place by place; the longer list decides the length. */
function addCounts(a: readonly number[], b: readonly number[]): number[] {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  return longer.map((count, place) => count + (shorter[place] ?? 0));
}

/** Cells as one: who gave any of these answers. */
export function joinCells(cells: readonly Cell[]): Omit<Cell, "option" | "right"> {
  let n = 0;
  let rest = NO_SUMS;
  let byScore: number[] = [];
  for (const cell of cells) {
    n += cell.n;
    rest = addSums(rest, cell.rest);
    byScore = addCounts(byScore, cell.byScore);
  }
  return { n, rest, byScore };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By name, `OTHERS` and `OMIT` at the end. */
export function compareOptions(a: string, b: string): number {
  const rank = (option: string): number => (option === OMIT ? 2 : option === OTHERS ? 1 : 0);
  return rank(a) - rank(b) || byText(a, b);
}

/**
 * Keeps the right answers, `OMIT` and the `most` most frequent wrong ones; the other wrong ones become `OTHERS`.
 * Responses to ordering, matching and multiple-response questions have hundreds of patterns, of which few say anything.
 */
export function nameFrequent(cells: readonly Cell[], most: number): Cell[] {
  const isNamed = (cell: Cell): boolean => cell.right || cell.option === OMIT;
  const wrong = cells.filter((cell) => !isNamed(cell)).sort((a, b) => b.n - a.n || byText(a.option, b.option));
  const rare = wrong.slice(most);
  return [
    ...cells.filter(isNamed),
    ...wrong.slice(0, most),
    ...(rare.length === 0 ? [] : [{ option: OTHERS, right: false, ...joinCells(rare) }]),
  ];
}
