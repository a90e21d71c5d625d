import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { failureWords, isForGood, MAX_TRIES, retryAt } from "./retry";

describe("the pause before another try", () => {
  test("doubles from a minute, up to six hours", () => {
    expect([1, 2, 3, 9, 10, 40].map((tries) => retryAt(tries, 0) / MINUTE_MS)).toEqual([1, 2, 4, 256, 360, 360]);
  });

  test("all of them together outlast a weekend's night", () => {
    const pauses = Array.from({ length: MAX_TRIES - 1 }, (_, index) => retryAt(index + 1, 0));
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(20 * HOUR_MS);
  });
});

test.each([
  { at: "address", status: 550, forGood: true, words: "address refused (550)" },
  { at: "message", status: 554, forGood: true, words: "message refused (554)" },
  { at: "address", status: 450, forGood: false, words: "address refused (450)" },
  { at: "connection", status: 535, forGood: false, words: "no connection (535)" },
  { at: "connection", status: null, forGood: false, words: "no connection" },
] as const)("$words: for good $forGood", ({ at, status, forGood, words }) => {
  expect(isForGood({ at, status })).toBe(forGood);
  expect(failureWords({ at, status })).toBe(words);
});
