import { expect, test } from "vitest";
import { isStorable } from "./storable";

test("texts with NUL or half a surrogate pair are not storable, wherever they stand", () => {
  for (const bad of ["\0", "a\0b", "\ud800", "b\udfff", "\udc00\ud800"]) {
    for (const value of [bad, [bad], { a: bad }, { [bad]: 1 }, { a: [{ b: [1, bad] }] }]) {
      expect(isStorable(value), JSON.stringify(value)).toBe(false);
    }
  }
});

test("everything else is", () => {
  const values = ["", "é", "💥", "\u202e\uffff", 1, Number.NaN, null, undefined, true, [], {}, { a: [{ b: "c" }] }, 2n];
  for (const value of values) expect(isStorable(value), String(value)).toBe(true);
});

test("what is very deep is looked through without an end of the stack, and what is very large is refused", () => {
  let deep: unknown = "\0";
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(isStorable(deep)).toBe(false);
  expect(isStorable(Array.from({ length: 300_000 }, () => 1))).toBe(false);
});
