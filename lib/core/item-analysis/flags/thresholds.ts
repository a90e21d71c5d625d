/**
 * Nothing is claimed of fewer answers. 30 put a difficulty within one logit 19 times out of 20 (Linacre, Rasch
 * Measurement Transactions 7(4), 1994).
 */
export const MIN_ANSWERS = 30;

/** As many settle whether a pilot may count: within half a logit, 19 times out of 20 (the same). */
export const PILOT_ANSWERS = 100;

/** Under this share right an item is hard: the lower end of .3 to .7 (Allen & Yen, Introduction to Measurement Theory, 1979). */
export const HARD_P = 0.3;

/** Under this item–rest correlation an item hardly discriminates (Varma, Preliminary Item Statistics, Educational Data Systems). */
export const WEAK_DISCRIMINATION = 0.15;

/** A drift is claimed when chance alone gives it once in a hundred: there are many items, so not once in twenty. */
export const DRIFT_CHANCE = 0.01;

/** And when it is this large, in share right: with thousands of answers a change that matters to nobody passes any test. */
export const DRIFT_SIZE = 0.1;

/** Whether a difference of two correlations is more than chance: once in twenty, one-sided. */
export const KEY_CHANCE = 0.05;
