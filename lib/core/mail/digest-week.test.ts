import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { digestWeek } from "./digest-week";

const utc = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

describe("the week of a digest", () => {
  test.each([
    { zone: "UTC", now: "2026-11-23T06:59:59Z", week: null },
    { zone: "UTC", now: "2026-11-23T07:00:00Z", week: "2026-W47" },
    { zone: "UTC", now: "2026-11-24T06:59:59Z", week: "2026-W47" },
    { zone: "UTC", now: "2026-11-24T07:00:00Z", week: null },
    // Two hours earlier in summer than the year's other half would have it.
    { zone: "Europe/Vienna", now: "2026-10-19T05:00:00Z", week: "2026-W42" },
    { zone: "Europe/Vienna", now: "2026-10-26T05:30:00Z", week: null },
    { zone: "Europe/Vienna", now: "2026-10-26T06:00:00Z", week: "2026-W43" },
    { zone: "Asia/Kathmandu", now: "2026-11-23T01:15:00Z", week: "2026-W47" },
    // Half-hour daylight saving time; the Monday of the zone is Sunday in UTC.
    { zone: "Australia/Lord_Howe", now: "2026-10-04T20:00:00Z", week: "2026-W40" },
    // A year's first digest tells of the last week of the year before.
    { zone: "UTC", now: "2027-01-04T08:00:00Z", week: "2026-W53" },
  ])("at $now in $zone is $week", ({ zone, now, week }) => {
    expect(digestWeek(utc(now), zone)?.week ?? null).toBe(week);
  });

  test("goes from Monday to Monday, so the one with the long night has an hour more", () => {
    const found = digestWeek(utc("2026-10-26T06:00:00Z"), "Europe/Vienna");
    expect(found).toMatchObject({ before: "2026-W42", at: utc("2026-10-26T06:00:00Z") });
    expect((found?.to ?? 0) - (found?.from ?? 0)).toBe(7 * DAY_MS + HOUR_MS);
  });

  test("is told once, for a day, in every week of every zone", () => {
    const zones = ["UTC", "Europe/Vienna", "America/New_York", "Pacific/Apia", "Africa/Cairo", "America/Sao_Paulo"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 520 }), (zone, weeks) => {
        const begin = utc("2024-01-05T12:00:00Z") + weeks * 7 * DAY_MS;
        const steps = Array.from({ length: 14 * 24 * 2 }, (_, index) =>
          digestWeek(begin + index * 30 * MINUTE_MS, zone),
        );
        const told = new Set(steps.flatMap((found) => (found === null ? [] : [found.week])));
        expect(told.size).toBe(2);
      }),
      { ...FIXED_RUNS, numRuns: 20 },
    );
  });
});
