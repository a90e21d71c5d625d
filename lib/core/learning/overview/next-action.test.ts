import { expect, test } from "vitest";
import type { NextStep } from "@/lib/core/learning/remediation/next-step";
import { type NextAction, nextAction } from "./next-action";

const drill: NextStep = { kind: "drill", trap: "t", more: 3, of: 3, seenOnly: false };
const wait: NextStep = { kind: "wait", trap: "t", round: 1, from: 9, because: "treated-less-than-a-day-ago" };
const nothing = { due: { today: [], left: [] }, route: [], underWay: [], enoughEvidence: true };
const going = (symptom: string) => ({ symptom, action: "continue" as const });

test.each<{ name: string; input: Parameters<typeof nextAction>[0]; action: NextAction }>([
  {
    name: "checks that are due come before everything",
    input: {
      due: { today: ["a", "b"], left: ["c"] },
      route: [going("s")],
      underWay: [{ symptom: "s", steps: [drill] }],
      enoughEvidence: false,
    },
    action: { kind: "checks", today: 2, left: 1 },
  },
  {
    name: "then the first of the route",
    input: {
      ...nothing,
      route: [going("s"), going("r")],
      underWay: ["r", "s"].map((symptom) => ({ symptom, steps: [drill] })),
    },
    action: { kind: "remediation", symptom: "s", opened: true },
  },
  {
    name: "a route that is not opened yet is opened",
    input: { ...nothing, route: [{ symptom: "s", action: "open" }] },
    action: { kind: "remediation", symptom: "s", opened: false },
  },
  {
    name: "what can only be waited for is passed over",
    input: {
      ...nothing,
      route: [going("s"), going("r")],
      underWay: [
        { symptom: "s", steps: [wait] },
        { symptom: "r", steps: [wait, drill] },
      ],
    },
    action: { kind: "remediation", symptom: "r", opened: true },
  },
  {
    name: "one under way that no evidence speaks for any more is still to be finished",
    input: { ...nothing, underWay: [{ symptom: "s", steps: [drill] }] },
    action: { kind: "remediation", symptom: "s", opened: true },
  },
  {
    name: "with too little evidence a diagnosis",
    input: { ...nothing, underWay: [{ symptom: "s", steps: [wait] }], enoughEvidence: false },
    action: { kind: "diagnosis" },
  },
  { name: "else a timed exam", input: nothing, action: { kind: "exam" } },
])("$name", ({ input, action }) => {
  expect(nextAction(input)).toEqual(action);
});
