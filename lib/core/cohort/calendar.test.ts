import fc from "fast-check";
import { expect, test } from "vitest";
import { iCalendar } from "./calendar";
import { momentOf } from "./wall-time";

const utc = (wall: string): number => momentOf(wall, "UTC", "later") ?? 0;
const entry = {
  uid: "a@trapline",
  title: "Due: Serving, pricing; and \\ more",
  note: "First line\nSecond line",
  address: "https://example.org/due",
  startsAt: utc("2026-12-01T17:00"),
  endsAt: utc("2026-12-01T18:00"),
  changedAt: utc("2026-11-26T09:30") + 15_000,
};
const unfolded = (calendar: string): string[] => calendar.replaceAll("\r\n ", "").split("\r\n");

test("a date is said in UTC, its text escaped", () => {
  const lines = unfolded(iCalendar("Trapline", [entry]));
  expect(lines).toEqual(
    expect.arrayContaining([
      "UID:a@trapline",
      "DTSTAMP:20261126T093015Z",
      "DTSTART:20261201T170000Z",
      "DTEND:20261201T180000Z",
      "SUMMARY:Due: Serving\\, pricing\\; and \\\\ more",
      "DESCRIPTION:First line\\nSecond line",
    ]),
  );
});

test("no text makes a line of its own or too long a one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (words) => {
      const calendar = iCalendar(words, [{ ...entry, title: words, note: words, uid: words }]);
      for (const line of calendar.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const names = unfolded(calendar).map((line) => line.split(/[:;]/)[0]);
      expect(names.filter((name) => name === "BEGIN")).toHaveLength(2);
      expect(names.filter((name) => name === "UID" || name === "SUMMARY")).toHaveLength(2);
      expect(calendar).not.toMatch(/(^|[^\r])\n/);
    }),
    { seed: 7, numRuns: 100 },
  );
});
