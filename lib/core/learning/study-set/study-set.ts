/** The sets that a learner can build from a cell of the dashboard. */
export const STUDY_SETS = ["missed", "flagged", "slow", "unseen", "trap"] as const;
export type StudySet = (typeof STUDY_SETS)[number];

/** What a set needs to know of the learner's last meeting with a question; undefined where they never met it. */
export type LastMeeting = { outcome: "right" | "wrong" | "unanswered" | null; flagged: boolean; slow: boolean };

/** Slow: in more than this many times the learner's own median time, and over a minute. */
const SLOW_TIMES = 1.5;
const SLOW_LEAST_MS = 60_000;

/** Whether a time on a question was slow for this learner; without a median only what is over two minutes is. */
export function isSlow(spentMs: number | null, medianSeconds: number | null): boolean {
  if (spentMs === null) return false;
  const limit =
    medianSeconds === null ? 2 * SLOW_LEAST_MS : Math.max(SLOW_LEAST_MS, SLOW_TIMES * medianSeconds * 1_000);
  return spentMs > limit;
}

/** Whether a question belongs to a set, by the learner's last meeting with it. */
export function isInSet(set: StudySet, last: LastMeeting | undefined): boolean {
  switch (set) {
    case "missed":
      return last?.outcome === "wrong" || last?.outcome === "unanswered";
    case "flagged":
      return last?.flagged ?? false;
    case "slow":
      return last?.slow ?? false;
    case "unseen":
      return last === undefined;
    case "trap":
      return true;
  }
}
