import { expect, test } from "vitest";
import { packQuestion, packWith, samplePack } from "@/lib/content/testing/sample-pack";
import { stemLength } from "./stem-length";

const today = "2026-11-23";
const words = (count: number): string => "leaf ".repeat(count).trim();

test.each([
  { name: "40 words with the ask are enough", stem: words(38), ask: "What now?", faults: 0 },
  { name: "39 words are too few", stem: words(37), ask: "What now?", faults: 1 },
  { name: "130 words are not too many", stem: words(128), ask: "What now?", faults: 0 },
  { name: "131 words are too many", stem: words(129), ask: "What now?", faults: 1 },
  {
    name: "marks and table lines are no words",
    stem: `${words(38)}\n\n| |\n|---|\n| — |`,
    ask: "What now?",
    faults: 0,
  },
])("$name", ({ stem, ask, faults }) => {
  expect(stemLength(packWith({ stem, ask }), { today })).toHaveLength(faults);
});

test.each([
  { name: "a scenario helps to the least", scenario: 30, stem: 8, faults: 0 },
  { name: "scenario and stem may be too short together", scenario: 29, stem: 8, faults: 1 },
  { name: "a stem needs words of its own", scenario: 90, stem: 7, faults: 1 },
  { name: "a scenario does not count to the most", scenario: 90, stem: 100, faults: 0 },
])("in a case $name", ({ scenario, stem, faults }) => {
  const context = { id: "tea-case", title: "A case", scenario: words(scenario), position: 0, of: 2 };
  const questions = [packQuestion({ stem: words(stem), ask: "What now?" }, context)];
  expect(stemLength(samplePack({ questions }), { today })).toHaveLength(faults);
});
