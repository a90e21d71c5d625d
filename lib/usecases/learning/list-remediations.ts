import type { Context } from "@/lib/core/access/viewer";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import type { LearnerState } from "@/lib/core/learning/fold/learner-state";
import { type RemediationSummary, summariseRemediations } from "@/lib/core/learning/fold/summarise-remediations";
import type { NextStep } from "@/lib/core/learning/remediation/next-step";
import { sectionMinutes, stepMinutes } from "@/lib/core/learning/remediation/step-minutes";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import { database } from "@/lib/data/database";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

/** A step with the short name of its trap and its price in minutes; null where it is no work. */
export type PricedStep = { step: NextStep; short: string; minutes: number | null };

/** A remediation in a list, with the names of its traps and the price of its next step. */
export type ListedRemediation = Omit<RemediationSummary, "traps" | "next"> & {
  traps: (RemediationSummary["traps"][number] & { short: string })[];
  next: PricedStep;
};

const shortOf = (pack: PackView, trap: string): string => pack.traps.get(trap)?.short ?? trap;

/** Names and prices a step. The checks of a day come in one sitting, and cost what the sitting costs. */
export function pricedStep(step: NextStep, state: LearnerState, pack: PackView, now: number): PricedStep {
  const lesson = pack.lessons.get(pack.traps.get(step.trap)?.lesson ?? "");
  const section = lesson === undefined ? 1 : sectionMinutes(lesson);
  const checks = dueForToday(state, now).today.length;
  return { step, short: shortOf(pack, step.trap), minutes: stepMinutes(step, { section, checks }) };
}

/** A learner's remediations with names and prices, open ones first. */
export function listedRemediations(state: LearnerState, pack: PackView, now: number): ListedRemediation[] {
  return summariseRemediations(state, symptomsOf(pack), now).map((summary) => ({
    ...summary,
    traps: summary.traps.map((trap) => ({ ...trap, short: shortOf(pack, trap.id) })),
    next: pricedStep(summary.next, state, pack, now),
  }));
}

/** All remediations of the viewer: open ones first, the most urgent step first; then those that are done. */
export async function listRemediations({ viewer, now }: Context): Promise<ListedRemediation[]> {
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { state } = await getFoldedLearner(reader, viewer, pack.id);
  return listedRemediations(state, pack, now);
}
