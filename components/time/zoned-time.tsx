import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { momentIn } from "./moment-text";

/** A moment as date and time of a named zone, such as a cohort's: the same for everybody who reads it. */
export function ZonedTime({
  at,
  zone,
  named = false,
  weekday = true,
}: {
  at: EpochMs;
  zone: string;
  named?: boolean;
  weekday?: boolean;
}) {
  return (
    <time dateTime={new Date(at).toISOString()} className="num">
      {momentIn(at, zone, weekday)}
      {named ? ` (${zone.replaceAll("_", " ")})` : ""}
    </time>
  );
}
