import { Temporal } from "temporal-polyfill";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";

/** A week that a digest tells of: from Monday to Monday in somebody's time zone. */
export type DigestWeek = {
  /** The ISO week that ended, such as 2026-W48. */
  week: string;
  /** The ISO week before that one. */
  before: string;
  from: EpochMs;
  to: EpochMs;
  /** When it is told: the Monday after, at seven. */
  at: EpochMs;
};

/** A digest that could not be made so long after its time is no news any more. */
const LATE_MS = DAY_MS;

function isoWeek(day: Temporal.PlainDate): string {
  return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, "0")}`;
}

/**
 * The week whose digest is to be told now in a time zone: on Monday from 07:00 on, for a day; null at any other time.
 * Where the clock skips 07:00 it is the moment after the gap.
 */
export function digestWeek(now: EpochMs, timeZone: string): DigestWeek | null {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const at = monday.toZonedDateTime({ timeZone, plainTime: "07:00" }).epochMilliseconds;
  if (now < at || now >= at + LATE_MS) return null;
  const last = monday.subtract({ days: 7 });
  return {
    week: isoWeek(last),
    before: isoWeek(last.subtract({ days: 7 })),
    from: last.toZonedDateTime({ timeZone }).epochMilliseconds,
    to: monday.toZonedDateTime({ timeZone }).epochMilliseconds,
    at,
  };
}
