import { expect, test } from "vitest";
import { nextDaily } from "./daily";
import { DAY_MS, HOUR_MS } from "./epoch-ms";

/** Some midnight. */
const DAY = 20_783 * DAY_MS;

test.each([
  { name: "just before", now: DAY + 3 * HOUR_MS - 1, next: DAY + 3 * HOUR_MS },
  { name: "at that hour", now: DAY + 3 * HOUR_MS, next: DAY + 27 * HOUR_MS },
  { name: "late in the evening", now: DAY + 23 * HOUR_MS, next: DAY + 27 * HOUR_MS },
])("$name the next three o'clock is the right one", ({ now, next }) => {
  expect(nextDaily(now, 3)).toBe(next);
});
