import { expect, test } from "vitest";
import { blueprintSchema, formSize, quotaSchema } from "./blueprint";

const BLUEPRINT = {
  id: "tea-short",
  title: "Short",
  summary: "Four questions.",
  seconds: 240,
  lessons: [
    { lesson: "1.1", scored: 2 },
    { lesson: "1.2", scored: 1 },
  ],
};

test("without a word about them there are no pilots and no quotas", () => {
  expect(blueprintSchema.parse(BLUEPRINT)).toEqual({ ...BLUEPRINT, pilots: 0, quotas: [] });
});

test.each([
  { name: "scored questions alone", pilots: 0, size: 3 },
  { name: "pilots too", pilots: 4, size: 7 },
])("a form holds $name", ({ pilots, size }) => {
  expect(formSize({ ...BLUEPRINT, pilots })).toBe(size);
});

test.each([
  { name: "no lesson", change: { lessons: [] } },
  { name: "a lesson without questions", change: { lessons: [{ lesson: "1.1", scored: 0 }] } },
  { name: "no time", change: { seconds: 0 } },
  { name: "more than eight hours", change: { seconds: 8 * 3600 + 1 } },
  { name: "less than no pilots", change: { pilots: -1 } },
  { name: "an unknown field", change: { minutes: 4 } },
])("a blueprint with $name is refused", ({ change }) => {
  expect(blueprintSchema.safeParse({ ...BLUEPRINT, ...change }).success).toBe(false);
});

test.each([
  { name: "neither least nor most", quota: { type: "ordering" }, sound: false },
  { name: "an unknown type", quota: { type: "essay", min: 1 }, sound: false },
  { name: "counter-cue questions unwished", quota: { counterCue: false, min: 1 }, sound: false },
  { name: "a difficulty beyond five", quota: { difficulty: [1, 6], min: 1 }, sound: false },
  { name: "a most of nought", quota: { inCase: true, max: 0 }, sound: true },
  { name: "a least", quota: { trap: "hot", min: 1 }, sound: true },
])("a quota with $name: sound is $sound", ({ quota, sound }) => {
  expect(quotaSchema.safeParse(quota).success).toBe(sound);
});
