import { z } from "zod";
import type { TrapCount } from "@/lib/core/item-analysis/statistics/cell";

const count = z.number().int().nonnegative();

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** Counts in groups of `width`, one after the other: a bank has millions, too many for an object each. */
const counts = (width: number) =>
  z.custom<readonly number[]>(
    (value) => Array.isArray(value) && value.length % width === 0 && value.every(isCount),
    `must be whole numbers from 0 on, ${width} by ${width}`,
  );

/** Per cents of the others right: 0 to 100. */
export const REST_BINS = 101;

/**
 * An item's answers, folded: all of its statistics come from these whole numbers, and no single answer is needed. One
 * row per question version, form or pool, and window of time is enough; rows add up (`mergeCounts`).
 *
 * Learners meet different questions, so the score on the rest is the share right among the *other scored* questions of
 * the same attempt. `rests` groups it by how many those were: with the sums of "right" and "right²" for every length
 * apart, the sums of shares and of squared shares are whole numbers over whole numbers, whatever order they came in.
 *
 * - Exact: n, p, omissions, option shares, trap rates, item–rest and option–rest correlations, means of the rest, and
 *   with them KR-20 and SEM of a form that all answered in full.
 * - Exact for one length of up to 101 questions, else approximations: what needs the *order* of the shares, which is kept
 *   in per cents (`bins`): score thirds, D27, option curves. Two shares in one per cent count as tied, and ties are
 *   shared out. The test of this file holds the error under .01.
 * - What no count can repair: the share right among easy questions is not the share right among hard ones. Where attempts
 *   are drawn at random from one blueprint this is noise and lowers the correlations a little; adaptive attempts level
 *   the shares and lower them a lot, so their answers are better not counted.
 */
export const itemCountsSchema = z.strictObject({
  version: z.literal(1),
  cells: z.array(
    z.strictObject({
      option: z.string().min(1),
      right: z.boolean(),
      n: count,
      /** By fours: a number of other questions, the answers with it, others right in all of them, their squares' sum. */
      rests: counts(4),
      /** By twos: per cent right of the others, and how many had it. None is empty. */
      bins: counts(2).refine((bins) => bins.every((bin, at) => at % 2 === 1 || bin < REST_BINS), "no such per cent"),
    }),
  ),
  traps: z.array(z.strictObject({ trap: z.string().min(1), taken: count, refused: count })),
});
export type ItemCounts = z.infer<typeof itemCountsSchema>;
type CountedCell = ItemCounts["cells"][number];

/** Calls `visit` with the answers of a cell for each number of other questions. */
export function eachRest(
  { rests }: CountedCell,
  visit: (of: number, n: number, right: number, squares: number) => void,
): void {
  for (let at = 0; at < rests.length; at += 4) {
    visit(rests[at] ?? 0, rests[at + 1] ?? 0, rests[at + 2] ?? 0, rests[at + 3] ?? 0);
  }
}

/** Calls `visit` with every per cent of the others right that somebody had. */
export function eachBin({ bins }: CountedCell, visit: (bin: number, many: number) => void): void {
  for (let at = 0; at < bins.length; at += 2) visit(bins[at] ?? 0, bins[at + 1] ?? 0);
}

export const NO_COUNTS: ItemCounts = { version: 1, cells: [], traps: [] };

/** One answer, as it is counted. */
export type ItemAnswer = {
  /** The option's id, the response pattern, or `OMIT`. */
  option: string;
  right: boolean;
  /** The other scored questions of the attempt: how many, and how many of them right. Pilots are none of them. */
  rest: { right: number; of: number };
  /** Traps taken and refused, as `scoreAnswer` finds them. */
  taken: readonly string[];
  refused: readonly string[];
};

/** With fewer other questions a share right is mostly luck: such an answer counts for p, and not for what needs the rest. */
export const LEAST_REST = 5;

type RestCount = { n: number; right: number; squares: number };
type OpenCell = { option: string; right: boolean; n: number; rests: Map<number, RestCount>; bins: Map<number, number> };

const isLeft = ({ n, right, squares }: RestCount): boolean => n !== 0 || right !== 0 || squares !== 0;
const isImpossible = ({ n, right, squares }: RestCount): boolean => n <= 0 || right < 0 || squares < right;

/** Names a cell. An option may stand in two: its answers may have been wrong before they were scored anew. */
export const cellKey = (option: string, right: boolean): string => `${right ? "+" : "-"}${option}`;
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts that are being added to, in place: for folding a log. `close` gives them as they are stored. */
export type OpenCounts = {
  add(answer: ItemAnswer): void;
  /** Takes out an answer that was added, as when its attempt is scored anew. @throws when there is none to take out. */
  remove(answer: ItemAnswer): void;
  addAll(counts: ItemCounts): void;
  close(): ItemCounts;
};

