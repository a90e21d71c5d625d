import { describe, expect, test } from "vitest";
import type { NextStep } from "@/lib/core/learning/remediation/next-step";
import type { TrapState } from "@/lib/core/learning/remediation/state";
import type { Symptom } from "@/lib/core/pack/schema";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { chooseToday, type RunningAttempt, sittingOf } from "./choose-today";
import { summariseRemediations } from "./summarise-remediations";

const AT = 100 * DAY_MS;
const fall = { question: "q", attempt: "a", at: AT };
const probe = { ...fall, seen: false };
const suspected: TrapState = { kind: "suspected", since: AT, by: "learner", evidence: [], refused: [] };
const confirmed: TrapState = {
  kind: "confirmed",
  since: AT,
  fall,
  factReadAt: null,
  sectionReadAt: null,
  drill: [],
  relapses: 0,
};
const treated: TrapState = { kind: "treated", since: AT, drillAttempts: ["a"], firstCheck: null, relapses: 0 };
const cured: TrapState = { kind: "cured", since: AT, checks: [probe, { ...probe, inTimedExam: true }], relapses: 0 };

const symptom = (id: string): Symptom => ({
  id,
  symptom: `${id}.`,
  cause: "Cause.",
  firstFix: "Fix.",
  lessons: ["l"],
  traps: ["t"],
});

const listed = (states: Record<string, TrapState>, now = AT) =>
  summariseRemediations(
    {
      remediations: Object.fromEntries(
        Object.entries(states).map(([id, state]) => [
          id,
          {
            remediation: { symptom: id, openedAt: AT, openedBy: "engine" as const, updatedAt: AT, traps: { t: state } },
            story: [],
          },
        ]),
      ),
    },
    ["a", "b", "c", "d"].map(symptom),
    now,
  );

const attempt = (id: string, mode: RunningAttempt["mode"], traps: string[] = []): RunningAttempt => ({
  id,
  mode,
  symptom: mode === "drill" ? "a" : null,
  traps,
});
const nothing = { running: [], checks: 0, route: [], remediations: [], answered: 0 };
const drill: NextStep = { kind: "drill", trap: "t", more: 3, of: 3, seenOnly: false };
const readFact: NextStep = { kind: "read-fact", trap: "t", because: "fell", fellAt: AT };

test("lists open remediations by urgency, then those that are done", () => {
  const order = listed({ a: cured, b: suspected, c: treated, d: confirmed }).map((one) => one.symptom.id);
  expect(order).toEqual(["d", "b", "c", "a"]);
  const later = listed({ a: cured, b: suspected, c: treated, d: confirmed }, AT + 2 * DAY_MS);
  expect(later[0]).toMatchObject({ symptom: { id: "c" }, done: false, next: { kind: "check" } });
});

test("tells of a remediation that is over by its cure", () => {
  const cleared: TrapState = { kind: "cleared", since: AT - 1, refused: [probe] };
  const remediation = {
    symptom: "a",
    openedAt: AT,
    openedBy: "learner" as const,
    updatedAt: AT,
    traps: { t: cleared, u: cured },
  };
  const [summary] = summariseRemediations({ remediations: { a: { remediation, story: [] } } }, [symptom("a")], AT);
  expect(summary).toMatchObject({ done: true, next: { kind: "nothing", because: "cured", trap: "u" } });
});

test("leaves out what the pack no longer has", () => {
  expect(listed({ gone: confirmed })).toEqual([]);
});

describe("today", () => {
  test("an exam that runs comes before everything, then a diagnosis", () => {
    const running = [attempt("c", "check"), attempt("d", "diagnose"), attempt("e", "exam")];
    const rest = { checks: 2, route: [], remediations: listed({ a: confirmed }), answered: 5 };
    expect(chooseToday({ running, ...rest })).toEqual({ kind: "running", attemptId: "e" });
    expect(chooseToday({ running: running.slice(0, 2), ...rest })).toEqual({ kind: "running", attemptId: "d" });
  });

  test("then the checks that are due, in the sitting that was begun", () => {
    const rest = { checks: 2, route: [], remediations: listed({ a: confirmed }), answered: 5 };
    expect(chooseToday({ running: [], ...rest })).toEqual({ kind: "checks", count: 2, attemptId: null });
    const running = [attempt("p", "practice"), attempt("c", "check")];
    expect(chooseToday({ running, ...rest })).toEqual({ kind: "checks", count: 2, attemptId: "c" });
  });

  test("then the first open remediation that can be worked on; one that only waits is passed over", () => {
    const remediations = listed({ a: treated, b: suspected, c: cured });
    const step = chooseToday({ ...nothing, remediations, answered: 20 });
    expect(step).toMatchObject({ kind: "remediation", symptom: "b", step: { kind: "confirm" }, attemptId: null });
    expect(chooseToday({ ...nothing, remediations: listed({ a: treated }), answered: 20 })).toEqual({ kind: "exam" });
  });

  test("the route's evidence goes before urgency, but for a stop that can only be waited for", () => {
    const remediations = listed({ a: suspected, b: confirmed, c: treated });
    const going = (id: string) => ({ symptom: id, action: "continue" as const });
    const first = (route: ReturnType<typeof going>[]) => chooseToday({ ...nothing, remediations, route });
    expect(first([])).toMatchObject({ symptom: "b", step: readFact });
    expect(first([going("a"), going("b")])).toMatchObject({ symptom: "a" });
    expect(first([going("c"), going("a")])).toMatchObject({ symptom: "a" });
    expect(first([going("c")])).toMatchObject({ symptom: "b" });
  });

  test.each(["open", "reopen"] as const)("what nobody has begun yet is begun: %s", (action) => {
    const step = chooseToday({ ...nothing, route: [{ symptom: "d", action }], remediations: listed({ b: confirmed }) });
    expect(step).toEqual({ kind: "begin", symptom: "d" });
  });

  test("a check that is left for tomorrow does not hide the work on another trap", () => {
    const [summary] = listed({ a: treated }, AT + 2 * DAY_MS);
    if (summary === undefined) throw new Error("no summary");
    const remediations = [{ ...summary, steps: [summary.next, drill] }];
    expect(summary.next.kind).toBe("check");
    expect(chooseToday({ ...nothing, remediations })).toMatchObject({ kind: "remediation", step: drill });
  });

  test.each([
    { answered: 0, kind: "diagnosis" },
    { answered: 11, kind: "diagnosis" },
    { answered: 12, kind: "exam" },
  ])("then with $answered answers: $kind", ({ answered, kind }) => {
    expect(chooseToday({ ...nothing, answered })).toEqual({ kind });
  });
});

test("a drill is gone on with only where it is about the trap of the step", () => {
  const running = [attempt("other", "drill", ["u"]), attempt("mine", "drill", ["t"])];
  expect(sittingOf(drill, "a", running)).toBe("mine");
  expect(sittingOf(drill, "b", running)).toBeNull();
  expect(sittingOf(readFact, "a", running)).toBeNull();
});
