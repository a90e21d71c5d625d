import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database, type Tx } from "@/lib/data/database";
import {
  lockDeleting,
  markAudit,
  nextAttemptsOf,
  nextLearnerOf,
  removeAttempts,
  removeLearner,
  removePerson,
  unscopedNextDeleting,
} from "@/lib/data/privacy/deletion";
import { departChoices, departOutcomes, departTraps } from "@/lib/data/privacy/departed-figures";
import { departExams } from "./depart-exams";

/** So many attempts go in one transaction: who saves an answer waits no longer than that. */
const ATTEMPTS = 5;
const LINES = 200;

/** Takes the next attempts of somebody away, once what they gave to the counts is kept. Returns how many. */
async function removeSomeAttempts(tx: Tx, userId: string, now: EpochMs): Promise<number> {
  const attempts = await nextAttemptsOf(tx, userId, ATTEMPTS);
  for (const packId of [...new Set(attempts.map((attempt) => attempt.packId))].sort()) {
    const ids = attempts.filter((attempt) => attempt.packId === packId).map(({ id }) => id);
    await departExams(tx, packId, ids, now);
    await departChoices(tx, packId, ids);
    await removeAttempts(tx, ids);
  }
  return attempts.length;
}

/**
 * One step of a deletion, in one transaction: done or not at all, so that whoever comes next goes on from there. First
 * goes what is folded, so that nothing folds anew what is half gone.
 */
async function deleteStep(tx: Tx, userId: string, now: EpochMs): Promise<void> {
  // Held to the end: two servers that delete the same person take turns, and the second finds less.
  if (!(await lockDeleting(tx, userId))) return;
  const learner = await nextLearnerOf(tx, userId);
  if (learner !== null) {
    await departTraps(tx, learner);
    await removeLearner(tx, learner.id);
    return;
  }
  if ((await removeSomeAttempts(tx, userId, now)) > 0) return;
  if ((await markAudit(tx, userId, LINES)) > 0) return;
  await departOutcomes(tx, userId);
  await removePerson(tx, userId);
}

/**
 * Goes on with deletions that are not finished, at most so many steps; run by whoever deletes their account, and by the
 * sweeper until nothing is left. May be stopped at any moment, and run on several servers at once. Returns the steps.
 */
export async function finishDeletions(now: EpochMs, most = 200): Promise<number> {
  const db = await database();
  for (let steps = 0; steps < most; steps += 1) {
    const userId = await unscopedNextDeleting(db.reader);
    if (userId === null) return steps;
    await db.transaction((tx) => deleteStep(tx, userId, now));
  }
  return most;
}
