import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { nextStep, nextSteps } from "./next-step";
import type { Remediation, TrapState } from "./state";

const AT = 100 * DAY_MS;
const fall = { question: "q", attempt: "a", at: AT };
const probe = { ...fall, seen: false };
const confirmed: Extract<TrapState, { kind: "confirmed" }> = {
  kind: "confirmed",
  since: AT,
  fall,
  factReadAt: null,
  sectionReadAt: null,
  drill: [],
  relapses: 0,
};
const treated: Extract<TrapState, { kind: "treated" }> = {
  kind: "treated",
  since: AT,
  drillAttempts: ["a"],
  firstCheck: null,
  relapses: 0,
};

const having = (traps: Record<string, TrapState>): Remediation => ({
  symptom: "s",
  openedAt: 0,
  openedBy: "engine",
  updatedAt: AT,
  traps,
});

test.each<{ name: string; state: TrapState; now: number; step: object }>([
  {
    name: "suspected by the learner: a confirming probe",
    state: { kind: "suspected", since: AT, by: "learner", evidence: [], refused: [probe] },
    now: AT,
    step: { kind: "confirm", because: "report", refused: 1, more: 2 },
  },
  {
    name: "confirmed: read the fact",
    state: confirmed,
    now: AT,
    step: { kind: "read-fact", because: "fell", fellAt: AT },
  },
  {
    name: "fact read: read the section",
    state: { ...confirmed, factReadAt: AT },
    now: AT,
    step: { kind: "read-section", because: "fell" },
  },
  {
    name: "both read: the rest of the drill",
    state: { ...confirmed, factReadAt: AT, sectionReadAt: AT, drill: [probe] },
    now: AT,
    step: { kind: "drill", more: 2, of: 3 },
  },
  { name: "treated: wait a day", state: treated, now: AT + DAY_MS - 1, step: { kind: "wait", from: AT + DAY_MS } },
  {
    name: "a day later: the first check",
    state: treated,
    now: AT + DAY_MS,
    step: { kind: "check", round: 1, dueSince: AT + DAY_MS },
  },
  {
    name: "checked once: an exam, or come back",
    state: { ...treated, firstCheck: probe },
    now: AT + 7 * DAY_MS - 1,
    step: { kind: "exam-or-wait", from: AT + 7 * DAY_MS, passedAt: AT },
  },
  {
    name: "seven days later: the second check",
    state: { ...treated, firstCheck: probe },
    now: AT + 7 * DAY_MS,
    step: { kind: "check", round: 2, dueSince: AT + 7 * DAY_MS },
  },
  {
    name: "relapsed: read the fact again",
    state: { kind: "relapsed", since: AT, fall, from: "cured", relapses: 1 },
    now: AT,
    step: { kind: "read-fact", because: "fell-again" },
  },
  {
    name: "cleared: nothing",
    state: { kind: "cleared", since: AT, refused: [] },
    now: AT,
    step: { kind: "nothing", because: "cleared" },
  },
])("$name", ({ state, now, step }) => {
  expect(nextStep(having({ trap: state }), now)).toMatchObject({ trap: "trap", ...step });
});

test("checks that are due go before new work, and waiting comes last", () => {
  const traps: Record<string, TrapState> = {
    waiting: { ...treated, since: AT + DAY_MS },
    due: treated,
    fallen: confirmed,
    new: { kind: "suspected", since: AT, by: "engine", evidence: [], refused: [] },
  };
  expect(nextSteps(having(traps), AT + DAY_MS).map(({ trap }) => trap)).toEqual(["due", "fallen", "new", "waiting"]);
});

test("says when only questions met before are left", () => {
  const state = { ...confirmed, factReadAt: AT, sectionReadAt: AT };
  expect(nextStep(having({ trap: state }), AT, { trap: 0 })).toMatchObject({ kind: "drill", seenOnly: true });
  expect(nextStep(having({ trap: state }), AT, { trap: 1 })).toMatchObject({ kind: "drill", seenOnly: false });
});

test("a remediation without traps throws", () => {
  expect(() => nextStep(having({}), AT)).toThrow("no trap");
});
