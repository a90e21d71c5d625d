import { describe, expect, test } from "vitest";
import type { TrapState } from "@/lib/core/learning/remediation/state";
import { cureRow, EMPTY_TALLY, LEAST_TREATED, NO_CURES, tallyLearner, treatmentOf } from "./count-cures";

const answer = { question: "q", attempt: "a", at: 1 };
const counted = { ...answer, seen: false };
const treatment = { factReadAt: null, sectionReadAt: null, drill: [] };

const suspected: TrapState = { kind: "suspected", since: 1, by: "engine", evidence: [], refused: [] };
const cleared: TrapState = { kind: "cleared", since: 1, refused: [counted] };
const confirmed = (relapses: number): TrapState => ({
  kind: "confirmed",
  since: 1,
  fall: answer,
  ...treatment,
  relapses,
});
const treated = (relapses: number): TrapState => ({
  kind: "treated",
  since: 1,
  drillAttempts: ["a"],
  firstCheck: null,
  relapses,
});
const cured = (relapses: number): TrapState => ({
  kind: "cured",
  since: 1,
  checks: [counted, { ...counted, inTimedExam: false }],
  relapses,
});
const relapsed: TrapState = { kind: "relapsed", since: 1, fall: answer, from: "cured", relapses: 1 };

test.each<{ name: string; state: TrapState; is: ReturnType<typeof treatmentOf> }>([
  { name: "a suspicion is no treatment", state: suspected, is: null },
  { name: "a suspicion that was dropped is none", state: cleared, is: null },
  { name: "a treatment under way is none yet", state: confirmed(0), is: null },
  {
    name: "a second treatment under way: the first one did not hold",
    state: confirmed(1),
    is: { cured: false, relapsed: true },
  },
  { name: "treated, checks to come", state: treated(0), is: { cured: false, relapsed: false } },
  { name: "treated again, checks to come", state: treated(2), is: { cured: false, relapsed: true } },
  { name: "cured", state: cured(0), is: { cured: true, relapsed: false } },
  { name: "cured at the second try is both", state: cured(1), is: { cured: true, relapsed: true } },
  { name: "fallen for again", state: relapsed, is: { cured: false, relapsed: true } },
])("$name", ({ state, is }) => {
  expect(treatmentOf(state)).toEqual(is);
});

describe("tally", () => {
  const groupOf = (trap: string) => ({ one: "section", two: "section", three: "other" })[trap];

  test("a learner counts once a trap, in however many remediations it is", () => {
    const states = [
      { trap: "one", state: cured(0) },
      { trap: "one", state: treated(0) },
    ];
    const { traps, groups } = tallyLearner(EMPTY_TALLY, states, groupOf);
    expect(traps).toEqual({ one: { treated: 1, cured: 0, relapsed: 0, waiting: 1 } });
    expect(groups).toEqual({ section: { treated: 1, cured: 0, relapsed: 0, waiting: 1 } });
  });

  test("a section is cured only when each of its treated traps is, and has failed when one of them caught again", () => {
    const states = [
      { trap: "one", state: cured(0) },
      { trap: "two", state: relapsed },
      { trap: "three", state: suspected },
    ];
    const { traps, groups } = tallyLearner(EMPTY_TALLY, states, groupOf);
    expect(traps.one).toEqual({ treated: 1, cured: 1, relapsed: 0, waiting: 0 });
    expect(groups).toEqual({ section: { treated: 1, cured: 0, relapsed: 1, waiting: 0 } });
  });

  test("learners add up, and a trap that is gone from the pack is left out", () => {
    const first = tallyLearner(EMPTY_TALLY, [{ trap: "one", state: cured(0) }], groupOf);
    const second = tallyLearner(first, [{ trap: "one", state: treated(0) }], groupOf);
    const third = tallyLearner(second, [{ trap: "gone", state: cured(0) }], groupOf);
    expect(third).toEqual(second);
    expect(third.traps.one).toEqual({ treated: 2, cured: 1, relapsed: 0, waiting: 1 });
  });
});

describe("row", () => {
  test("under the least nothing is told, not even how many", () => {
    expect(cureRow(NO_CURES)).toEqual({ kind: "few" });
    expect(cureRow({ treated: LEAST_TREATED - 1, cured: 19, relapsed: 0, waiting: 0 })).toEqual({ kind: "few" });
  });

  test("from the least on, counts and Jeffreys' interval: Beta(15.5, 5.5) for 15 of 20", () => {
    const row = cureRow({ treated: 20, cured: 15, relapsed: 0, waiting: 5 });
    if (row.kind !== "enough") throw new Error("too few");
    expect(row).toMatchObject({ treated: 20, cured: 15, waiting: 5 });
    // Quantiles of the beta distribution as scipy.stats.beta.ppf gives them.
    expect(row.curedShare.low).toBeCloseTo(0.612, 3);
    expect(row.curedShare.high).toBeCloseTo(0.8539, 3);
    expect(row.relapsedShare.low).toBeLessThan(0.01);
    expect(row.relapsedShare.high).toBeGreaterThan(0.05);
  });
});
