import { OMIT, OTHERS } from "@/lib/core/item-analysis/statistics/cell";
import {
  DEAD_SHARE,
  type ItemStatistics,
  type OptionStatistics,
} from "@/lib/core/item-analysis/statistics/item-statistics";
import { normalBelow } from "@/lib/core/item-analysis/statistics/normal";
import type { Drift } from "./drift";
import { HARD_P, KEY_CHANCE, MIN_ANSWERS, WEAK_DISCRIMINATION } from "./thresholds";

export type ItemFlag =
  | { kind: "too-few"; n: number; need: number }
  | {
      kind: "likely-wrong-key";
      n: number;
      /** The wrong option, how many chose it, and its correlation with the score on the rest; null where that says nothing. */
      option: string;
      chosen: number;
      correlation: number | null;
      /** The key, how many chose it, and its correlation; null where nobody or everybody chose it. */
      key: string;
      right: number;
      keyCorrelation: number | null;
      /** Whether the difference is more than chance gives. */
      isBeyondChance: boolean;
    }
  | { kind: "too-hard"; n: number; p: number; discrimination: number | null }
  | {
      kind: "dead-distractor";
      n: number;
      /** Whether so many are right that not all wrong options can be chosen by 5 %. */
      isUnavoidable: boolean;
      options: readonly { option: string; n: number; rate: number }[];
    }
  | { kind: "drifting"; n: number; drift: Drift };

/**
 * z of the difference of two correlations with the same score, that of a wrong option less that of the key. Who chose one
 * did not choose the other, so the two correlate by −√(p₁p₂ / q₁q₂) (Steiger, Psychological Bulletin 87, 1980, eq. 14:
 * pooled Fisher transforms).
 */
function correlationDifferenceZ(
  option: { rate: number; correlation: number },
  key: { rate: number; correlation: number },
  n: number,
): number {
  const odds = (rate: number): number => rate / (1 - rate);
  const between = -Math.sqrt(Math.min(1, odds(option.rate) * odds(key.rate)));
  const pooled = (option.correlation + key.correlation) / 2;
  const square = pooled * pooled;
  const psi = between * (1 - 2 * square) - 0.5 * square * (1 - 2 * square - between * between);
  const s = psi / (1 - square) ** 2;
  return ((Math.atanh(option.correlation) - Math.atanh(key.correlation)) * Math.sqrt(n - 3)) / Math.sqrt(2 - 2 * s);
}

/** A wrong option that is chosen often enough to say something, and names one answer. */
const speaks = ({ option, isKey, rate }: OptionStatistics): boolean =>
  !isKey && option !== OMIT && option !== OTHERS && rate >= DEAD_SHARE;

function wrongKey({ n, nRest, right, p, discrimination, options }: ItemStatistics): ItemFlag[] {
  const speaking = options.filter(speaks);
  const key = options
    .filter(({ isKey }) => isKey)
    .map(({ option }) => option)
    .join(" or ");
  const about = { kind: "likely-wrong-key" as const, n, key, right, keyCorrelation: discrimination };
  if (right === 0) {
    // Even a guess finds the key now and then: one that nobody gave in 30 answers is mistyped, or it is no key.
    const [most] = [...speaking].sort((a, b) => b.n - a.n);
    if (most === undefined) return [];
    return [{ ...about, option: most.option, chosen: most.n, correlation: most.pbRest, isBeyondChance: true }];
  }
  if (nRest < MIN_ANSWERS) return [];
  const [best] = speaking
    .flatMap((option) => (option.pbRest === null ? [] : [{ ...option, pbRest: option.pbRest }]))
    .sort((a, b) => b.pbRest - a.pbRest);
  if (best === undefined || discrimination === null || best.pbRest <= discrimination) return [];
  const z = correlationDifferenceZ(
    { rate: best.rate, correlation: best.pbRest },
    { rate: p ?? 0, correlation: discrimination },
    nRest,
  );
  return [
    {
      ...about,
      option: best.option,
      chosen: best.n,
      correlation: best.pbRest,
      isBeyondChance: normalBelow(-z) < KEY_CHANCE,
    },
  ];
}

function tooHard({ n, nRest, p, discrimination }: ItemStatistics): ItemFlag[] {
  if (nRest < MIN_ANSWERS || p === null || p >= HARD_P) return [];
  return (discrimination ?? 0) < WEAK_DISCRIMINATION ? [{ kind: "too-hard", n, p, discrimination }] : [];
}

function deadDistractors({ n, right, omitted, options }: ItemStatistics): ItemFlag[] {
  const wrong = options.filter(({ option, isKey }) => !isKey && option !== OMIT).length;
  const dead = options
    .filter(({ isDead }) => isDead)
    .map(({ option, n: chosen, rate }) => ({ option, n: chosen, rate }));
  return dead.length === 0
    ? []
    : [{ kind: "dead-distractor", n, isUnavoidable: n - right - omitted < wrong * DEAD_SHARE * n, options: dead }];
}

/** What is to be said about an item, the most urgent first. Under 30 answers that they are too few, and nothing else. */
export function itemFlags(item: ItemStatistics, drift: Drift | null): ItemFlag[] {
  if (item.n < MIN_ANSWERS) return [{ kind: "too-few", n: item.n, need: MIN_ANSWERS }];
  return [
    ...wrongKey(item),
    ...tooHard(item),
    ...(drift?.isDrifting ? [{ kind: "drifting" as const, n: drift.earlier.n + drift.later.n, drift }] : []),
    ...deadDistractors(item),
  ];
}

/** A flag with its answers called as `nameOf` says. */
export function renameFlag(flag: ItemFlag, nameOf: (option: string) => string): ItemFlag {
  switch (flag.kind) {
    case "likely-wrong-key":
      return {
        ...flag,
        option: nameOf(flag.option),
        key: flag.key === "" ? "" : flag.key.split(" or ").map(nameOf).join(" or "),
      };
    case "dead-distractor":
      return { ...flag, options: flag.options.map((option) => ({ ...option, option: nameOf(option.option) })) };
    case "too-few":
    case "too-hard":
    case "drifting":
      return flag;
  }
}
