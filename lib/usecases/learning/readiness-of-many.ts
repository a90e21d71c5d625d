import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import type { Reader } from "@/lib/data/database";
import { listAbilities } from "@/lib/data/learners";
import { getSnapshot } from "@/lib/data/parameter-snapshots";
import { listRatedBank } from "@/lib/data/questions";
import type { CurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { formFor, readinessOn, type TypicalForm } from "./get-readiness";

/**
 * The readiness of some people for an exam: as `readinessFor` says it of each, with a few queries for all of them. Who
 * has answered nothing in the pack is left out. It is worked out and not stored, since it ages and the bank changes.
 */
export async function readinessOfMany(
  db: Reader,
  userIds: readonly string[],
  { pack, exam }: CurrentExam,
  now: number,
): Promise<Map<string, Readiness | null>> {
  if (userIds.length === 0) return new Map();
  const bank = await listRatedBank(db, pack.id, exam.id);
  const forms = new Map<number, TypicalForm | null>();
  const ready = new Map<string, Readiness | null>();
  for (const one of await listAbilities(db, userIds, pack.id)) {
    const { learner } = one;
    const isFolded = one.state !== null && learner.folded === learner.logged;
    const { state, parameters } =
      one.state !== null && isFolded
        ? { state: one.state, parameters: await getSnapshot(db, pack.id, learner.snapshot) }
        : await getFoldedLearner(db, learner, pack.id);
    const form = forms.get(learner.snapshot) ?? formFor(parameters, exam, bank);
    forms.set(learner.snapshot, form);
    ready.set(learner.userId, form === null ? null : readinessOn(form, { learner, state, parameters }, now));
  }
  return ready;
}
