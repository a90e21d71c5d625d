import type { ItemStatistics } from "@/lib/core/item-analysis/statistics/item-statistics";
import type { ItemFlag } from "./flags";
import { PILOT_ANSWERS } from "./thresholds";

/** What to do with an unscored pilot. Somebody decides; this only says when there is something to decide on. */
export type PilotSuggestion =
  | { kind: "wait"; n: number; need: number }
  | { kind: "repair"; n: number; flags: readonly ItemFlag[] }
  | { kind: "score"; n: number; flags: readonly ItemFlag[] };

/** What stands against letting a question count. */
const BLOCKS = {
  "too-few": true,
  "likely-wrong-key": true,
  "too-hard": true,
  drifting: true,
  // A question with an option that few choose still measures; it is one guess easier.
  "dead-distractor": false,
} satisfies Record<ItemFlag["kind"], boolean>;

/** Waits for enough answers with a score on the rest, then says whether the question can count. */
export function suggestForPilot({ nRest }: ItemStatistics, flags: readonly ItemFlag[]): PilotSuggestion {
  if (nRest < PILOT_ANSWERS) return { kind: "wait", n: nRest, need: PILOT_ANSWERS };
  return flags.some(({ kind }) => BLOCKS[kind])
    ? { kind: "repair", n: nRest, flags }
    : { kind: "score", n: nRest, flags };
}

/** The suggestion in words. */
export function pilotWords(suggestion: PilotSuggestion): string {
  switch (suggestion.kind) {
    case "wait":
      return `Gathering answers: ${suggestion.n} of ${suggestion.need}.`;
    case "repair":
      return `${suggestion.n} answers: repair it before it counts.`;
    case "score":
      return `${suggestion.n} answers, and nothing speaks against it: it can count.`;
  }
}
