import { limitWithExtraMs } from "@/lib/core/attempt/accommodation";
import { clockEnd, reviewOpensAt } from "@/lib/core/cohort/assignment";
import { type EpochMs, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { findAssignment, listAllowances, listAssignedAttempts, setClock, setReviewAt } from "@/lib/data/assignments";
import { lockAttempt } from "@/lib/data/attempts";
import type { Tx } from "@/lib/data/database";
import { isOverdue } from "@/lib/usecases/attempt/settle-attempt";
import { rulesFor } from "./enter";

/** Time is taken away from nobody in the middle of an exam without so much of it being left. */
const LEAST_LEFT_MS = 5 * MINUTE_MS;

/**
 * Sets the clocks of running exams, and when reviews open, after the rules of assignments as they are now; of one learner
 * where it is asked for. What is over already stays over.
 */
export async function followClocks(
  tx: Tx,
  cohortId: string,
  assignmentIds: readonly string[],
  now: EpochMs,
  userId?: string,
): Promise<void> {
  const allowances = await listAllowances(tx, cohortId, userId);
  for (const assignmentId of assignmentIds) {
    const assignment = await findAssignment(tx, cohortId, assignmentId);
    if (assignment === null) continue;
    const opening = new Map<EpochMs | null, string[]>();
    for (const { id, userId: owner, running } of await listAssignedAttempts(tx, assignmentId, userId)) {
      const rules = rulesFor(assignment, allowances, owner);
      const at = reviewOpensAt(rules);
      opening.set(at, [...(opening.get(at) ?? []), id]);
      if (!running) continue;
      const attempt = await lockAttempt(tx, { userId: owner }, id);
      if (attempt === null || attempt.plan.kind !== "blueprint" || attempt.state !== "running") continue;
      if (isOverdue(attempt, now)) continue;
      const baseMs = attempt.plan.blueprint.seconds * 1_000;
      const end = clockEnd(rules, attempt.startedAt, baseMs);
      const isSooner = end !== null && (attempt.deadline === null || end < attempt.deadline);
      const least = Math.min(attempt.deadline ?? Number.POSITIVE_INFINITY, now + LEAST_LEFT_MS);
      await setClock(tx, id, {
        deadline: isSooner ? Math.max(end, least) : end,
        limitMs: limitWithExtraMs(baseMs, rules.extraTime),
        extraTime: rules.extraTime,
      });
    }
    for (const [at, ids] of opening) await setReviewAt(tx, ids, at);
  }
}
