import { setTimeout as wait } from "node:timers/promises";

/** Work in the background takes at most one part in so many of a server's time. */
const SHARE = 4;

/** Lets others go first after a piece of work that began at a moment of `performance.now()`. */
export type GiveWay = (began: number) => Promise<void>;

/** Rests three times as long as the work took: whoever saves an answer meanwhile hardly notices. */
export const giveWay: GiveWay = (began) => wait((SHARE - 1) * (performance.now() - began));

/** For whoever waits for nothing but this work. */
export const goOn: GiveWay = () => Promise.resolve();
