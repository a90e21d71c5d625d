import type { LearnerWeek } from "@/lib/core/learning/fold/learner-state";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";

/** Under so many answers a week's shares are drawn as uncertain. */
const FEW = 8;

/** Null where nothing is there to take a share of. */
type Share = { count: number; share: number | null };

/** A week of the trend; `at` is its first day. */
export type WeekShare = {
  at: EpochMs;
  answered: number;
  decided: number;
  right: Share;
  fallen: Share;
  /** Seconds a question, over the answers whose time is known. */
  seconds: number | null;
  few: boolean;
};

const shareOf = (count: number, of: number): Share => ({ count, share: of === 0 ? null : count / of });

/** The weeks with answers in them, oldest first, as shares. */
export function weekShares(weeks: readonly LearnerWeek[]): WeekShare[] {
  return [...weeks]
    .filter(({ answered }) => answered > 0)
    .sort((a, b) => a.week - b.week)
    .map(({ week, answered, right, decided, falls, timed, spentMs }) => ({
      at: week * 7 * DAY_MS,
      answered,
      decided,
      right: shareOf(right, answered),
      fallen: shareOf(falls, decided),
      seconds: timed === 0 ? null : spentMs / timed / 1_000,
      few: answered < FEW,
    }));
}
