import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";

/**
 * What somebody has to do until when, and has not done: one row for each learner and assignment. `timeZone` is the
 * cohort's, for learners whose own is not known.
 */
export type DueForLearner = {
  userId: string;
  assignmentId: string;
  title: string;
  dueAt: EpochMs;
  timeZone: string;
};

/** So long before it is due somebody is reminded. */
const REMIND_BEFORE_MS = DAY_MS;

/** Those to remind of now: what is due within a day and not over. */
export const toRemind = <T extends Pick<DueForLearner, "dueAt">>(rows: readonly T[], now: EpochMs): T[] =>
  rows.filter(({ dueAt }) => dueAt - REMIND_BEFORE_MS <= now && now < dueAt);

/** What a reminder is about, for one learner: it is told once, and once more where the due time was moved. */
export const reminderKey = ({ assignmentId, dueAt }: Pick<DueForLearner, "assignmentId" | "dueAt">): string =>
  `due/${assignmentId}/24h/${dueAt}`;
