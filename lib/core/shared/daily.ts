import { DAY_MS, type EpochMs, HOUR_MS } from "./epoch-ms";

/** The next time after `now` at which it is this hour (UTC). */
export function nextDaily(now: EpochMs, hourUtc: number): EpochMs {
  const today = Math.floor(now / DAY_MS) * DAY_MS + hourUtc * HOUR_MS;
  return today > now ? today : today + DAY_MS;
}
