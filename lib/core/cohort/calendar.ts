import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { wallTimeOf } from "./wall-time";

/** One date of a calendar. `changedAt` lets a calendar that knows it already see which is newer. */
export type CalendarEntry = {
  uid: string;
  title: string;
  note: string;
  address: string;
  startsAt: EpochMs;
  endsAt: EpochMs;
  changedAt: EpochMs;
};

const LINE_BYTES = 75;

const stamp = (at: EpochMs): string => `${wallTimeOf(at, "UTC", "second").replaceAll(/[-:]/g, "")}Z`;

/** Text as a value (RFC 5545, 3.3.11): without control characters, which no calendar takes. */
const text = (value: string): string =>
  value
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get in
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replaceAll("\\", "\\\\")
    .replaceAll(";", "\\;")
    .replaceAll(",", "\\,")
    .replaceAll("\n", "\\n");

/** A line in pieces of at most 75 octets, the later ones with a blank before them (RFC 5545, 3.1). */
function folded(line: string): string {
  const pieces: string[] = [];
  const encoder = new TextEncoder();
  let piece = "";
  let bytes = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    const most = pieces.length === 0 ? LINE_BYTES : LINE_BYTES - 1;
    if (bytes + size > most) {
      pieces.push(piece);
      piece = "";
      bytes = 0;
    }
    piece += sign;
    bytes += size;
  }
  return [...pieces, piece].join("\r\n ");
}

/** A calendar of dates as iCalendar (RFC 5545), all times in UTC, so that no reader needs our time zones. */
export function iCalendar(name: string, entries: readonly CalendarEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Trapline//Assignments//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${text(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ...entries.flatMap(({ uid, title, note, address, startsAt, endsAt, changedAt }) => [
      "BEGIN:VEVENT",
      `UID:${text(uid)}`,
      `DTSTAMP:${stamp(changedAt)}`,
      `DTSTART:${stamp(startsAt)}`,
      `DTEND:${stamp(endsAt)}`,
      `SUMMARY:${text(title)}`,
      `DESCRIPTION:${text(note)}`,
      `URL:${address.replaceAll(/\s/g, "")}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}
