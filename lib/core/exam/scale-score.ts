import { rawBand } from "./score-band";

export type Scale = { min: number; max: number; pass: number };

/**
 * A share of right answers on the reported scale: piecewise linear through (0, min), (rawAtPass, pass) and (1, max).
 * Owners of exams rarely publish their conversion, so this is an assumption and screens say so.
 */
export function scaleScore(share: number, scale: Scale, rawAtPass: number): number {
  const bounded = Math.min(1, Math.max(0, share));
  return bounded <= rawAtPass
    ? scale.min + ((scale.pass - scale.min) * bounded) / rawAtPass
    : scale.pass + ((scale.max - scale.pass) * (bounded - rawAtPass)) / (1 - rawAtPass);
}

/** To tens, outwards, within the scale: a finer figure would claim more than a short exam can tell. */
const tensBelow = (score: number, scale: Scale): number => Math.max(scale.min, Math.floor(score / 10) * 10);
const tensAbove = (score: number, scale: Scale): number => Math.min(scale.max, Math.ceil(score / 10) * 10);

export type Verdict = "above" | "below" | "open";
export type ScoreBand = { low: number; high: number; verdict: Verdict };

/**
 * A band of shares right on the reported scale, to tens; `open` where it straddles the pass mark or touches it from
 * below, since then nothing can be said.
 */
export function bandOnScale(raw: { low: number; high: number }, scale: Scale, rawAtPass: number): ScoreBand {
  const low = tensBelow(scaleScore(raw.low, scale, rawAtPass), scale);
  const high = tensAbove(scaleScore(raw.high, scale, rawAtPass), scale);
  const verdict = low >= scale.pass ? "above" : high < scale.pass ? "below" : "open";
  return { low, high, verdict };
}

/** The band (80 %) of the score after `right` of `scored` questions, on the reported scale. */
export function scoreBand(right: number, scored: number, scale: Scale, rawAtPass: number): ScoreBand {
  return bandOnScale(rawBand(right, scored), scale, rawAtPass);
}
