import { type Context, can } from "@/lib/core/access/viewer";
import type { AttemptMode } from "@/lib/core/attempt/plan";
import type { AttemptResult } from "@/lib/core/exam/result";
import { initialLearner, type LearnerState } from "@/lib/core/learning/fold/learner-state";
import { isDone } from "@/lib/core/learning/remediation/state";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { findAttempts, listItems } from "@/lib/data/attempts";
import { database, type Reader } from "@/lib/data/database";
import { unscopedFindDispute } from "@/lib/data/disputes";
import { listLearningEvents } from "@/lib/data/learning-events";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listAttemptIdsWith, unscopedCountServed, unscopedListServed } from "@/lib/data/repairs";
import { findRulings, type Rulings } from "@/lib/data/rulings";
import { foldAll, getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import type { WhatIf } from "@/lib/usecases/learning/read-answers";
import { repairProblems } from "./make-repair";
import { type RescoredAttempt, rescoredAttempt } from "./rescored-attempt";

/** So many learners are worked out in a preview; the repair itself goes on to all. */
const LEARNERS_PREVIEWED = 100;

export type AttemptPreview = { mode: AttemptMode; title: string; was: AttemptResult; now: AttemptResult };

/** What a repair would do to one learner, who is not named. */
export type LearnerPreview = {
  attempts: AttemptPreview[];
  traps: { name: string; was: { falls: number; decided: number }; now: { falls: number; decided: number } }[];
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

function remediationChanges(was: LearnerState, now: LearnerState): LearnerPreview["remediations"] {
  const ids = [...new Set([...Object.keys(was.remediations), ...Object.keys(now.remediations)])].sort();
  return ids.flatMap((symptom): LearnerPreview["remediations"] => {
    const before = was.remediations[symptom]?.remediation;
    const after = now.remediations[symptom]?.remediation;
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
  rulings: (versions: readonly string[]) => Promise<Rulings>,
): Promise<{ was: LearnerState; now: LearnerState } | null> {
  const { learner, state, parameters } = await getFoldedLearner(db, { userId }, pack.id);
  if (learner === null) return null;
  const logged = await listLearningEvents(db, learner.id, { after: 0 });
  const ids = [...new Set(logged.flatMap(({ event }) => ("attemptId" in event ? [event.attemptId] : [])))];
  const versions = (await Promise.all(ids.map((id) => listItems(db, id)))).flat().map(({ versionId }) => versionId);
  const items = new Map(rescored.flatMap((one) => one.items.map(({ id, ...scored }) => [id, scored] as const)));
  const whatIf: WhatIf = { rulings: await rulings(versions), items };
  return {
    was: state,
    now: await foldAll(db, learner, initialLearner(parameters.mastery), logged, parameters, pack, whatIf),
  };
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
  const ruled = async (versions: readonly string[]): Promise<Rulings> =>
    new Map(await findRulings(reader, versions)).set(versionId, { ruling: input.ruling, because: "" });
  const people = await unscopedListServed(reader, versionId, "", LEARNERS_PREVIEWED);
  const learners: LearnerPreview[] = [];
  for (const userId of people) {
    const attempts = await findAttempts(reader, { userId }, await listAttemptIdsWith(reader, { userId }, versionId));
    const rescored: RescoredAttempt[] = [];
    for (const attempt of attempts.values()) {
      const items = await listItems(reader, attempt.id);
      const rulings = await ruled(items.map((item) => item.versionId));
      rescored.push(await rescoredAttempt(reader, attempt, rulings));
    }
    const changed = rescored.filter(({ items }) => items.length > 0);
    if (changed.length === 0) continue;
    const folded = await foldedIf(reader, userId, pack, changed, ruled);
    learners.push({
      attempts: changed.flatMap(({ attempt: { mode, title }, result }) =>
        result === null ? [] : [{ mode, title, ...result }],
      ),
      traps: folded === null ? [] : trapChanges(pack, folded.was, folded.now),
      remediations: folded === null ? [] : remediationChanges(folded.was, folded.now),
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
