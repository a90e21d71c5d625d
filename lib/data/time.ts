import type { EpochMs } from "@/lib/core/shared/epoch-ms";

// SQLite holds times as text: outside of four-digit years its order is not that of time.
const EARLIEST_MS = Date.parse("1000-01-01T00:00:00.000Z");
const LATEST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** A DateTime column's value as epoch milliseconds: the rest of the code knows no Date. */
export function toEpochMs(date: Date): EpochMs {
  return date.getTime();
}

/** As `toEpochMs`, for a column that may be null. */
export function toEpochMsOrNull(date: Date | null): EpochMs | null {
  return date === null ? null : date.getTime();
}

/**
 * Epoch milliseconds as the value of a DateTime column (UTC). Columns hold whole milliseconds.
 *
 * @throws RangeError for a number that is no whole millisecond of the years that both engines can hold and sort.
 */
export function toDate(ms: EpochMs): Date {
  if (!Number.isInteger(ms) || ms < EARLIEST_MS || ms > LATEST_MS) {
    throw new RangeError(`${ms} is no time that can be stored`);
  }
  return new Date(ms);
}

/** As `toDate`, for a column that may be null. */
export function toDateOrNull(ms: EpochMs | null): Date | null {
  return ms === null ? null : toDate(ms);
}

/** The calendar day (UTC) of a moment, `YYYY-MM-DD`. */
export const toDay = (at: EpochMs): string => toDate(at).toISOString().slice(0, 10);
