import type { AttemptResult } from "@/lib/core/exam/result";
import type { TrapFinding } from "@/lib/usecases/attempt/get-result";

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (n: number): string => numbers[n] ?? String(n);

/** The finding in words. No verdict where the band straddles the pass mark. */
export function resultHeadline(result: AttemptResult, traps: readonly TrapFinding[]): string {
  const misses = result.scored - result.right;
  if (result.scored === 0) return "Nothing was answered, so there is nothing to tell";
  const worst = traps.find((trap) => trap.falls > 1);
  const cost =
    worst === undefined ? null : `one trap cost you ${inWords(worst.falls)} of your ${inWords(misses)} misses`;
  if (result.band === null) {
    if (misses === 0) return "All right: no trap caught you";
    return cost === null
      ? `${result.right} of ${result.scored} right`
      : `${cost.charAt(0).toUpperCase()}${cost.slice(1)}`;
  }
  switch (result.band.verdict) {
    case "above":
      return cost === null ? "Above the pass mark on this exam" : `Above the pass mark, though ${cost}`;
    case "below":
      return cost === null ? "Not there yet" : `Not there yet: ${cost}`;
    case "open":
      return cost === null ? "Too close to the pass mark to call" : `Too close to call: ${cost}`;
  }
}
