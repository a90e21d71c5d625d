import { expect, test } from "vitest";
import { type Outcome, type StepAfter, stepAfter } from "./step-after";

const nothing: Outcome = {
  mode: "exam",
  remediation: null,
  runningDiagnosis: null,
  route: [],
  taken: [],
  missed: 0,
};

test.each<{ name: string; after: Partial<Outcome>; step: StepAfter }>([
  {
    name: "probes lead back to their remediation, whatever else was found",
    after: { mode: "drill", remediation: "blur", runningDiagnosis: "a", route: ["other"], taken: ["trap"] },
    step: { kind: "remediation", symptom: "blur" },
  },
  { name: "checks lead home", after: { mode: "check", route: ["blur"] }, step: { kind: "home" } },
  {
    name: "a diagnosis that runs comes before what is known so far",
    after: { runningDiagnosis: "a", route: ["blur"] },
    step: { kind: "running-diagnosis", attemptId: "a" },
  },
  {
    name: "the first of the route",
    after: { route: ["blur", "other"], taken: ["trap"] },
    step: { kind: "route", symptom: "blur" },
  },
  {
    name: "a drill on a trap leads into the route",
    after: { mode: "drill", route: ["blur"] },
    step: { kind: "route", symptom: "blur" },
  },
  { name: "or home", after: { mode: "drill", taken: ["trap"], missed: 2 }, step: { kind: "home" } },
  {
    name: "no symptom, but a trap",
    after: { taken: ["trap", "more"], missed: 3 },
    step: { kind: "drill", trap: "trap" },
  },
  { name: "misses without a trap are read", after: { missed: 1 }, step: { kind: "review" } },
  { name: "all right in an exam: a diagnosis tells more", after: {}, step: { kind: "diagnose" } },
  { name: "all right in a diagnosis: an exam tells more", after: { mode: "diagnose" }, step: { kind: "exam" } },
])("$name", ({ after, step }) => {
  expect(stepAfter({ ...nothing, ...after })).toEqual(step);
});
