import type { Rng } from "@/lib/core/shared/rng";
import type { QuestionBank } from "./question-bank";
import { expectedInformation, type Outlook } from "./question-value";

/** What is known of the learner and each question, by the bank's order. */
export type Standing = {
  /** p̂ of the learner on each question. */
  right: ArrayLike<number>;
  /** The chance of being right of somebody exactly at the pass mark; the questions near ½ tell most about passing. */
  rightAtCut: ArrayLike<number>;
  /** How often the learner has answered it; 0 is unseen. */
  seen: ArrayLike<number>;
  /** How much it is wanted by the review schedule: 1 where a trap it offers is due, else 0, or between. */
  due: ArrayLike<number>;
  /** The share of recent learners who were given it. */
  exposure: ArrayLike<number>;
  /** False for what may not be asked now (an exam is running, the wrong exam version). */
  allowed?: (question: number) => boolean;
  /** The traps offered by the questions asked before in this sitting, the last one last. */
  before: readonly (readonly string[])[];
};

/** The weights of the choice; part of a numbered parameter snapshot. */
export type ChoiceWeights = {
  cut: number;
  due: number;
  /** Softmax temperature in units of the value: how far the draw strays from the best question. */
  temperature: number;
  /** A question seen by more than this share of recent learners waits, unless nothing else is left. */
  exposureCap: number;
};

export const CHOICE_WEIGHTS: ChoiceWeights = { cut: 0.01, due: 0.05, temperature: 0.003, exposureCap: 0.35 };

/** At most this many questions in a row offer one trap. */
const MOST_IN_A_ROW = 2;

export type Choice = { question: number; id: string; seenBefore: boolean };

/**
 * Draws the next question: value = expected information about the symptoms in play + `cut` · Fisher information at the
 * pass mark, p(1 − p) + `due` · what is due; the draw is a softmax of value ÷ temperature.
 *
 * The rules come before the values, and give way in this order when nothing else is left: exposure cap; two of one
 * trap in a row; never a seen question while an unseen one may be asked. Null when nothing may be asked.
 */
export function chooseNext(
  bank: QuestionBank,
  standing: Standing,
  now: Outlook,
  weights: ChoiceWeights,
  rng: Rng,
): Choice | null {
  const candidates = permitted(bank, standing, weights.exposureCap);
  const values = new Float64Array(candidates.length);
  let best = -Infinity;
  for (let at = 0; at < candidates.length; at++) {
    const question = candidates[at] ?? 0;
    const cut = standing.rightAtCut[question] ?? 0.5;
    const value =
      expectedInformation(bank, question, standing.right[question] ?? 0.5, now) +
      weights.cut * cut * (1 - cut) +
      weights.due * (standing.due[question] ?? 0);
    values[at] = value;
    if (value > best) best = value;
  }
  let total = 0;
  for (let at = 0; at < values.length; at++) {
    const log = ((values[at] ?? 0) - best) / weights.temperature;
    const share = log < -18 ? 0 : Math.exp(log);
    values[at] = share;
    total += share;
  }
  let left = rng() * total;
  for (let at = 0; at < candidates.length; at++) {
    left -= values[at] ?? 0;
    const question = candidates[at];
    if (question !== undefined && (left < 0 || at === candidates.length - 1)) {
      return { question, id: bank.ids[question] ?? "", seenBefore: (standing.seen[question] ?? 0) > 0 };
    }
  }
  return null;
}

/** The questions that the rules leave: the strictest rules under which any is left. */
function permitted(bank: QuestionBank, standing: Standing, exposureCap: number): number[] {
  const worn = wornTraps(standing.before);
  // Ranks, best first, for the unseen and then for the seen; the first that has a question wins.
  const ranks: number[][] = [[], [], [], [], [], []];
  for (let question = 0; question < bank.ids.length; question++) {
    if (standing.allowed !== undefined && !standing.allowed(question)) continue;
    const again = worn.size > 0 && (bank.traps[question] ?? []).some((trap) => worn.has(trap));
    const exposed = (standing.exposure[question] ?? 0) > exposureCap;
    const seen = (standing.seen[question] ?? 0) > 0;
    ranks[(seen ? 3 : 0) + (again ? 2 : exposed ? 1 : 0)]?.push(question);
  }
  return ranks.find((rank) => rank.length > 0) ?? [];
}

/** The traps that every one of the last two questions offered. */
function wornTraps(before: readonly (readonly string[])[]): ReadonlySet<string> {
  const last = before.slice(-MOST_IN_A_ROW);
  if (last.length < MOST_IN_A_ROW) return new Set();
  const [first = [], ...others] = last;
  return new Set(first.filter((trap) => others.every((traps) => traps.includes(trap))));
}
