import { expect, test } from "vitest";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { type ExtraTime, extraTimeSchema, limitWithExtraMs } from "./accommodation";

test.each<{ extra: ExtraTime; limit: number | null }>([
  { extra: "none", limit: 28 * MINUTE_MS },
  { extra: "plus-30", limit: 58 * MINUTE_MS },
  { extra: "x1.5", limit: 42 * MINUTE_MS },
  { extra: "x2", limit: 56 * MINUTE_MS },
  { extra: "untimed", limit: null },
])("28 minutes with extra time $extra", ({ extra, limit }) => {
  expect(limitWithExtraMs(28 * MINUTE_MS, extra)).toBe(limit);
});

test("limits are whole milliseconds", () => {
  expect(limitWithExtraMs(1_001, "x1.5")).toBe(1_502);
});

test("extra time never shortens", () => {
  for (const extra of extraTimeSchema.options) {
    expect(limitWithExtraMs(1_000, extra) ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(1_000);
  }
});

test.each(["", "x3", "X2", null])("%j is no extra time", (value) => {
  expect(extraTimeSchema.safeParse(value).success).toBe(false);
});
