import { expect, test } from "vitest";
import { searchForm, searchParts } from "./search-text";

test.each([
  { name: "case and umlauts", text: "GROẞE Übung ÄÖÜ", form: "große übung äöü" },
  { name: "letters that were typed in two strokes", text: "U\u0308bung", form: "übung" },
  { name: "lines and spaces", text: " one\n\n two\tthree ", form: "one two three" },
  { name: "signs that mean anything to LIKE", text: "100 % of a_b\\c", form: "100 ％ of a＿b＼c" },
])("one form for $name", ({ text, form }) => {
  expect(searchForm(text)).toBe(form);
  expect(searchForm(form)).toBe(searchForm(text));
});

test.each([
  { search: "", parts: [] },
  { search: "  Batch  transform ", parts: ["batch", "transform"] },
  { search: '"batch transform" job', parts: ["batch transform", "job"] },
  { search: "„batch transform“", parts: ["batch transform"] },
  { search: 'half a "quote', parts: ["half", "a", "quote"] },
  { search: "twice twice", parts: ["twice"] },
])("the parts of <$search>", ({ search, parts }) => {
  expect(searchParts(search)).toEqual(parts);
});
