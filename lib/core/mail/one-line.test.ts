import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { isPlainAddress, oneLine } from "./one-line";

test("no text makes a second line, and none is longer than it may be", () => {
  const parts = fc.constantFrom("\r\n", "\n", "\u0000", "\u2028", "\u0085", "Bcc: a@b.c", " ", "ä", "\u202e", "x");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (texts, max) => {
      const line = oneLine(texts.join(""), max);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(line.length).toBeLessThanOrEqual(max);
    }),
    FIXED_RUNS,
  );
});

test("what is one line already stays as it is", () => {
  expect(oneLine("Größe & “Maß”", 80)).toBe("Größe & “Maß”");
});

test.each([
  { address: "ada@example.org", plain: true },
  { address: "ada.lovelace+class@example.org", plain: true },
  { address: "ada", plain: false },
  { address: "ada@", plain: false },
  { address: "ada@example.org, bob@example.org", plain: false },
  { address: "<ada@example.org>", plain: false },
  { address: "ada@example.org\r\nRCPT TO:<bob@example.org>", plain: false },
  { address: `${"a".repeat(64)}@${"b".repeat(250)}.org`, plain: false },
])("$address is plain: $plain", ({ address, plain }) => {
  expect(isPlainAddress(address)).toBe(plain);
});
