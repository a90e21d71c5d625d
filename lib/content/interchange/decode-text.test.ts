import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { decodeText, encodeText, utf8Length } from "./decode-text";
import { LIMITS } from "./exchange";

const utf16 = (text: string, order: "le" | "be"): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let place = 0; place < text.length; place += 1) {
    view.setUint16(place * 2, text.charCodeAt(place), order === "le");
  }
  return bytes;
};

describe("what is read", () => {
  test.each([
    { name: "UTF-8", bytes: encodeText("née 漢 𝄞") },
    { name: "UTF-8 with its mark", bytes: encodeText("née 漢 𝄞", { bom: true }) },
    { name: "UTF-16, little end first", bytes: utf16("\uFEFFnée 漢 𝄞", "le") },
    { name: "UTF-16, big end first", bytes: utf16("\uFEFFnée 漢 𝄞", "be") },
  ])("$name", ({ bytes }) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: "née 漢 𝄞" });
  });

  test("only the first mark is one: a second is text", () => {
    expect(decodeText(encodeText("\uFEFFx", { bom: true }))).toEqual({ ok: true, value: "\uFEFFx" });
  });

  test("lines end in one way", () => {
    expect(decodeText(encodeText("a\r\nb\rc\nd\r\r\n"))).toEqual({ ok: true, value: "a\nb\nc\nd\n\n" });
  });

  test("every text without a carriage return or a NUL comes back", () => {
    const text = fc.string({ unit: "binary" }).filter((value) => !/[\r\0]/.test(value) && value.trim() !== "");
    fc.assert(
      fc.property(text, (value) => {
        expect(decodeText(encodeText(value, { bom: true }))).toEqual({ ok: true, value });
        expect(utf8Length(value)).toBe(encodeText(value).length);
      }),
      FIXED_RUNS,
    );
  });
});

describe("what is refused, and why", () => {
  test.each([
    { name: "no bytes", bytes: new Uint8Array(), says: "empty" },
    { name: "a mark alone", bytes: encodeText("", { bom: true }), says: "empty" },
    { name: "blanks alone", bytes: encodeText(" \r\n\t\n"), says: "empty" },
    { name: "Latin-1", bytes: new Uint8Array([0x61, 0x0a, 0x62, 0x0a, 0x6e, 0xe9, 0x65]), says: "Line 3 holds bytes" },
    { name: "a character cut off at the end", bytes: new Uint8Array([0x61, 0xe6, 0xbc]), says: "Line 1 holds bytes" },
    { name: "a surrogate in UTF-8", bytes: new Uint8Array([0x61, 0xed, 0xa0, 0x80]), says: "not UTF-8" },
    { name: "UTF-16 without its mark", bytes: utf16("abc", "le"), says: "UTF-16 without a byte order mark" },
    { name: "half of UTF-16", bytes: utf16("\uFEFFabc", "le").subarray(0, 7), says: "half a character" },
    { name: "a lone surrogate in UTF-16", bytes: utf16("\uFEFFa\uD800b", "be"), says: "UTF-16 but is not" },
    { name: "UTF-32", bytes: new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), says: "UTF-32" },
    { name: "a NUL", bytes: encodeText("a\0b"), says: "binary" },
    { name: "a workbook", bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), says: "ZIP archive" },
    { name: "a PDF", bytes: encodeText("%PDF-1.7\n"), says: "PDF" },
    { name: "noise", bytes: new Uint8Array([0x80, 0xfe, 0x00, 0x12]), says: "binary" },
    { name: "a long line", bytes: encodeText(`a\n${"x".repeat(LIMITS.fieldBytes + 1)}`), says: "Line 2 is longer" },
    {
      name: "a line long in bytes alone",
      bytes: encodeText("漢".repeat(Math.ceil(LIMITS.fieldBytes / 3) + 1)),
      says: "Line 1 is longer",
    },
  ])("$name", ({ bytes, says }) => {
    const outcome = decodeText(bytes);
    expect(outcome.ok ? "" : outcome.error).toContain(says);
  });

  test("a file over the bound, before anything else is looked at", () => {
    const outcome = decodeText(new Uint8Array(LIMITS.bytes + 1));
    expect(outcome.ok ? "" : outcome.error).toContain("larger than 20 MB");
  });

  test("the largest file with a wrong last byte is told in time", () => {
    const bytes = new Uint8Array(LIMITS.bytes).fill(0x61);
    bytes[bytes.length - 1] = 0xff;
    const before = performance.now();
    expect(decodeText(bytes).ok).toBe(false);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

test("a line as long as the bound is read, and any line where the format says so", () => {
  expect(decodeText(encodeText("x".repeat(LIMITS.fieldBytes))).ok).toBe(true);
  expect(decodeText(encodeText("x".repeat(LIMITS.fieldBytes * 2)), { lineBytes: null }).ok).toBe(true);
});
