import { expect, test } from "vitest";
import type { NextStep } from "./next-step";
import { questionMinutes, sectionMinutes, stepMinutes } from "./step-minutes";

const trap = "t";
const price = { section: 4, checks: 5 };

test.each<{ step: NextStep; minutes: number | null }>([
  { step: { kind: "confirm", trap, because: "report", refused: 2, more: 1, seenOnly: false }, minutes: 2 },
  { step: { kind: "drill", trap, more: 3, of: 3, seenOnly: false }, minutes: 5 },
  { step: { kind: "read-fact", trap, because: "fell", fellAt: 0 }, minutes: 1 },
  { step: { kind: "read-section", trap, because: "fell", fellAt: 0 }, minutes: 4 },
  { step: { kind: "check", trap, round: 1, dueSince: 0, seenOnly: false }, minutes: 8 },
  { step: { kind: "wait", trap, round: 1, from: 9, because: "treated-less-than-a-day-ago" }, minutes: null },
  {
    step: { kind: "exam-or-wait", trap, round: 2, from: 9, because: "first-check-passed", passedAt: 1 },
    minutes: null,
  },
  { step: { kind: "nothing", trap, because: "cured", since: 1 }, minutes: null },
])("$step.kind costs $minutes minutes", ({ step, minutes }) => {
  expect(stepMinutes(step, price)).toBe(minutes);
});

test("a check costs one question where the day's count is not known", () => {
  const step: NextStep = { kind: "check", trap, round: 2, dueSince: 0, seenOnly: false };
  expect(stepMinutes(step, { section: 4, checks: 0 })).toBe(questionMinutes(1));
});

test("a section costs its share of the lesson, and a minute at least", () => {
  const section = { id: "s", title: "S", markdown: "S", exams: [] };
  expect(sectionMinutes({ minutes: 18, sections: [section, section, section, section] })).toBe(5);
  expect(sectionMinutes({ minutes: 1, sections: [section, section, section, section] })).toBe(1);
});
