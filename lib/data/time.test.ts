import { expect, test } from "vitest";
import { newId } from "./new-id";
import { toDate, toDateOrNull, toEpochMs, toEpochMsOrNull } from "./time";

test.each([
  { name: "the epoch", ms: 0 },
  { name: "a time with milliseconds", ms: 1_795_437_296_789 },
  { name: "before the epoch", ms: -1 },
])("$name goes to a date and back", ({ ms }) => {
  expect(toEpochMs(toDate(ms))).toBe(ms);
  expect(toEpochMsOrNull(toDateOrNull(ms))).toBe(ms);
});

test("null stays null", () => {
  expect(toDateOrNull(null)).toBeNull();
  expect(toEpochMsOrNull(null)).toBeNull();
});

test.each([
  { name: "not a number", ms: Number.NaN },
  { name: "a fraction of a millisecond", ms: 0.5 },
  { name: "a year of five digits", ms: Date.UTC(10_000, 0, 1) },
  { name: "a year of three digits", ms: Date.UTC(999, 0, 1) },
])("$name is no time to store", ({ ms }) => {
  expect(() => toDate(ms)).toThrow(RangeError);
});

test("ids differ and are UUIDs of version 7", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual(
    [],
  );
});

test("ids sort in the order they were made", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
});
