import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

/** The same value with the keys of its objects in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test("the order of keys makes no difference, and nothing is lost", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(reversed(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each([
  { name: "the order of a list counts", left: [1, 2], right: [2, 1], equal: false },
  { name: "what is undefined does not count", left: { a: 1, b: undefined }, right: { a: 1 }, equal: true },
  { name: "null counts", left: { a: 1, b: null }, right: { a: 1 }, equal: false },
])("$name", ({ left, right, equal }) => {
  expect(canonicalJson(left) === canonicalJson(right)).toBe(equal);
});
