import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { lessonInterval } from "./lesson-interval";
import { DEFAULT_MASTERY_PARAMETERS, type QuestionParameters } from "./mastery-parameters";
import { initialMastery } from "./mastery-state";
import { masteryOf } from "./update-mastery";

const parameters = DEFAULT_MASTERY_PARAMETERS;
const question: QuestionParameters = { id: "q", offset: 0, variance: 0.1, lessons: ["3.1"] };
const right = (count: number) => Array.from({ length: count }, () => ({ question, right: true, at: 0 }));

test("before any answer the range is wide and its middle an even chance", () => {
  const interval = lessonInterval(initialMastery(parameters), "3.1", 0, 0, parameters);
  expect(interval.answered).toBe(0);
  expect(interval.chance).toBeCloseTo(0.5, 12);
  // ± 1.2816 · √(1 + .49) logits
  expect(interval.low).toBeCloseTo(0.173, 3);
  expect(interval.high).toBeCloseTo(0.827, 3);
});

test("answers narrow the range and move it; time widens it again", () => {
  const width = (interval: { low: number; high: number }) => interval.high - interval.low;
  const few = lessonInterval(masteryOf(right(2), parameters), "3.1", 0, 0, parameters);
  const state = masteryOf(right(12), parameters);
  const many = lessonInterval(state, "3.1", 0, 0, parameters);
  const later = lessonInterval(state, "3.1", 0, 30 * DAY_MS, parameters);
  expect(many.chance).toBeGreaterThan(few.chance);
  expect(width(many)).toBeLessThan(width(few));
  expect(width(later)).toBeGreaterThan(width(many));
  expect(many.answered).toBe(12);
});

test("an easier lesson has better chances", () => {
  const state = masteryOf(right(3), parameters);
  const chance = (offset: number) => lessonInterval(state, "3.1", offset, 0, parameters).chance;
  expect(chance(1)).toBeGreaterThan(chance(0));
});
