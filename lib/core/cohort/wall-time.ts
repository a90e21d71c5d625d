import { Temporal } from "temporal-polyfill";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

// Days and hours of a cohort are those of its own time zone. `2026-03-29T02:30` is a wall time.

/** Which of two moments a wall time means that a clock shows twice, and on which side one falls that it never shows. */
export type Rather = "earlier" | "later";

/**
 * The moment at which clocks in a zone show a wall time (`YYYY-MM-DDTHH:mm`). An hour that is shown twice, or never, is
 * taken as asked: an opening early, an end late, so that nobody loses time by a change of clocks. Null for what is no
 * wall time or lies outside of the years 2000 to 2199.
 *
 * @throws RangeError for a zone that is none.
 */
export function momentOf(wall: string, timeZone: string, rather: Rather): EpochMs | null {
  if (!/^2[01]\d\d-\d\d-\d\dT\d\d:\d\d$/.test(wall)) return null;
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(wall, { overflow: "reject" });
  } catch {
    return null;
  }
  return plain.toZonedDateTime(timeZone, { disambiguation: rather }).epochMilliseconds;
}

/** What clocks in a zone show at a moment: `YYYY-MM-DDTHH:mm`, or with its seconds. */
export function wallTimeOf(moment: EpochMs, timeZone: string, to: "minute" | "second" = "minute"): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: to });
}

/** The Monday (`YYYY-MM-DD`) of the week in which a moment falls, by the clocks of a zone. */
export function weekOf(moment: EpochMs, timeZone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone).toPlainDate();
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** So many weeks up to one, the oldest first; weeks are named by their Mondays. */
export function weeksUpTo(week: string, count: number): string[] {
  const last = Temporal.PlainDate.from(week);
  return Array.from({ length: count }, (_, index) => last.subtract({ weeks: count - 1 - index }).toString());
}
