import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { TrapCell } from "./board";
import { fallsInWords } from "./outbreak-words";
import { mayCompare } from "./small-groups";

/** Some weeks of a trap in a cohort together. `people`: at least so many decided it, the most of any one week. */
export type Span = { decided: number; falls: number; people: number };

/** A drill on a trap, and what the trap did to the cohort in the weeks before and after; null: nothing to be shown. */
export type ReteachEffect = { title: string; opensAt: EpochMs; before: Span | null; after: Span | null };

function spanOf(cells: readonly TrapCell[]): Span | null {
  const total = (of: "decided" | "falls") => cells.reduce((sum, cell) => sum + cell[of], 0);
  const people = Math.max(0, ...cells.map((cell) => cell.people));
  return mayCompare(people) ? { decided: total("decided"), falls: total("falls"), people } : null;
}

/**
 * What a trap did before and after the week, named by its Monday, in which a drill on it was opened. That week is in
 * neither: some of its answers were given before, some after, and the drill's own among them.
 */
export const effectAround = (cells: readonly TrapCell[], week: string): Pick<ReteachEffect, "before" | "after"> => ({
  before: spanOf(cells.filter((cell) => cell.week < week)),
  after: spanOf(cells.filter((cell) => cell.week > week)),
});

/** Before and after in a sentence, with what is not known yet. */
export function effectWords({ before, after }: Pick<ReteachEffect, "before" | "after">): string {
  const since =
    after === null
      ? "From the week after on, what it changed shows here, once five learners have met the trap again."
      : `In the weeks after, learners fell for it in ${fallsInWords(after)}.`;
  return before === null
    ? `${since} Before, too few had met the trap to compare.`
    : `In the weeks before, learners fell for it in ${fallsInWords(before)}. ${since}`;
}
