import { expect, test } from "vitest";
import { samplePack } from "@/lib/content/testing/sample-pack";
import { lessons } from "./lessons";

const today = "2026-11-23";
const FIGURE = "![Heat](diagrams/heat.svg)";
const TABLE = "| leaf | heat |\n|---|---|\n| green green green | 80 |";

const check = (...parts: string[]) => {
  const sections = [{ id: "a", title: "A", markdown: parts.join("\n\n"), exams: [] }];
  const pack = samplePack({ lessons: samplePack().lessons.map((lesson) => ({ ...lesson, sections })) });
  return lessons(pack, { today }).map(({ severity, message }) => `${severity}: ${message.replace(/,.*/, "")}`);
};
const words = (count: number): string => "leaf ".repeat(count).trim();

test.each([
  { count: 499, faults: ["error: 499 words without tables"] },
  { count: 500, faults: ["warning: 500 words without tables"] },
  { count: 600, faults: [] },
  { count: 1200, faults: [] },
  { count: 1300, faults: ["warning: 1300 words without tables"] },
  { count: 1301, faults: ["error: 1301 words without tables"] },
])("$count words", ({ count, faults }) => {
  expect(check(FIGURE, TABLE, words(count))).toEqual(faults);
});

test("a lesson has a table and a figure", () => {
  expect(check(words(700))).toEqual(["error: has no table", "error: has no figure"]);
});
