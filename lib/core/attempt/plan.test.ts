import { expect, test } from "vitest";
import { attemptPlanSchema, practiceWishSchema } from "./plan";

test("who wishes nothing practises ten unseen questions of anything", () => {
  expect(practiceWishSchema.parse({})).toEqual({ lessons: [], types: [], count: 10, from: "unseen" });
});

test.each([
  { name: "no questions", wish: { count: 0 } },
  { name: "too many questions", wish: { count: 41 } },
  { name: "an unknown type", wish: { types: ["essay"] } },
  { name: "an unknown source", wish: { from: "easy" } },
  { name: "a field that nobody knows", wish: { seed: "mine" } },
])("$name cannot be wished", ({ wish }) => {
  expect(practiceWishSchema.safeParse(wish).success).toBe(false);
});

test.each([
  { name: "a drill without a trap", plan: { kind: "drill", symptom: null, traps: [] } },
  { name: "a plan of an unknown kind", plan: { kind: "check" } },
])("$name is no plan", ({ plan }) => {
  expect(attemptPlanSchema.safeParse(plan).success).toBe(false);
});
