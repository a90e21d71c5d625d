import type { Context } from "@/lib/core/access/viewer";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import type { LearnerState } from "@/lib/core/learning/fold/learner-state";
import { type RemediationSummary, summariseRemediations } from "@/lib/core/learning/fold/summarise-remediations";
import { sectionMinutes, stepMinutes } from "@/lib/core/learning/remediation/step-minutes";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import { database } from "@/lib/data/database";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

/** A remediation in a list, with the names of its traps and the price of its next step. */
export type ListedRemediation = Omit<RemediationSummary, "traps"> & {
  traps: (RemediationSummary["traps"][number] & { short: string })[];
  /** The trap of the next step. */
  nextShort: string;
  /** Null where the next step is no work. */
  minutes: number | null;
};

/** A learner's remediations with names and prices, open ones first. */
export function listedRemediations(state: LearnerState, pack: PackView, now: number): ListedRemediation[] {
  const checks = dueForToday(state, now).today.length;
  const shortOf = (trap: string): string => pack.traps.get(trap)?.short ?? trap;
  return summariseRemediations(state, symptomsOf(pack), now).map((summary) => {
    const lesson = pack.lessons.get(pack.traps.get(summary.next.trap)?.lesson ?? "");
    const section = lesson === undefined ? 1 : sectionMinutes(lesson);
    return {
      ...summary,
      traps: summary.traps.map((trap) => ({ ...trap, short: shortOf(trap.id) })),
      nextShort: shortOf(summary.next.trap),
      minutes: stepMinutes(summary.next, { section, checks }),
    };
  });
}

/** All remediations of the viewer: open ones first, the most urgent step first; then those that are done. */
export async function listRemediations({ viewer, now }: Context): Promise<ListedRemediation[]> {
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { state } = await getFoldedLearner(reader, viewer, pack.id);
  return listedRemediations(state, pack, now);
}
