import type { DueForLearner } from "@/lib/core/mail/due-reminder";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { listAllowances, listWork, unscopedDueBetween } from "@/lib/data/assignments";
import { listMembers } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { rulesFor } from "./enter";

/** What of all cohorts' assignments is open, due within a day and not done, for each of their learners by their own times. */
export async function comingDue(now: EpochMs): Promise<DueForLearner[]> {
  const { reader } = await database();
  const due: DueForLearner[] = [];
  for (const { assignment, cohort } of await unscopedDueBetween(reader, now, now + DAY_MS)) {
    const allowances = await listAllowances(reader, cohort.id);
    const done = new Set(
      (await listWork(reader, [assignment.id])).flatMap((row) => (row.doneAt === null ? [] : [row.userId])),
    );
    for (const { userId, role } of await listMembers(reader, cohort.id)) {
      const { dueAt } = rulesFor(assignment, allowances, userId);
      if (role !== "learner" || done.has(userId) || dueAt <= now || dueAt > now + DAY_MS) continue;
      due.push({ userId, assignmentId: assignment.id, title: assignment.title, dueAt, timeZone: cohort.timeZone });
    }
  }
  return due;
}
