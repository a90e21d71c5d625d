import { expect, test } from "vitest";
import { type AttemptPlan, attemptPlanSchema, practiceWishSchema, remediationOf } from "./plan";

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

test.each<{ name: string; plan: AttemptPlan; symptom: string | null }>([
  { name: "probes", plan: { kind: "drill", symptom: "blur", traps: ["t"], unseen: { t: 2 } }, symptom: "blur" },
  { name: "checks", plan: { kind: "drill", symptom: null, traps: ["t"], unseen: { t: 2 } }, symptom: null },
  { name: "a drill that was chosen", plan: { kind: "drill", symptom: "blur", traps: ["t"] }, symptom: null },
  { name: "a diagnosis", plan: { kind: "diagnose", least: 12, most: 15 }, symptom: null },
])("$name: of the remediation $symptom", ({ plan, symptom }) => {
  expect(remediationOf(plan)).toBe(symptom);
});
