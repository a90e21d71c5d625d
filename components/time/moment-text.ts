import type { EpochMs } from "@/lib/core/shared/epoch-ms";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format of date and time in a zone; kept, since making one takes longer than using it a hundred times. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  });
  if (formats.size > 1_000) formats.clear();
  formats.set(zone, format);
  return format;
}

/** A moment as date and time in a zone. */
export const momentIn = (at: EpochMs, zone: string): string => formatIn(zone).format(at);

/** A moment as date and time in the zone of a reader, which is named where it may not be theirs. */
export const readersMoment = (at: EpochMs, zone: string): string =>
  `${momentIn(at, zone)}${zone === "UTC" ? " UTC" : ""}`;

/** A moment in the zone of this browser. */
export const localMoment = (at: EpochMs): string => readersMoment(at, Intl.DateTimeFormat().resolvedOptions().timeZone);
