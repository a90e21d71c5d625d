import type { Context } from "@/lib/core/access/viewer";
import { symptomsOf } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { database } from "@/lib/data/database";
import { findExamWith } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

/** The exam of another pack in which the viewer has a remediation on this symptom; null where there is none. */
export async function findRemediationElsewhere(
  { viewer }: Pick<Context, "viewer">,
  symptomId: string,
): Promise<Exam | null> {
  const found = await findExamWith(viewer, (pack) => symptomsOf(pack).some(({ id }) => id === symptomId));
  if (found === null || found.isCurrent) return null;
  const { reader } = await database();
  const { state } = await getFoldedLearner(reader, viewer, found.pack.id);
  return state.remediations[symptomId] === undefined ? null : found.exam;
}
