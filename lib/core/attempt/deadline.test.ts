import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { type ClockPhase, clockPhase, GRACE_MS, timeLeftMs, warningsMs } from "./deadline";

const DEADLINE = 1_795_437_296_789;

test("the grace is a minute", () => {
  expect(GRACE_MS).toBe(60_000);
});

test.each<{ name: string; after: number; phase: ClockPhase; left: number }>([
  { name: "an hour before", after: -HOUR_MS, phase: "open", left: HOUR_MS },
  { name: "a millisecond before the deadline", after: -1, phase: "open", left: 1 },
  { name: "at the deadline", after: 0, phase: "closing", left: 0 },
  { name: "a millisecond after the deadline", after: 1, phase: "closing", left: 0 },
  { name: "a millisecond before the end of the grace", after: 59_999, phase: "closing", left: 0 },
  { name: "at the end of the grace", after: 60_000, phase: "closing", left: 0 },
  { name: "a millisecond after the grace", after: 60_001, phase: "over", left: 0 },
])("$name: $phase", ({ after, phase, left }) => {
  expect(clockPhase(DEADLINE, DEADLINE + after)).toBe(phase);
  expect(timeLeftMs(DEADLINE, DEADLINE + after)).toBe(left);
});

test("without a deadline an attempt is always open", () => {
  expect(clockPhase(null, Number.MAX_SAFE_INTEGER)).toBe("open");
  expect(timeLeftMs(null, 0)).toBeNull();
});

test("the phase never goes back while time goes on, and no time is left after the open one", () => {
  const phases: ClockPhase[] = ["open", "closing", "over"];
  const time = fc.integer({ min: -2 * GRACE_MS, max: 2 * GRACE_MS });
  fc.assert(
    fc.property(time, time, (a, b) => {
      const [first, second] = [DEADLINE + Math.min(a, b), DEADLINE + Math.max(a, b)];
      expect(phases.indexOf(clockPhase(DEADLINE, second))).toBeGreaterThanOrEqual(
        phases.indexOf(clockPhase(DEADLINE, first)),
      );
      expect(timeLeftMs(DEADLINE, second)).toBeLessThanOrEqual(timeLeftMs(DEADLINE, first) ?? 0);
      expect((timeLeftMs(DEADLINE, first) ?? 0) > 0).toBe(clockPhase(DEADLINE, first) === "open");
    }),
    FIXED_RUNS,
  );
});

test.each([
  { name: "no limit", limit: null, warnings: [] },
  { name: "7.5 minutes", limit: 7.5 * MINUTE_MS, warnings: [] },
  { name: "a little more", limit: 7.5 * MINUTE_MS + 1, warnings: [5 * MINUTE_MS] },
  { name: "the default exam", limit: 28 * MINUTE_MS, warnings: [5 * MINUTE_MS] },
  { name: "45 minutes", limit: 45 * MINUTE_MS, warnings: [5 * MINUTE_MS] },
  { name: "a little more than 45 minutes", limit: 45 * MINUTE_MS + 1, warnings: [30 * MINUTE_MS, 5 * MINUTE_MS] },
  { name: "the long exam", limit: 56 * MINUTE_MS, warnings: [30 * MINUTE_MS, 5 * MINUTE_MS] },
])("warnings with $name", ({ limit, warnings }) => {
  expect(warningsMs(limit)).toEqual(warnings);
});
