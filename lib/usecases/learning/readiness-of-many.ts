import type { LearningParameters } from "@/lib/core/learning/fold/learning-parameters";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import type { Reader } from "@/lib/data/database";
import { learnerMark, listAbilities, listLearners } from "@/lib/data/learners";
import { getSnapshot } from "@/lib/data/parameter-snapshots";
import { listBank } from "@/lib/data/questions";
import type { CurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { formFor, readinessHour, readinessOn, type TypicalForm } from "./get-readiness";

/** So many people's readiness is kept for a form. */
const KEPT = 10_000;

type Kept = Map<string, { mark: string; readiness: Readiness }>;

const kept = new WeakMap<Reader, WeakMap<TypicalForm, Kept>>();

function keptFor(db: Reader, form: TypicalForm): Kept {
  const ofForms = kept.get(db) ?? new WeakMap<TypicalForm, Kept>();
  kept.set(db, ofForms);
  const known = ofForms.get(form) ?? new Map();
  ofForms.set(form, known);
  return known;
}

/**
 * The readiness of some people for an exam: as `readinessFor` says it of each, with a few queries for all of them. Who
 * has answered nothing in the pack is left out. It is worked out and not stored, since it ages and the bank changes; a
 * process keeps it for the hour, by the mark of the learner and the form that it was worked out from.
 *
 * @param db what reads committed rows: a transaction may be undone, and its marks with it.
 */
export async function readinessOfMany(
  db: Reader,
  userIds: readonly string[],
  { pack, exam }: CurrentExam,
  now: number,
): Promise<Map<string, Readiness | null>> {
  if (userIds.length === 0) return new Map();
  const bank = await listBank(db, pack.id, exam.id);
  const markOf = (learner: Parameters<typeof learnerMark>[0]) => `${learnerMark(learner)} ${readinessHour(now)}`;
  // Nearly all have the same snapshot.
  const snapshots = new Map<number, Promise<LearningParameters>>();
  const parametersOf = (snapshot: number): Promise<LearningParameters> => {
    const known = snapshots.get(snapshot) ?? getSnapshot(db, pack.id, snapshot);
    snapshots.set(snapshot, known);
    return known;
  };
  const ready = new Map<string, Readiness | null>();
  const unknown: string[] = [];
  for (const learner of await listLearners(db, userIds, pack.id)) {
    const form = formFor(await parametersOf(learner.snapshot), exam, bank);
    const known = form === null ? undefined : keptFor(db, form).get(learner.id);
    if (known?.mark === markOf(learner)) ready.set(learner.userId, known.readiness);
    else unknown.push(learner.userId);
  }
  for (const one of unknown.length === 0 ? [] : await listAbilities(db, unknown, pack.id)) {
    const { learner } = one;
    const isFolded = one.state !== null && learner.folded === learner.logged;
    const { state, parameters } =
      one.state !== null && isFolded
        ? { state: one.state, parameters: await parametersOf(learner.snapshot) }
        : await getFoldedLearner(db, learner, pack.id);
    const form = formFor(parameters, exam, bank);
    const readiness = form === null ? null : readinessOn(form, { learner, state, parameters }, now);
    ready.set(learner.userId, readiness);
    if (form === null || readiness === null || !isFolded) continue;
    const known = keptFor(db, form);
    if (known.size >= KEPT) known.clear();
    known.set(learner.id, { mark: markOf(learner), readiness });
  }
  return ready;
}
