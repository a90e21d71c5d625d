import { type Cell, OMIT, type Sums } from "@/lib/core/item-analysis/statistics/cell";
import { indicatorCorrelation, mean, variance } from "@/lib/core/item-analysis/statistics/correlation";
import {
  type ItemDescription,
  type ItemStatistics,
  itemStatistics,
  type OptionStatistics,
  trapsOfChoices,
} from "@/lib/core/item-analysis/statistics/item-statistics";
import { normalDensity, normalQuantile } from "@/lib/core/item-analysis/statistics/normal";
import { kr20, kr21, standardError } from "@/lib/core/item-analysis/statistics/reliability";
import { extremeSize, total } from "@/lib/core/item-analysis/statistics/score-groups";
import type { CountedForm } from "./form-tally";
import { differenceInOrder, meanInterItemCorrelation } from "./row-order";

export type FormOptionStatistics = OptionStatistics & {
  /** Against the total with the item in it, which flatters the key. */
  pbTotal: number | null;
  meanTotal: number | null;
};

export type FormItemStatistics = Omit<ItemStatistics, "options"> & {
  name: string;
  key: string;
  options: readonly FormOptionStatistics[];
  /** By the population's variance, and by the sample's (n − 1), which one person has not. */
  sd: number;
  sdSample: number | null;
  /** Item–total correlation with the item in the total: inflated, the more the shorter the form. */
  itemTotal: number | null;
  /** The item–rest correlation as if right and wrong were two sides of a normal trait: r √(pq) / φ(z_p). */
  biserialRest: number | null;
  /** D27 with border scores broken by the order of the file (best first), and with all of them in both groups. */
  d27InOrder: number | null;
  d27TiesIncluded: number | null;
  /** D of thirds, rounded down; border scores broken by the order of the file (worst first). */
  d33InOrder: number | null;
  /** KR-20 of the form without it. */
  kr20Without: number | null;
  /** Its part of the total's standard deviation: SD of the item × item–total correlation. */
  reliabilityIndex: number | null;
};

export type FormStatistics = {
  n: number;
  k: number;
  /** Omissions in the whole table. */
  omitted: number;
  mean: number | null;
  sd: number;
  sdSample: number | null;
  kr20: number | null;
  kr21: number | null;
  meanInterItem: number | null;
  /** In points, from the sample's standard deviation. */
  sem: number | null;
  /** The size of the extreme groups, and the border scores of them. */
  g27: number;
  upperCut: number | null;
  lowerCut: number | null;
  items: readonly FormItemStatistics[];
};

/** Sums of the scores that a list of counts stands for; `shift` is taken off each. */
function sumsOf(byScore: readonly number[], shift = 0): Sums {
  const sums: Sums = { n: 0, sum: 0, squares: 0 };
  for (const [score, count] of byScore.entries()) {
    sums.n += count;
    sums.sum += count * (score - shift);
    sums.squares += count * (score - shift) ** 2;
  }
  return sums;
}

/** An item's cells. Groups are made by the total score, as is the custom; the rest score is the total less the item's. */
export const formCells = ({ key, options }: CountedForm["items"][number]): Cell[] =>
  [...options].map(([option, byScore]) => {
    const right = option === key;
    return { option, right, n: total(byScore), rest: sumsOf(byScore, right ? 1 : 0), byScore };
  });

const sampleSd = (sd: number, n: number): number | null => (n < 2 ? null : sd * Math.sqrt(n / (n - 1)));

/** The score of the person at this rank, lowest first, ranks from 0. */
function scoreAtRank(totals: readonly number[], rank: number): number {
  let below = 0;
  return totals.findIndex((count) => {
    below += count;
    return below > rank;
  });
}

/** All figures of a form that everybody was given in full, and of its items. `descriptionOf` says what is known of an item. */
export function formStatistics(
  form: CountedForm,
  descriptionOf: (item: CountedForm["items"][number]) => ItemDescription,
): FormStatistics {
  const { totals, rows } = form;
  const k = form.items.length;
  const all = sumsOf(totals);
  const { n } = all;
  const totalVariance = variance(all);
  const sd = Math.sqrt(totalVariance);
  const g27 = extremeSize(n);
  const upperCut = n === 0 ? null : scoreAtRank(totals, n - g27);
  const lowerCut = n === 0 ? null : scoreAtRank(totals, g27 - 1);
  const rightsOf = ({ key, options }: CountedForm["items"][number]): readonly number[] => options.get(key) ?? [];
  const shares = form.items.map((item) => (n === 0 ? 0 : total(rightsOf(item)) / n));
  const itemVariances = shares.reduce((sum, p) => sum + p * (1 - p), 0);
  const reliability = kr20(k, itemVariances, totalVariance);
  const sdSample = sampleSd(sd, n);
  const d27InOrder = differenceInOrder(rows, totals, g27, "best first");
  const d33InOrder = differenceInOrder(rows, totals, Math.floor(n / 3), "worst first");

  function tiesIncluded(rights: readonly number[]): number | null {
    if (upperCut === null || lowerCut === null) return null;
    return (
      total(rights.slice(upperCut)) / total(totals.slice(upperCut)) -
      total(rights.slice(0, lowerCut + 1)) / total(totals.slice(0, lowerCut + 1))
    );
  }

  const items = form.items.map((item, place): FormItemStatistics => {
    const description = descriptionOf(item);
    const cells = formCells(item);
    const statistics = itemStatistics(cells, description, trapsOfChoices(cells, description));
    const p = shares[place] ?? 0;
    const itemSd = Math.sqrt(p * (1 - p));
    const rights = sumsOf(rightsOf(item));
    const itemTotal = indicatorCorrelation(rights, all);
    // Var(T − x) = Var T − 2 Cov(x, T) + Var x
    const restVariance = totalVariance - 2 * (itemTotal ?? 0) * itemSd * sd + p * (1 - p);
    return {
      ...statistics,
      name: item.name,
      key: item.key,
      options: statistics.options.map((option) => {
        const theirs = sumsOf(item.options.get(option.option) ?? []);
        return { ...option, pbTotal: indicatorCorrelation(theirs, all), meanTotal: mean(theirs) };
      }),
      sd: itemSd,
      sdSample: sampleSd(itemSd, n),
      itemTotal,
      biserialRest:
        statistics.discrimination === null
          ? null
          : (statistics.discrimination * itemSd) / normalDensity(normalQuantile(p)),
      d27InOrder: d27InOrder[place] ?? null,
      d27TiesIncluded: tiesIncluded(rightsOf(item)),
      d33InOrder: d33InOrder[place] ?? null,
      kr20Without: kr20(k - 1, itemVariances - p * (1 - p), restVariance < 1e-12 ? 0 : restVariance),
      reliabilityIndex: itemTotal === null ? null : itemTotal * itemSd,
    };
  });

  return {
    n,
    k,
    omitted: form.items.reduce((sum, { options }) => sum + total(options.get(OMIT) ?? []), 0),
    mean: mean(all),
    sd,
    sdSample,
    kr20: reliability,
    kr21: n === 0 ? null : kr21(k, all.sum / n, totalVariance),
    meanInterItem: meanInterItemCorrelation(rows, shares),
    sem: reliability === null || sdSample === null ? null : standardError(sdSample, reliability),
    g27,
    upperCut,
    lowerCut,
    items,
  };
}
