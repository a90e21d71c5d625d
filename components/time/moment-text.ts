import type { EpochMs } from "@/lib/core/shared/epoch-ms";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format of date and time in a zone; kept, since making one takes longer than using it a hundred times. */
function formatIn(zone: string, weekday: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${weekday}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    ...(weekday ? { weekday: "short" } : {}),
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
  if (formats.size > 1_000) formats.clear();
  formats.set(key, format);
  return format;
}

/** A moment as date and time in a zone. */
export const momentIn = (at: EpochMs, zone: string, weekday = false): string => formatIn(zone, weekday).format(at);

/** A moment as date and time in the zone of a reader, which is named where it may not be theirs. */
export const readersMoment = (at: EpochMs, zone: string): string =>
  `${momentIn(at, zone)}${zone === "UTC" ? " UTC" : ""}`;

/** A moment in the zone of this browser. */
export const localMoment = (at: EpochMs): string => readersMoment(at, Intl.DateTimeFormat().resolvedOptions().timeZone);
