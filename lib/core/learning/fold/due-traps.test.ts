import { expect, test } from "vitest";
import { DEFAULT_MASTERY_PARAMETERS } from "@/lib/core/learning/mastery/mastery-parameters";
import type { TrapState } from "@/lib/core/learning/remediation/state";
import { dueAt, review } from "@/lib/core/learning/schedule/card";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { trapDueAt } from "./due-traps";
import { initialLearner, type LearnerState, trapOf } from "./learner-state";

const AT = 100 * DAY_MS;
const card = review(null, { trap: "t", attempt: "a", at: AT, grade: "again" });
const fall = { question: "q", attempt: "a", at: AT };

/** A learner with a fallen-for trap, and a remediation of it in this state. */
function learner(state: TrapState | null): LearnerState {
  const start = initialLearner(DEFAULT_MASTERY_PARAMETERS);
  const folded = { ...start, traps: { t: { ...trapOf(start, "t"), card } } };
  if (state === null) return folded;
  const remediation = {
    symptom: "s",
    openedAt: 0,
    openedBy: "engine" as const,
    updatedAt: AT,
    traps: { t: state },
  };
  return { ...folded, remediations: { s: { remediation, story: [] } } };
}

test.each<{ name: string; state: TrapState | null; due: number | null }>([
  { name: "without a remediation the schedule says when", state: null, due: dueAt(card) },
  {
    name: "while the treatment is under way nothing is due",
    state: { kind: "confirmed", since: AT, fall, factReadAt: null, sectionReadAt: null, drill: [], relapses: 0 },
    due: null,
  },
  {
    name: "the first check comes a day after the treatment, whatever the schedule says",
    state: { kind: "treated", since: AT, drillAttempts: [], firstCheck: null, relapses: 0 },
    due: AT + DAY_MS,
  },
  {
    name: "the second one a week after the first",
    state: { kind: "treated", since: AT, drillAttempts: [], firstCheck: { ...fall, seen: false }, relapses: 0 },
    due: AT + 7 * DAY_MS,
  },
  {
    name: "what is cured goes on by the schedule",
    state: {
      kind: "cured",
      since: AT,
      checks: [
        { ...fall, seen: false },
        { ...fall, seen: false, inTimedExam: false },
      ],
      relapses: 0,
    },
    due: dueAt(card),
  },
])("$name", ({ state, due }) => {
  expect(trapDueAt(learner(state), "t", AT)).toBe(due);
});

test("what was never fallen for is never due", () => {
  expect(trapDueAt(initialLearner(DEFAULT_MASTERY_PARAMETERS), "t", AT)).toBeNull();
});
