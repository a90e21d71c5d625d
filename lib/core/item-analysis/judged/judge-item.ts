import { countedCells } from "@/lib/core/item-analysis/counts/counted-cells";
import { countedStatistics, shownCells } from "@/lib/core/item-analysis/counts/counted-statistics";
import { describeFamily, describeScored } from "@/lib/core/item-analysis/counts/item-answer";
import type { ItemCounts } from "@/lib/core/item-analysis/counts/item-counts";
import { driftSide, splitWindows } from "@/lib/core/item-analysis/counts/windows";
import { type Drift, type DriftSide, findDrift } from "@/lib/core/item-analysis/flags/drift";
import { type ItemFlag, itemFlags } from "@/lib/core/item-analysis/flags/flags";
import { type PilotSuggestion, suggestForPilot } from "@/lib/core/item-analysis/flags/pilot";
import { joinCells } from "@/lib/core/item-analysis/statistics/cell";
import type { ItemDescription, ItemStatistics } from "@/lib/core/item-analysis/statistics/item-statistics";
import { type OptionCurves, optionCurves } from "@/lib/core/item-analysis/statistics/option-curves";
import type { Question } from "@/lib/core/question/schema";

/** The counts of one window of time, and whether the question was an unscored pilot there. */
export type CountedWindow = { window: number; pilot: boolean; counts: ItemCounts };

/** Whose answers were counted: those to one question, or to all draws of a family. */
export type Counted = { kind: "question"; question: Question } | { kind: "family" };

export type JudgedItem = {
  statistics: ItemStatistics;
  curves: OptionCurves | null;
  drift: Drift | null;
  flags: readonly ItemFlag[];
  /** How many of the answers were given to it as a pilot. */
  pilots: number;
  /** What to do with it where it was never anything but a pilot. */
  suggestion: PilotSuggestion | null;
  /** From the first to the last. */
  windows: readonly (DriftSide & { window: number })[];
};

function descriptionOf(counted: Counted, parts: readonly ItemCounts[]): ItemDescription {
  switch (counted.kind) {
    case "question":
      return describeScored(counted.question, countedCells(parts));
    case "family":
      return describeFamily(shownCells(parts, { kind: "pattern" }));
  }
}

/** All that is said of a question or family. Learners do not know which question is a pilot, so its answers count alike. */
export function judgeItem(counted: Counted, windows: readonly CountedWindow[]): JudgedItem {
  const parts = windows.map(({ counts }) => counts);
  const description = descriptionOf(counted, parts);
  const statistics = countedStatistics(parts, description);
  const { earlier, later } = splitWindows(windows);
  const drift = findDrift(driftSide(earlier), driftSide(later));
  const flags = itemFlags(statistics, drift);
  const pilots = joinCells(countedCells(windows.filter(({ pilot }) => pilot).map(({ counts }) => counts))).n;
  const numbers = [...new Set(windows.map(({ window }) => window))].sort((a, b) => a - b);
  return {
    statistics,
    curves: optionCurves(shownCells(parts, description)),
    drift,
    flags,
    pilots,
    suggestion: pilots > 0 && pilots === statistics.n ? suggestForPilot(statistics, flags) : null,
    windows: numbers.map((number) => ({
      window: number,
      ...driftSide(windows.filter(({ window }) => window === number).map(({ counts }) => counts)),
    })),
  };
}
