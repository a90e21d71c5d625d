import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { inviteCode, normalCode, spacedCode } from "./invite-code";

const bytes = fc.uint8Array({ minLength: 12, maxLength: 12 });

test("a code is found again however it is typed", () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = inviteCode(random);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      for (const typed of [code, code.toLowerCase(), spacedCode(code), ` ${spacedCode(code).replaceAll("-", " ")} `])
        expect(normalCode(typed)).toBe(code);
      expect(normalCode(code.replaceAll("0", "o").replaceAll("1", "l"))).toBe(code);
    }),
    FIXED_RUNS,
  );
});

test.each(["", "ABCD", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKMN-P", "ÄBCD-EFGH-JKMN", "a".repeat(100)])(
  "%j is no code",
  (text) => {
    expect(normalCode(text)).toBeNull();
  },
);

test("too few bytes make no code", () => {
  expect(() => inviteCode(new Uint8Array(11))).toThrow(RangeError);
});
