import { expect, test } from "vitest";
import { durationInWords, minutesAndSeconds } from "./duration";

test.each([
  { ms: -5_000, words: "0 seconds", clock: "0:00" },
  { ms: 0, words: "0 seconds", clock: "0:00" },
  { ms: 1_000, words: "1 second", clock: "0:01" },
  { ms: 45_400, words: "45 seconds", clock: "0:45" },
  { ms: 60_000, words: "1 minute", clock: "1:00" },
  { ms: 187_000, words: "3 minutes", clock: "3:07" },
  { ms: 1_680_000, words: "28 minutes", clock: "28:00" },
  { ms: 7_800_000, words: "130 minutes", clock: "130:00" },
])("$ms ms are $words, $clock", ({ ms, words, clock }) => {
  expect(durationInWords(ms)).toBe(words);
  expect(minutesAndSeconds(ms)).toBe(clock);
});

test("the seconds of a minute never reach sixty on the clock", () => {
  expect(minutesAndSeconds(59_600)).toBe("1:00");
  expect(minutesAndSeconds(119_500)).toBe("2:00");
});
