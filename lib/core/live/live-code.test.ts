import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { liveCode, normalLiveCode, spacedLiveCode } from "./live-code";

test("a code is found again however it is typed", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (random) => {
      const code = liveCode(random);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/);
      for (const typed of [code, code.toLowerCase(), spacedLiveCode(code), ` ${code.slice(0, 3)}-${code.slice(3)} `])
        expect(normalLiveCode(typed)).toBe(code);
      expect(normalLiveCode(code.replaceAll("0", "o").replaceAll("1", "i"))).toBe(code);
    }),
    FIXED_RUNS,
  );
});

test.each(["", "ABC", "ABCDE", "ABCDEFG", "ABCDEU", "ÄBCDEF", "A".repeat(50)])("%j is no code", (text) => {
  expect(normalLiveCode(text)).toBeNull();
});

test("too few bytes make no code", () => {
  expect(() => liveCode(new Uint8Array(5))).toThrow(RangeError);
});