/** @param from counts to go on from; they stay as they are. */
export function openCounts(from: ItemCounts = NO_COUNTS): OpenCounts {
  const cells = new Map<string, OpenCell>();
  const traps = new Map<string, TrapCount>();

  function cellOf(option: string, right: boolean): OpenCell {
    const key = cellKey(option, right);
    const known = cells.get(key);
    if (known !== undefined) return known;
    const rests = new Map<number, RestCount>();
    const cell = { option, right, n: 0, rests, bins: new Map<number, number>() };
    cells.set(key, cell);
    return cell;
  }

  function addRest(cell: OpenCell, of: number, { n, right, squares }: RestCount): void {
    const known = cell.rests.get(of);
    if (known === undefined) {
      cell.rests.set(of, { n, right, squares });
      return;
    }
    known.n += n;
    known.right += right;
    known.squares += squares;
  }

  function addTrap(trap: string, taken: number, refused: number): void {
    const known = traps.get(trap);
    if (known === undefined) {
      traps.set(trap, { trap, taken, refused });
      return;
    }
    known.taken += taken;
    known.refused += refused;
  }

  function count({ option, right, rest, taken, refused }: ItemAnswer, sign: 1 | -1): void {
    const cell = cellOf(option, right);
    cell.n += sign;
    if (rest.of >= LEAST_REST) {
      addRest(cell, rest.of, { n: sign, right: sign * rest.right, squares: sign * rest.right * rest.right });
      const bin = Math.round(((REST_BINS - 1) * rest.right) / rest.of);
      cell.bins.set(bin, (cell.bins.get(bin) ?? 0) + sign);
    }
    for (const trap of taken) addTrap(trap, sign, 0);
    for (const trap of refused) addTrap(trap, 0, sign);
  }

  function addAll(counts: ItemCounts): void {
    for (const counted of counts.cells) {
      const cell = cellOf(counted.option, counted.right);
      cell.n += counted.n;
      eachRest(counted, (of, n, right, squares) => addRest(cell, of, { n, right, squares }));
      eachBin(counted, (bin, many) => {
        cell.bins.set(bin, (cell.bins.get(bin) ?? 0) + many);
      });
    }
    for (const { trap, taken, refused } of counts.traps) addTrap(trap, taken, refused);
  }

  /** The same counts are the same text, whatever order they came in: sorted, and without zeros. */
  function close(): ItemCounts {
    const left = [...cells.values()].map((cell) => ({
      ...cell,
      rests: [...cell.rests].filter(([, rest]) => isLeft(rest)),
    }));
    const isBelow =
      left.some(
        ({ n, rests, bins }) =>
          n < 0 || rests.some(([, rest]) => isImpossible(rest)) || [...bins.values()].some((many) => many < 0),
      ) ||
      left.some(({ n, rests }) => n < rests.reduce((sum, [, rest]) => sum + rest.n, 0)) ||
      [...traps.values()].some(({ taken, refused }) => taken < 0 || refused < 0);
    if (isBelow) throw new Error("an answer was taken out of an item's counts that had never been added to them");
    return {
      version: 1,
      cells: left
        .filter(({ n }) => n > 0)
        .map(({ option, right, n, rests, bins }) => ({
          option,
          right,
          n,
          rests: rests.sort(([a], [b]) => a - b).flatMap(([of, rest]) => [of, rest.n, rest.right, rest.squares]),
          bins: [...bins]
            .filter(([, many]) => many > 0)
            .sort(([a], [b]) => a - b)
            .flat(),
        }))
        .sort((a, b) => byText(cellKey(a.option, a.right), cellKey(b.option, b.right))),
      traps: [...traps.values()]
        .filter(({ taken, refused }) => taken > 0 || refused > 0)
        .map((trap) => ({ ...trap }))
        .sort((a, b) => byText(a.trap, b.trap)),
    };
  }

  addAll(from);
  return { add: (answer) => count(answer, 1), remove: (answer) => count(answer, -1), addAll, close };
}

/** Counts with one more answer. */
export function addAnswer(counts: ItemCounts, answer: ItemAnswer): ItemCounts {
  const open = openCounts(counts);
  open.add(answer);
  return open.close();
}

/** Counts without an answer that was added to them, exactly as if it never had been. @throws when it never was. */
export function removeAnswer(counts: ItemCounts, answer: ItemAnswer): ItemCounts {
  const open = openCounts(counts);
  open.remove(answer);
  return open.close();
}

/** Counts of both: other windows of time, other forms, other servers. */
export function mergeCounts(parts: readonly ItemCounts[]): ItemCounts {
  const open = openCounts();
  for (const part of parts) open.addAll(part);
  return open.close();
}
