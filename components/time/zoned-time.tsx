import type { EpochMs } from "@/lib/core/shared/epoch-ms";

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
  const text = new Intl.DateTimeFormat("en-GB", {
    ...(weekday ? { weekday: "short" } : {}),
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
  return (
    <time dateTime={new Date(at).toISOString()} className="num">
      {text}
      {named ? ` (${zone.replaceAll("_", " ")})` : ""}
    </time>
  );
}
