import { repairLetter } from "@/lib/core/mail/letters";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { listItems, lockAttempt, rewriteItem, rewriteResult } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { requestRecount } from "@/lib/data/item-analysis/counting";
import { clearLearnerState, findLearner, lockLearner } from "@/lib/data/learners";
import { appendLearningEvents } from "@/lib/data/learning-events";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { requeueScores } from "@/lib/data/lti/scores";
import { newId } from "@/lib/data/new-id";
import {
  advanceRepair,
  listAttemptIdsWith,
  type RepairRow,
  unscopedListServed,
  unscopedNextUnfinished,
} from "@/lib/data/repairs";
import { recordRevision } from "@/lib/data/result-revisions";
import { scoringRules } from "@/lib/usecases/attempt/settle-attempt";
import { recountForCohorts } from "@/lib/usecases/cohort/count-weeks";
import { foldRest } from "@/lib/usecases/learning/rebuild";
import { tellPerson } from "@/lib/usecases/notice/tell-person";
import { type RescoredAttempt, rescoredAttempt } from "./rescored-attempt";

/** So many learners are rescored in one round. */
const LEARNERS = 50;
const holder = newId();

/**
 * Writes what the rulings in force make of one learner's attempts: scores, evidence, results with their revisions, and
 * word to the learner; and lets everything that is folded of them be folded anew. All of it or nothing, and a second
 * time nothing.
 */
async function rescoreLearner(tx: Tx, repair: RepairRow, userId: string, now: number): Promise<void> {
  const undone = repair.phase === "undoing";
  const rescored: RescoredAttempt[] = [];
  for (const id of await listAttemptIdsWith(tx, { userId }, repair.versionId)) {
    // Locked, so that one that is just ending has ended by the old key before, or ends by the new one after.
    const attempt = await lockAttempt(tx, { userId }, id);
    if (attempt === null) continue;
    const items = await listItems(tx, attempt.id);
    rescored.push(rescoredAttempt(attempt, items, await scoringRules(tx, attempt, items)));
  }
  const changed = rescored.filter(({ items }) => items.length > 0);
  for (const { attempt, items, result } of changed) {
    for (const { id, ...scored } of items) await rewriteItem(tx, id, scored);
    if (result === null) continue;
    await rewriteResult(tx, attempt.id, result.now);
    await recordRevision(tx, { attemptId: attempt.id, repairId: repair.id, undone, ...result }, now);
  }
  if (changed.length === 0) return;
  await recountForCohorts(tx, { userId, packId: repair.packId });
  const learner = await findLearner(tx, { userId }, repair.packId);
  if (learner !== null) {
    const locked = await lockLearner(tx, { userId, packId: repair.packId }, learner.snapshot, now);
    await appendLearningEvents(tx, locked, [{ kind: "rescored", repairId: repair.id, undone }], now);
    await clearLearnerState(tx, locked.id, locked.snapshot);
  }
  const attempts = changed.flatMap(({ attempt, result }) => (result === null ? [] : [attempt.id]));
  if (attempts.length === 0) return;
  await requeueScores(tx, attempts, now);
  const notice = { kind: undone ? "rescored-back" : "rescored", attempts, because: repair.because } as const;
  const subject = undone
    ? "Your results changed back: a repair was undone"
    : "Your results changed: a question was repaired";
  await tellPerson(
    tx,
    userId,
    `${repair.id}:${notice.kind}`,
    notice,
    {
      kind: "repair",
      write: (site, { name }) => repairLetter(site, name, { subject, words: `${subject}. ${repair.because}` }),
    },
    now,
  );
}

/** One learner of a repair, from the score to the last remediation. Stopped half-way, it is gone through again. */
async function repairLearner(repair: RepairRow, userId: string, now: number): Promise<void> {
  const db = await database();
  const learner = await db.transaction(async (tx) => {
    await rescoreLearner(tx, repair, userId, now);
    return findLearner(tx, { userId }, repair.packId);
  });
  if (learner !== null) await foldRest(learner, now);
  await db.transaction((tx) => advanceRepair(tx, repair, userId));
}

/** The next learner of the repair that has waited longest, if this server holds the lease; null when none is left. */
async function nextStep(now: number): Promise<{ repair: RepairRow; userId: string | null } | null> {
  const db = await database();
  // A sweeper that holds the lease over nothing would keep out whoever makes a repair.
  if ((await unscopedNextUnfinished(db.reader)) === null) return null;
  try {
    return await db.transaction(async (tx) => {
      if (!(await takeLease(tx, { name: "repairs", holder, until: now + MINUTE_MS }, now))) return null;
      const repair = await unscopedNextUnfinished(tx);
      if (repair === null) return null;
      const [userId = null] = await unscopedListServed(tx, repair.versionId, repair.cursor, 1);
      if (userId === null) {
        await advanceRepair(tx, repair, null);
        // Scores of the past have changed, and with them what every other question is measured against.
        await requestRecount(tx, repair.packId);
      }
      return { repair, userId };
    });
  } catch (error) {
    if (leaseWasTaken(error)) return null;
    throw error;
  }
}

/**
 * Goes on with repairs that are not finished, learner by learner. Returns how many it rescored; run by whoever makes a
 * repair, and by the sweeper until nothing is left. May be stopped at any moment.
 */
export async function finishRepairs(now: number, most = LEARNERS): Promise<number> {
  for (let learners = 0; learners < most; ) {
    const next = await nextStep(now);
    if (next === null) return learners;
    if (next.userId === null) continue;
    await repairLearner(next.repair, next.userId, now);
    learners += 1;
  }
  return most;
}
