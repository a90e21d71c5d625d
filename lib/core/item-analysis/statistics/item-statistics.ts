import { type Cell, compareOptions, joinCells, OMIT, OTHERS, type TrapCount } from "./cell";
import { indicatorCorrelation, indicatorCovariance, mean } from "./correlation";
import { equalGroups, extremeGroups, shareInGroup } from "./score-groups";

/** A distractor that fewer choose does no work (Haladyna & Downing, Educ. Psych. Measurement 53, 1993). */
export const DEAD_SHARE = 0.05;

/** What is known of an item beside the answers to it. */
export type ItemDescription = {
  /** `choice`: every answer is one option of the question. `pattern`: answers are made of several choices. */
  kind: "choice" | "pattern";
  /** The question's options, so that one which nobody chose is seen too. None for patterns, or where they are unknown. */
  options: readonly { id: string; isKey: boolean; trap: string | null }[];
};

/** How often a trap was taken: `rate` = taken ÷ (taken + refused); null while nothing is decided. */
export type TrapStatistics = { trap: string; taken: number; decided: number; rate: number | null };

export type OptionStatistics = {
  option: string;
  isKey: boolean;
  n: number;
  /** Of all answers to the item. */
  rate: number;
  /** "Chose this" against the score on the rest; null where one of the two is the same for all. */
  pbRest: number | null;
  /** Mean score on the rest of those who chose it. */
  meanRest: number | null;
  /** Its share in the lowest, the middle and the highest third; null without scores. */
  thirds: readonly [low: number, middle: number, high: number] | null;
  /** Its share in the lowest and the highest 27 per cent. */
  lower27: number | null;
  upper27: number | null;
  /** A wrong option of a choice question that under 5 % choose. */
  isDead: boolean;
  /** The trap that choosing it admits. */
  trap: TrapStatistics | null;
};

export type ItemStatistics = {
  n: number;
  right: number;
  omitted: number;
  /** Difficulty: the share right; null without answers. */
  p: number | null;
  /** How many of the answers have a score on the rest, on which the next figures stand. */
  nRest: number;
  /** The mean score on the rest of all who have one. */
  meanRest: number | null;
  /** Corrected item–rest correlation. */
  discrimination: number | null;
  /** Share right in the highest less the lowest 27 per cent, tied border scores shared out. */
  d27: number | null;
  /** p (1 − p) and the covariance with the rest, both of the answers with a rest score: what reliability is made of. */
  variance: number;
  covariance: number;
  options: readonly OptionStatistics[];
  /** Every trap of the item, also where an option is not one trap's. */
  traps: readonly TrapStatistics[];
};

const trapStatistics = ({ trap, taken, refused }: TrapCount): TrapStatistics => {
  const decided = taken + refused;
  return { trap, taken, decided, rate: decided === 0 ? null : taken / decided };
};

/**
 * The traps of a choice question by its options alone: choosing the trap's option takes it, choosing the key refuses it,
 * any other is no evidence (learning-model §2).
 */
export function trapsOfChoices(cells: readonly Cell[], { options }: ItemDescription): TrapCount[] {
  const refused = joinCells(cells.filter((cell) => cell.right)).n;
  const traps = [...new Set(options.flatMap(({ trap }) => (trap === null ? [] : [trap])))].sort();
  return traps.map((trap) => {
    const theirs = new Set(options.filter((option) => option.trap === trap).map(({ id }) => id));
    return { trap, refused, taken: joinCells(cells.filter((cell) => !cell.right && theirs.has(cell.option))).n };
  });
}

/** All figures of one item. A figure that the answers do not determine is null; what is worth claiming, flags say. */
export function itemStatistics(
  cells: readonly Cell[],
  description: ItemDescription,
  trapCounts: readonly TrapCount[],
): ItemStatistics {
  const all = joinCells(cells);
  const right = joinCells(cells.filter((cell) => cell.right));
  const omitted = joinCells(cells.filter((cell) => cell.option === OMIT)).n;
  const thirds = equalGroups(all.byScore, 3);
  const extremes = extremeGroups(all.byScore);
  const hasScores = extremes.size > 0;
  const traps = trapCounts.map(trapStatistics);
  const names = new Set([...description.options.map(({ id }) => id), ...cells.map((cell) => cell.option)]);

  const optionStatistics = (option: string): OptionStatistics => {
    const theirs = cells.filter((cell) => cell.option === option);
    const { n, rest, byScore } = joinCells(theirs);
    const described = description.options.find(({ id }) => id === option);
    // An answer that was wrong when it was counted and is right now stands in two cells until all are counted anew.
    const isKey = described?.isKey ?? theirs.some((cell) => cell.right);
    const rate = all.n === 0 ? 0 : n / all.n;
    const [low = [], middle = [], high = []] = thirds.weights;
    const third = (weights: readonly number[]): number => shareInGroup(byScore, weights, thirds.size);
    return {
      option,
      isKey,
      n,
      rate,
      pbRest: indicatorCorrelation(rest, all.rest),
      meanRest: mean(rest),
      thirds: hasScores ? [third(low), third(middle), third(high)] : null,
      lower27: hasScores ? shareInGroup(byScore, extremes.lower, extremes.size) : null,
      upper27: hasScores ? shareInGroup(byScore, extremes.upper, extremes.size) : null,
      isDead: description.kind === "choice" && !isKey && option !== OMIT && option !== OTHERS && rate < DEAD_SHARE,
      trap: traps.find(({ trap }) => trap === described?.trap) ?? null,
    };
  };

  const share = all.rest.n === 0 ? 0 : right.rest.n / all.rest.n;
  return {
    n: all.n,
    right: right.n,
    omitted,
    p: all.n === 0 ? null : right.n / all.n,
    nRest: all.rest.n,
    meanRest: mean(all.rest),
    discrimination: indicatorCorrelation(right.rest, all.rest),
    d27: hasScores
      ? shareInGroup(right.byScore, extremes.upper, extremes.size) -
        shareInGroup(right.byScore, extremes.lower, extremes.size)
      : null,
    variance: share * (1 - share),
    covariance: indicatorCovariance(right.rest, all.rest),
    options: [...names].sort(compareOptions).map(optionStatistics),
    traps,
  };
}
