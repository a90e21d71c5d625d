import { type ProbesSaid, probesSaid } from "@/lib/core/attempt/probes-said";
import type { AttemptResult } from "@/lib/core/exam/result";
import type { AttemptReport, TrapFinding } from "@/lib/usecases/attempt/get-result";
import type { RouteAfter } from "@/lib/usecases/learning/get-route";

const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (n: number): string => numbers[n] ?? String(n);
const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const NOTHING = "Nothing was answered, so there is nothing to tell";

/** The finding in words. No verdict where the band straddles the pass mark. */
function scoreHeadline(result: AttemptResult, traps: readonly TrapFinding[]): string {
  const misses = result.scored - result.right;
  if (result.scored === 0) return NOTHING;
  const worst = traps.find((trap) => trap.falls > 1);
  const cost =
    worst === undefined ? null : `one trap cost you ${inWords(worst.falls)} of your ${inWords(misses)} misses`;
  if (result.band === null) {
    if (misses === 0) return "All right: no trap caught you";
    return cost === null ? `${result.right} of ${result.scored} right` : capital(cost);
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

/** What a diagnosis found. */
function diagnosisHeadline(result: AttemptResult, route: RouteAfter): string {
  if (result.scored === 0) return NOTHING;
  if (route.kind === "waits") return "Your newer diagnosis is still open";
  const [first, ...others] = route.stops;
  if (first === undefined) return "No symptom stands out";
  if (others.length > 0) return `${capital(inWords(route.stops.length))} things stand out`;
  return first.strength === "strong" ? `What stands out: “${first.words}”` : `It may be this: “${first.words}”`;
}

/** What the probes said of the traps that they were asked for. */
function probesHeadline(mode: "drill" | "check", { fell, refused, undecided }: ProbesSaid, traps: number): string {
  const total = fell.length + refused.length + undecided.length;
  const [one, many] = mode === "check" ? ["check", "checks"] : ["probe", "probes"];
  if (total === 0) return NOTHING;
  const trap = traps === 1 ? "The trap" : "A trap";
  if (fell.length > 0) {
    return total === 1
      ? `${trap} caught you`
      : `${trap} caught you in ${inWords(fell.length)} of ${inWords(total)} ${many}`;
  }
  if (refused.length === 0)
    return `The ${total === 1 ? one : many} decided nothing: you took neither the key nor the trap`;
  if (undecided.length === 0)
    return total === 1 ? `The ${one} did not catch you` : `None of the ${inWords(total)} ${many} caught you`;
  return `Not caught; ${inWords(undecided.length)} of ${inWords(total)} ${many} decided nothing`;
}

/** What came of an attempt, in words. */
export function resultHeadline({ attempt, result, traps }: AttemptReport, route: RouteAfter): string {
  const { mode, plan } = attempt;
  switch (mode) {
    case "diagnose":
      return diagnosisHeadline(result, route);
    case "drill":
    case "check": {
      if (plan.kind !== "drill") return scoreHeadline(result, traps);
      const said = probesSaid(
        traps.map(({ id, answers }) => ({ trap: id, answers })),
        plan.traps,
      );
      return probesHeadline(mode, said, plan.traps.length);
    }
    case "exam":
    case "practice":
      return scoreHeadline(result, traps);
  }
}
