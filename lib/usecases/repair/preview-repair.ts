import { type Context, can } from "@/lib/core/access/viewer";
import type { AttemptMode } from "@/lib/core/attempt/plan";
import type { AttemptResult } from "@/lib/core/exam/result";
import { initialLearner, type LearnerState } from "@/lib/core/learning/fold/learner-state";
import { isDone } from "@/lib/core/learning/remediation/state";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { listItemsOf, unscopedListAttemptsWith } from "@/lib/data/attempts";
import { database, type Reader } from "@/lib/data/database";
import { unscopedFindDispute } from "@/lib/data/disputes";
import { listLearningEvents } from "@/lib/data/learning-events";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { unscopedCountServed, unscopedListServed } from "@/lib/data/repairs";
import { listRulings, type Rulings } from "@/lib/data/rulings";
import type { ScoringRules } from "@/lib/usecases/attempt/settle-attempt";
import { foldAll, getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { repairProblems } from "./make-repair";
import { type RescoredAttempt, rescoredAttempt } from "./rescored-attempt";

/** So many learners are worked out in a preview; the repair itself goes on to all. */
const LEARNERS_PREVIEWED = 100;

export type AttemptPreview = { mode: AttemptMode; title: string; was: AttemptResult; now: AttemptResult };

/** What a repair would do to one learner, who is not named. */
export type LearnerPreview = {
  attempts: AttemptPreview[];
  traps: { name: string; was: { falls: number; decided: number }; now: { falls: number; decided: number } }[];
  /** The symptom in its words. */
  remediations: { symptom: string; what: "opens" | "ends" | "goes away" | "moves" }[];
};

export type RepairPreview = {
  /** Everybody who was served this version. */
  served: number;
  /** So many of them were worked out. */
  previewed: number;
  /** Those for whom something changes. */
  learners: LearnerPreview[];
  results: number;
  better: number;
  worse: number;
  /** Results whose word on the pass mark changes. */
  verdicts: number;
};

const NOTHING = { falls: 0, decided: 0 };

function trapChanges(pack: PackView, was: LearnerState, now: LearnerState): LearnerPreview["traps"] {
  const ids = [...new Set([...Object.keys(was.traps), ...Object.keys(now.traps)])].sort();
  return ids.flatMap((id) => {
    const [before, after] = [was, now].map((state) => {
      const entry = state.traps[id]?.entry;
      return entry === undefined ? NOTHING : { falls: entry.falls, decided: entry.decided };
    });
    if (before === undefined || after === undefined) return [];
    if (before.falls === after.falls && before.decided === after.decided) return [];
    return [{ name: pack.traps.get(id)?.name ?? id, was: before, now: after }];
  });
}

function remediationChanges(pack: PackView, was: LearnerState, now: LearnerState): LearnerPreview["remediations"] {
  const words = new Map(symptomsOf(pack).map(({ id, symptom }) => [id, symptom]));
  const ids = [...new Set([...Object.keys(was.remediations), ...Object.keys(now.remediations)])].sort();
  return ids.flatMap((id): LearnerPreview["remediations"] => {
    const symptom = words.get(id) ?? id;
    const before = was.remediations[id]?.remediation;
    const after = now.remediations[id]?.remediation;
    if (before === undefined) return [{ symptom, what: "opens" }];
    if (after === undefined) return [{ symptom, what: "goes away" }];
    if (isDone(after) && !isDone(before)) return [{ symptom, what: "ends" }];
    return JSON.stringify(before.traps) === JSON.stringify(after.traps) ? [] : [{ symptom, what: "moves" }];
  });
}

/** What is folded of a learner if these attempts come out as rescored. */
async function foldedIf(
  db: Reader,
  userId: string,
  pack: PackView,
  rescored: readonly RescoredAttempt[],
  rulings: Rulings,
): Promise<{ was: LearnerState; now: LearnerState } | null> {
  const { learner, state, parameters } = await getFoldedLearner(db, { userId }, pack.id);
  if (learner === null) return null;
  const logged = await listLearningEvents(db, learner.id, { after: 0 });
  const items = new Map(rescored.flatMap((one) => one.items.map(({ id, ...scored }) => [id, scored] as const)));
  return {
    was: state,
    now: await foldAll(db, learner, initialLearner(parameters.mastery), logged, parameters, pack, { rulings, items }),
  };
}

/** By person, the attempts that come out otherwise; those of everybody are read at once. */
async function rescoredOf(
  db: Reader,
  people: readonly string[],
  versionId: string,
  rules: Omit<ScoringRules, "served">,
): Promise<[string, RescoredAttempt[]][]> {
  const attemptsOf = await unscopedListAttemptsWith(db, people, versionId);
  const itemsOf = await listItemsOf(
    db,
    [...attemptsOf.values()].flat().map(({ id }) => id),
  );
  const versions = [...itemsOf.values()].flat().map((item) => item.versionId);
  const served = await getServedQuestions(db, versions);
  return [...attemptsOf].flatMap(([userId, attempts]): [string, RescoredAttempt[]][] => {
    const changed = attempts
      .map((attempt) => rescoredAttempt(attempt, itemsOf.get(attempt.id) ?? [], { ...rules, served }))
      .filter(({ items }) => items.length > 0);
    return changed.length === 0 ? [] : [[userId, changed]];
  });
}

/**
 * What a ruling would change for whom, by the same rules as the repair itself; writes nothing. Learners come without
 * their names: a repair is no reason to see who somebody is.
 */
export async function previewRepair(
  { viewer }: Context,
  input: { disputeId: string; ruling: Ruling },
): Promise<Result<RepairPreview, "missing" | { problems: string[] }>> {
  if (!can(viewer, "writeBank")) return fail("missing" as const);
  const { reader } = await database();
  const dispute = await unscopedFindDispute(reader, input.disputeId);
  if (dispute === null) return fail("missing" as const);
  const { versionId } = dispute;
  const pack = await findPackView(reader, dispute.packId);
  const served = (await getServedQuestions(reader, [versionId])).get(versionId);
  if (pack === null || served === undefined) return fail("missing" as const);
  const problems = repairProblems(served.question, input.ruling);
  if (problems.length > 0) return fail({ problems });
  const rulings = (await listRulings(reader, pack.id)).set(versionId, { ruling: input.ruling, because: "" });
  const people = await unscopedListServed(reader, versionId, "", LEARNERS_PREVIEWED);
  const learners: LearnerPreview[] = [];
  for (const [userId, changed] of await rescoredOf(reader, people, versionId, { rulings, pack })) {
    const folded = await foldedIf(reader, userId, pack, changed, rulings);
    learners.push({
      attempts: changed.flatMap(({ attempt: { mode, title }, result }) =>
        result === null ? [] : [{ mode, title, ...result }],
      ),
      traps: folded === null ? [] : trapChanges(pack, folded.was, folded.now),
      remediations: folded === null ? [] : remediationChanges(pack, folded.was, folded.now),
    });
  }
  const results = learners.flatMap(({ attempts }) => attempts);
  const share = ({ right, scored }: AttemptResult): number => (scored === 0 ? 0 : right / scored);
  return ok({
    served: await unscopedCountServed(reader, versionId),
    previewed: people.length,
    learners,
    results: results.length,
    better: results.filter(({ was, now }) => share(now) > share(was)).length,
    worse: results.filter(({ was, now }) => share(now) < share(was)).length,
    verdicts: results.filter(({ was, now }) => was.band?.verdict !== now.band?.verdict).length,
  });
}
