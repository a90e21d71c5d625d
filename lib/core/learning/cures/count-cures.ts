import { rawBand } from "@/lib/core/exam/score-band";
import type { TrapState } from "@/lib/core/learning/remediation/state";

/** What became of one learner's treatment of something. */
type Treated = { cured: boolean; relapsed: boolean };

/** Learners who were treated for something, and what became of it; who is neither cured nor fell again still waits. */
export type CureCounts = { treated: number; cured: number; relapsed: number; waiting: number };

/** The 80 % interval of a share (Jeffreys). */
export type ShareInterval = { low: number; high: number };

/** `few`: too few were treated to say anything, and how many is not said either. */
export type CureRow =
  | { kind: "few" }
  | ({ kind: "enough"; curedShare: ShareInterval; relapsedShare: ShareInterval } & CureCounts);

/** Under so many treated learners nothing is shown: it would say little, and might point at somebody. */
export const LEAST_TREATED = 20;

export const NO_CURES: CureCounts = { treated: 0, cured: 0, relapsed: 0, waiting: 0 };

/**
 * What became of a trap's treatment; null where it was never finished. `cured` is how it stands now, `relapsed` that
 * somebody fell for it after the treatment at least once; whoever fell again and was cured later is both.
 */
export function treatmentOf(state: TrapState): Treated | null {
  switch (state.kind) {
    case "suspected":
    case "cleared":
      return null;
    case "confirmed":
      return state.relapses === 0 ? null : { cured: false, relapsed: true };
    case "relapsed":
      return { cured: false, relapsed: true };
    case "treated":
      return { cured: false, relapsed: state.relapses > 0 };
    case "cured":
      return { cured: true, relapsed: state.relapses > 0 };
  }
}

/** One learner in the counts. Several treatments of theirs are one: cured only when each is, relapsed when any is. */
function withLearner(counts: CureCounts, treatments: readonly Treated[]): CureCounts {
  if (treatments.length === 0) return counts;
  const cured = treatments.every((one) => one.cured);
  const relapsed = treatments.some((one) => one.relapsed);
  return {
    treated: counts.treated + 1,
    cured: counts.cured + (cured ? 1 : 0),
    relapsed: counts.relapsed + (relapsed ? 1 : 0),
    waiting: counts.waiting + (cured || relapsed ? 0 : 1),
  };
}

/** Counts by trap and by group of traps, such as a lesson's section. */
export type CureTally = Readonly<{
  traps: Readonly<Record<string, CureCounts>>;
  groups: Readonly<Record<string, CureCounts>>;
}>;

export const EMPTY_TALLY: CureTally = { traps: {}, groups: {} };

/**
 * Adds one learner, who counts once for each trap and once for each group whatever number of remediations it is part of.
 *
 * @param states the states of each trap in all of the learner's remediations.
 * @param groupOf the group of a trap; undefined for a trap that is no longer in the pack.
 */
export function tallyLearner(
  tally: CureTally,
  states: readonly { trap: string; state: TrapState }[],
  groupOf: (trap: string) => string | undefined,
): CureTally {
  const byTrap = new Map<string, Treated[]>();
  const byGroup = new Map<string, Treated[]>();
  const put = (into: Map<string, Treated[]>, key: string, one: Treated): void => {
    into.set(key, [...(into.get(key) ?? []), one]);
  };
  for (const { trap, state } of states) {
    const treatment = treatmentOf(state);
    const group = groupOf(trap);
    if (treatment === null || group === undefined) continue;
    put(byTrap, trap, treatment);
    put(byGroup, group, treatment);
  }
  const added = (
    counts: CureTally["traps"],
    treatments: ReadonlyMap<string, Treated[]>,
  ): Record<string, CureCounts> => ({
    ...counts,
    ...Object.fromEntries([...treatments].map(([key, all]) => [key, withLearner(counts[key] ?? NO_CURES, all)])),
  });
  return { traps: added(tally.traps, byTrap), groups: added(tally.groups, byGroup) };
}

/** The counts as they may be shown. */
export function cureRow(counts: CureCounts): CureRow {
  if (counts.treated < LEAST_TREATED) return { kind: "few" };
  return {
    kind: "enough",
    ...counts,
    curedShare: rawBand(counts.cured, counts.treated),
    relapsedShare: rawBand(counts.relapsed, counts.treated),
  };
}
