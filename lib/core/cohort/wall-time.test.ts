import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { momentOf, wallTimeOf } from "./wall-time";

// Whole hours, half hours, quarters, a change by half an hour, a day that was left out, and none at all.
const ZONES = [
  "UTC",
  "Europe/Vienna",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Apia",
  "Africa/Casablanca",
];
const zone = fc.constantFrom(...ZONES);
const utc = (wall: string): number => momentOf(wall, "UTC", "later") ?? 0;
const minute = fc.integer({ min: utc("2001-01-01T00:00") / MINUTE_MS, max: utc("2098-01-01T00:00") / MINUTE_MS });

test("what clocks show at a moment means that moment, or its twin of an hour that is shown twice", () => {
  fc.assert(
    fc.property(minute, zone, (minutes, timeZone) => {
      const moment = minutes * MINUTE_MS;
      const wall = wallTimeOf(moment, timeZone);
      const [early, late] = [momentOf(wall, timeZone, "earlier") ?? 0, momentOf(wall, timeZone, "later") ?? 0];
      expect([early, late]).toContain(moment);
      expect(late - early).toBeGreaterThanOrEqual(0);
      expect(late - early).toBeLessThanOrEqual(2 * HOUR_MS);
      expect(wallTimeOf(late, timeZone)).toBe(wall);
    }),
    FIXED_RUNS,
  );
});

test("every wall time means a moment, and an end never comes before an opening of the same words", () => {
  const wallTime = minute.map((minutes) => wallTimeOf(minutes * MINUTE_MS, "UTC"));
  fc.assert(
    fc.property(wallTime, zone, (wall, timeZone) => {
      const [early, late] = [momentOf(wall, timeZone, "earlier"), momentOf(wall, timeZone, "later")];
      expect(early).not.toBeNull();
      expect((late ?? 0) - (early ?? 0)).toBeGreaterThanOrEqual(0);
    }),
    FIXED_RUNS,
  );
});

test("the night in which clocks go forward, and the one in which they go back", () => {
  expect(momentOf("2026-03-29T02:30", "Europe/Vienna", "earlier")).toBe(utc("2026-03-29T00:30"));
  expect(momentOf("2026-03-29T02:30", "Europe/Vienna", "later")).toBe(utc("2026-03-29T01:30"));
  expect(momentOf("2026-10-25T02:30", "Europe/Vienna", "earlier")).toBe(utc("2026-10-25T00:30"));
  expect(momentOf("2026-10-25T02:30", "Europe/Vienna", "later")).toBe(utc("2026-10-25T01:30"));
  // A due time of 18:00 is six in the evening on both sides of the change.
  expect(momentOf("2026-10-24T18:00", "Europe/Vienna", "later")).toBe(utc("2026-10-24T16:00"));
  expect(momentOf("2026-10-26T18:00", "Europe/Vienna", "later")).toBe(utc("2026-10-26T17:00"));
});

test.each(["", "2026-02-30T10:00", "2026-01-01", "2026-01-01T24:01", "1999-01-01T00:00", "2026-01-01T10:00:00Z"])(
  "%j is no wall time",
  (text) => {
    expect(momentOf(text, "UTC", "later")).toBeNull();
  },
);
