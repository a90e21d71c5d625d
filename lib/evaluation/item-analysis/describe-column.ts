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
    options: [...theirs].map(([id, trap]) => ({ id, isKey: id === key, trap: id === key ? null : trap })),
  };
}
