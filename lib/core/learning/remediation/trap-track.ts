import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { DRILL_PROBES, type TrapState } from "./state";
import { FIRST_CHECK_AFTER_MS, SECOND_CHECK_AFTER_MS } from "./step-trap";

/** The way of a trap, in order. */
export const STAGES = ["suspected", "confirmed", "treated", "cured"] as const;
export type Stage = (typeof STAGES)[number];

export type StageMark = { stage: Stage; standing: "done" | "now" | "ahead" };

/** Where a trap stands on its way; `relapsed`: it caught again after it was treated, and its treatment begins anew. */
export type TrapTrack = { stages: readonly StageMark[]; relapsed: boolean };

function stageOf(state: Exclude<TrapState, { kind: "cleared" }>): Stage {
  return state.kind === "relapsed" ? "confirmed" : state.kind;
}

/** The stages of a trap; null for a suspicion that did not hold, which goes nowhere. */
export function trackOf(state: TrapState): TrapTrack | null {
  if (state.kind === "cleared") return null;
  const stage = stageOf(state);
  const here = STAGES.indexOf(stage);
  const stages = STAGES.map((one, index): StageMark => {
    if (index < here || one === "cured") return { stage: one, standing: index <= here ? "done" : "ahead" };
    return { stage: one, standing: index === here ? "now" : "ahead" };
  });
  const relapsed = state.kind === "relapsed" || (state.kind === "confirmed" && state.relapses > 0);
  return { stages, relapsed };
}

/** One thing that has to be done about a trap. `at`: when, where it is known; `from`: when it becomes possible. */
export type WorkItem =
  | { kind: "confirming"; have: number; need: number; done: boolean }
  | { kind: "fact" | "section"; done: boolean; at: EpochMs | null }
  | { kind: "drill"; have: number; need: number; done: boolean }
  | { kind: "first-check" | "second-check"; done: boolean; at: EpochMs | null; from: EpochMs | null };

const confirming = (have: number): WorkItem => ({
  kind: "confirming",
  have,
  need: DRILL_PROBES,
  done: have >= DRILL_PROBES,
});
const drill = (have: number): WorkItem => ({ kind: "drill", have, need: DRILL_PROBES, done: have >= DRILL_PROBES });
const openChecks: readonly WorkItem[] = [
  { kind: "first-check", done: false, at: null, from: null },
  { kind: "second-check", done: false, at: null, from: null },
];
const treatment: readonly WorkItem[] = [
  { kind: "fact", done: true, at: null },
  { kind: "section", done: true, at: null },
  drill(DRILL_PROBES),
];

/** What is done about a trap and what is left, in the order in which it comes. */
export function workOf(state: TrapState): readonly WorkItem[] {
  switch (state.kind) {
    case "suspected":
    case "cleared":
      return [confirming(state.refused.length)];
    case "relapsed":
      return [
        { kind: "fact", done: false, at: null },
        { kind: "section", done: false, at: null },
        drill(0),
        ...openChecks,
      ];
    case "confirmed":
      return [
        { kind: "fact", done: state.factReadAt !== null, at: state.factReadAt },
        { kind: "section", done: state.sectionReadAt !== null, at: state.sectionReadAt },
        drill(state.drill.length),
        ...openChecks,
      ];
    case "treated": {
      const { firstCheck, since } = state;
      return [
        ...treatment,
        firstCheck === null
          ? { kind: "first-check", done: false, at: null, from: since + FIRST_CHECK_AFTER_MS }
          : { kind: "first-check", done: true, at: firstCheck.at, from: null },
        {
          kind: "second-check",
          done: false,
          at: null,
          from: firstCheck === null ? null : firstCheck.at + SECOND_CHECK_AFTER_MS,
        },
      ];
    }
    case "cured": {
      const [first, second] = state.checks;
      return [
        ...treatment,
        { kind: "first-check", done: true, at: first.at, from: null },
        { kind: "second-check", done: true, at: second.at, from: null },
      ];
    }
  }
}
