import { expect, test } from "vitest";
import { addressFields, bankAddress, cursorOf, readBankQuery, without } from "./bank-query";

const first = { after: null, before: null, sort: "id" };

test("an empty address narrows nothing", () => {
  const blank = { text: "", lesson: "", state: "published", sort: "", after: "" };
  for (const params of [{}, blank]) expect(readBankQuery(params)).toEqual({ ...first, filter: {}, unreadable: [] });
});

test("an address is read, and written again as it was", () => {
  const params = {
    text: "batch „große“ 100 %",
    lesson: "3.1",
    trap: "trap-one",
    type: "ordering",
    exam: "exam-1",
    difficulty: "3",
    state: "all",
    age: "stale",
    since: "2026-01-31",
    draws: "without",
    counter: "only",
    flag: "drifting",
    sort: "-verified",
  };
  const { unreadable, ...query } = readBankQuery(params);
  expect(unreadable).toEqual([]);
  expect(Object.fromEntries(addressFields(query))).toEqual(params);
  const address = new URL(bankAddress(query, { after: "2026-01-31~q-1" }), "https://bank.example");
  expect(Object.fromEntries(address.searchParams)).toEqual({ ...params, after: "2026-01-31~q-1" });
  expect(without(query.filter, "text")).not.toHaveProperty("text");
});

test.each([
  { name: "a lesson twice", params: { lesson: ["3.1", "3.2"] }, unreadable: ["lesson"] },
  { name: "a trap that is no id", params: { trap: "' OR 1=1" }, unreadable: ["trap"] },
  { name: "another type", params: { type: "essay" }, unreadable: ["type"] },
  { name: "no day", params: { since: "2026-02-30" }, unreadable: ["since"] },
  { name: "a long text", params: { text: "x".repeat(201) }, unreadable: ["text"] },
  { name: "another order", params: { sort: "hash" }, unreadable: ["sort"] },
  { name: "a place of another order", params: { after: "3~q-1", sort: "id" }, unreadable: ["after"] },
  { name: "no place", params: { before: "../x", sort: "id" }, unreadable: ["before"] },
])("$name is left out and named", ({ params, unreadable }) => {
  expect(readBankQuery(params)).toEqual({ ...first, filter: {}, unreadable });
});

test.each([
  { sort: "id", place: "q.1-a" },
  { sort: "verified", place: "2026-11-20~q.1-a" },
  { sort: "-difficulty", place: "4~q.1-a" },
] as const)("the place of a row by $sort", ({ sort, place }) => {
  const row = { id: "q.1-a", verifiedOn: "2026-11-20", difficulty: 4 };
  expect(cursorOf(row, sort)).toBe(place);
  expect(readBankQuery({ sort, after: place })).toMatchObject({ after: { id: "q.1-a" }, unreadable: [] });
});

test("a row whose day nobody knows has a place too", () => {
  const place = cursorOf({ id: "q-1", verifiedOn: "", difficulty: 1 }, "verified");
  expect(readBankQuery({ sort: "verified", after: place }).after).toEqual({ key: "0", id: "q-1" });
});
