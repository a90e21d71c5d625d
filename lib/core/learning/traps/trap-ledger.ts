import { z } from "zod";
import type { Evidence } from "@/lib/core/question/score";

/** The rates at which somebody who holds a trap may take it. One fixed rate over-commits; the mean over four does not. */
export const CAPTURE_GRID = [0.15, 0.35, 0.55, 0.75] as const;

/** A sub-trap's offer counts this much for its parent. */
export const SUB_TRAP_WEIGHT = 0.5;

const count = z.number().int().nonnegative();

/**
 * What is stored per learner and trap. `falls` of `decided` are the trap's own offers, `subFalls` of `subDecided` those
 * of its sub-traps. `logLikelihood` is ℓ(π) at the four rates of CAPTURE_GRID, sub-traps at half weight.
 */
export const trapEntrySchema = z
  .strictObject({
    falls: count,
    decided: count,
    subFalls: count,
    subDecided: count,
    logLikelihood: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  })
  .readonly();
export type TrapEntry = z.infer<typeof trapEntrySchema>;

/** A learner's entries by trap id. */
export type TrapLedger = Readonly<Record<string, TrapEntry>>;

export const EMPTY_TRAP_ENTRY: TrapEntry = {
  falls: 0,
  decided: 0,
  subFalls: 0,
  subDecided: 0,
  logLikelihood: [0, 0, 0, 0],
};

/** One decided offer: the learner took the trap, or gave the right answer in its place. */
export type TrapOffer = {
  trap: string;
  taken: boolean;
  /** q₀, the chance that somebody without the trap takes it here; see `innocentChance`. */
  innocent: number;
  /** The chance that this option really offers this trap, as its statistics say; 1 where nothing is known against it. */
  trust?: number;
};

/**
 * The chance of an innocent pick: q₀ = (1 − p̂) · share, with p̂ the learner's chance of being right on the question
 * and `shareOfWrong` the share of wrong answers that take the trap there. Held within 0.5 % and 95 %, so that no single
 * answer settles anything.
 */
export function innocentChance(right: number, shareOfWrong: number): number {
  return Math.min(0.95, Math.max(0.005, (1 - right) * shareOfWrong));
}

/** The decided offers in the evidence of one answer. Another wrong option chosen is no evidence, and gives none. */
export function offersOf(evidence: Evidence, innocent: (trap: string) => number): TrapOffer[] {
  return [
    ...evidence.taken.map((trap) => ({ trap, taken: true, innocent: innocent(trap) })),
    ...evidence.refused.map((trap) => ({ trap, taken: false, innocent: innocent(trap) })),
  ];
}

/**
 * What one offer adds to ℓ(π): ln of how much likelier the answer is for somebody who holds the trap and takes it at
 * the rate π than for somebody who does not hold it.
 */
export function offerLogLikelihood(offer: TrapOffer, capture: number): number {
  const { taken, innocent, trust = 1 } = offer;
  const ratio = taken ? (capture + (1 - capture) * innocent) / innocent : 1 - capture;
  return Math.log(1 - trust + trust * ratio);
}

/** An entry after one more offer, of the trap itself or of one of its sub-traps. */
function foldOffer(entry: TrapEntry, offer: TrapOffer, own: boolean): TrapEntry {
  const fell = offer.taken ? 1 : 0;
  const weight = own ? 1 : SUB_TRAP_WEIGHT;
  const [a, b, c, d] = entry.logLikelihood;
  const [rateA, rateB, rateC, rateD] = CAPTURE_GRID;
  const add = (capture: number): number => weight * offerLogLikelihood(offer, capture);
  return {
    falls: entry.falls + (own ? fell : 0),
    decided: entry.decided + (own ? 1 : 0),
    subFalls: entry.subFalls + (own ? 0 : fell),
    subDecided: entry.subDecided + (own ? 0 : 1),
    logLikelihood: [a + add(rateA), b + add(rateB), c + add(rateC), d + add(rateD)],
  };
}

/**
 * Folds one answer's offers into a ledger; returns only the entries that change. A trap counts once an answer: its own
 * offer outweighs those of its sub-traps, and of several sub-traps of one parent one that was taken counts.
 */
export function foldTrapOffers(
  ledger: TrapLedger,
  offers: readonly TrapOffer[],
  parentOf: (trap: string) => string | undefined,
): Record<string, TrapEntry> {
  const own = new Map<string, TrapOffer>();
  for (const offer of offers) if (offer.taken || !own.has(offer.trap)) own.set(offer.trap, offer);
  const rolledUp = new Map<string, TrapOffer>();
  for (const offer of own.values()) {
    const parent = parentOf(offer.trap);
    if (parent === undefined || own.has(parent)) continue;
    if (offer.taken || !rolledUp.has(parent)) rolledUp.set(parent, offer);
  }
  const changed: Record<string, TrapEntry> = {};
  for (const [trap, offer] of own) changed[trap] = foldOffer(ledger[trap] ?? EMPTY_TRAP_ENTRY, offer, true);
  for (const [trap, offer] of rolledUp) changed[trap] = foldOffer(ledger[trap] ?? EMPTY_TRAP_ENTRY, offer, false);
  return changed;
}

/** Λ: how much likelier the answers are if the learner holds the trap than if not; the mean of e^ℓ over the grid. */
export function trapLikelihoodRatio(entry: TrapEntry): number {
  return entry.logLikelihood.reduce((sum, value) => sum + Math.exp(Math.min(value, 60)), 0) / CAPTURE_GRID.length;
}

/** How likely it is, before any other answer is known, that somebody who has just taken a trap holds it. */
const HELD_AFTER_A_FALL = 0.3;

/**
 * The share of a fall that the trap explains: the chance that the learner holds it and that it caught them, given their
 * earlier answers, against an innocent pick. A fall is evidence for the trap; only the rest of it counts against the
 * lesson, or one answer would be counted twice.
 *
 * @param entry the entry before this answer.
 */
export function explainedByTrap(entry: TrapEntry | undefined, innocent: number): number {
  let held = 0;
  let caught = 0;
  CAPTURE_GRID.forEach((capture, at) => {
    const likelihood = Math.exp(Math.min(entry?.logLikelihood[at] ?? 0, 60)) / CAPTURE_GRID.length;
    held += likelihood;
    caught += capture * likelihood;
  });
  const chance = (HELD_AFTER_A_FALL * caught) / (1 - HELD_AFTER_A_FALL + HELD_AFTER_A_FALL * held);
  return chance / (chance + (1 - chance) * innocent);
}
