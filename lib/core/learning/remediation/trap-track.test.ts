import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import type { TrapState } from "./state";
import { trackOf, workOf } from "./trap-track";

const AT = 100 * DAY_MS;
const fall = { question: "q", attempt: "a", at: AT };
const probe = { ...fall, seen: false };
const open = { factReadAt: null, sectionReadAt: null, drill: [], relapses: 0 };

const suspected: TrapState = { kind: "suspected", since: AT, by: "learner", evidence: [], refused: [probe] };
const cleared: TrapState = { kind: "cleared", since: AT, refused: [probe, probe, probe] };
const confirmed: TrapState = { kind: "confirmed", since: AT, fall, ...open, factReadAt: AT + 1, drill: [probe] };
const again: TrapState = { kind: "confirmed", since: AT, fall, ...open, relapses: 1 };
const relapsed: TrapState = { kind: "relapsed", since: AT, fall, from: "cured", relapses: 1 };
const treated: TrapState = { kind: "treated", since: AT, drillAttempts: ["a"], firstCheck: null, relapses: 0 };
const checked: TrapState = { ...treated, firstCheck: { ...probe, at: AT + 2 * DAY_MS } };
const cured: TrapState = {
  kind: "cured",
  since: AT,
  checks: [
    { ...probe, at: AT + 1 },
    { ...probe, at: AT + 2, inTimedExam: true },
  ],
  relapses: 0,
};

describe("the track", () => {
  test.each<{ state: TrapState; standings: string | null; isRelapsed?: boolean }>([
    { state: suspected, standings: "now ahead ahead ahead" },
    { state: confirmed, standings: "done now ahead ahead" },
    { state: treated, standings: "done done now ahead" },
    { state: cured, standings: "done done done done" },
    { state: relapsed, standings: "done now ahead ahead", isRelapsed: true },
    { state: again, standings: "done now ahead ahead", isRelapsed: true },
    { state: cleared, standings: null },
  ])("$state.kind: $standings", ({ state, standings, isRelapsed = false }) => {
    const track = trackOf(state);
    expect(track?.stages.map(({ standing }) => standing).join(" ") ?? null).toBe(standings);
    expect(track?.relapsed ?? false).toBe(isRelapsed);
  });
});

describe("the work", () => {
  test.each<{ name: string; state: TrapState; done: string }>([
    { name: "suspected", state: suspected, done: "confirming:false" },
    { name: "cleared", state: cleared, done: "confirming:true" },
    {
      name: "confirmed, fact read",
      state: confirmed,
      done: "fact:true section:false drill:false first-check:false second-check:false",
    },
    {
      name: "relapsed: all of it anew",
      state: relapsed,
      done: "fact:false section:false drill:false first-check:false second-check:false",
    },
    {
      name: "treated",
      state: treated,
      done: "fact:true section:true drill:true first-check:false second-check:false",
    },
    {
      name: "first check passed",
      state: checked,
      done: "fact:true section:true drill:true first-check:true second-check:false",
    },
    { name: "cured", state: cured, done: "fact:true section:true drill:true first-check:true second-check:true" },
  ])("$name", ({ state, done }) => {
    expect(
      workOf(state)
        .map((item) => `${item.kind}:${item.done}`)
        .join(" "),
    ).toBe(done);
  });

  test("counts probes and says when a check becomes possible", () => {
    expect(workOf(confirmed)).toContainEqual({ kind: "drill", have: 1, need: 3, done: false });
    expect(workOf(treated)).toContainEqual({ kind: "first-check", done: false, at: null, from: AT + DAY_MS });
    expect(workOf(treated)).toContainEqual({ kind: "second-check", done: false, at: null, from: null });
    expect(workOf(checked)).toContainEqual({ kind: "second-check", done: false, at: null, from: AT + 9 * DAY_MS });
    expect(workOf(cured)).toContainEqual({ kind: "second-check", done: true, at: AT + 2, from: null });
  });
});
