import type { EpochMs } from "@/lib/core/shared/epoch-ms";

// The server's clock as this page knows it. Pure: what performance.now() and Date.now() say comes in.

/** What this device's two clocks say at one moment. */
export type Reading = {
  /** performance.now(): never set back, but some systems stop it while they sleep. */
  monotonicMs: number;
  /** Date.now(): goes on while the system sleeps, but people and systems set it. */
  wallMs: EpochMs;
};

export type ServerClock = {
  /** Server time at the anchor. */
  at: EpochMs;
  anchor: Reading;
  /** The latest server time that was read: without news from the server it never goes back. */
  shown: EpochMs;
  /** False until the server was asked by this page: the time is then the page's own, or a saved offset. */
  heard: boolean;
};

/** A clock set by a time of which it is known only that the server said it before `reading`. */
export const clockFromPage = (serverAt: EpochMs, reading: Reading): ServerClock => ({
  at: serverAt,
  anchor: reading,
  shown: serverAt,
  heard: false,
});

/** A clock set by the offset that an earlier page load measured (server clock minus wall clock, in ms). */
export const clockFromOffset = (wallOffsetMs: number, reading: Reading): ServerClock =>
  clockFromPage(reading.wallMs + wallOffsetMs, reading);

/** Ms since the anchor: the larger of both clocks, since time that passed in sleep has passed. */
const elapsedMs = ({ anchor }: ServerClock, reading: Reading): number =>
  Math.max(0, reading.monotonicMs - anchor.monotonicMs, reading.wallMs - anchor.wallMs);

/** The server's time at `reading`, and the clock that remembers that it was shown. */
export function readClock(clock: ServerClock, reading: Reading): ServerClock {
  return { ...clock, shown: Math.max(clock.shown, clock.at + elapsedMs(clock, reading)) };
}

/** Both clocks went different ways since the anchor: the device slept, or somebody set its clock. Time to ask. */
export const isInDoubt = ({ anchor }: ServerClock, reading: Reading): boolean =>
  Math.abs(reading.wallMs - anchor.wallMs - (reading.monotonicMs - anchor.monotonicMs)) > 2_000;

/**
 * The clock after a reply. The server said `serverNow` at some moment between `sent` and `received`. A clock that agrees
 * with that stays as it is, so that it does not tremble; any other is set to the middle of the round trip (Cristian
 * 1989), which is at most half of it wrong.
 */
export function hearServer(clock: ServerClock, serverNow: EpochMs, sent: Reading, received: Reading): ServerClock {
  const tripMs = Math.max(0, received.monotonicMs - sent.monotonicMs);
  const now = clock.at + elapsedMs(clock, received);
  const agrees = now >= serverNow && now <= serverNow + tripMs;
  if (clock.heard && agrees && !isInDoubt(clock, received)) return clock;
  const at = serverNow + tripMs / 2;
  return { at, anchor: received, shown: at, heard: true };
}

/** Server clock minus wall clock, in ms: what the next page load starts from where it cannot ask. */
export const wallOffsetMs = (clock: ServerClock): number => Math.round(clock.at - clock.anchor.wallMs);
