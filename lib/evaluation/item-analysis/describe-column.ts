import type { CountedForm } from "@/lib/core/item-analysis/form/form-tally";
import type { ItemDescription } from "@/lib/core/item-analysis/statistics/item-statistics";

/** A column with more different answers holds patterns of several choices: "few choose it" is then no fault of one. */
export const MOST_OPTIONS = 12;

/** What a file of answers says about an item, with the traps of its options where somebody named them. */
export function describeColumn(
  { name, key, options }: CountedForm["items"][number],
  traps: ReadonlyMap<string, ReadonlyMap<string, string>> | null,
): ItemDescription {
  const theirs = traps?.get(name.toLowerCase()) ?? new Map<string, string>();
  return {
    kind: options.size > MOST_OPTIONS ? "pattern" : "choice",
    // The key is an option even when nobody chose it.
    options: [
      { id: key, isKey: true, trap: null },
      ...[...theirs].filter(([id]) => id !== key).map(([id, trap]) => ({ id, isKey: false, trap })),
    ],
  };
}
