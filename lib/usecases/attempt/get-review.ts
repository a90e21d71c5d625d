import type { Context } from "@/lib/core/access/viewer";
import { type AnswerStep, answerChange, type Change, stepsOf } from "@/lib/core/attempt/answer-path";
import { isHeld } from "@/lib/core/attempt/held";
import type { ItemFeedback, RoomItem } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { toTokens } from "@/lib/core/question/present";
import type { Outcome } from "@/lib/core/question/score";
import { type AttemptItemRow, type AttemptRow, listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { type DisputeRow, findOwnDisputes } from "@/lib/data/disputes";
import { listQuestionsUnderExam } from "@/lib/data/meetings";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { listEvents } from "@/lib/data/responses";
import { listRevisions, type ResultRevision } from "@/lib/data/result-revisions";
import { findRulings } from "@/lib/data/rulings";
import { missesOf, type ReviewMiss } from "./review-misses";
import { itemFeedback, roomItem } from "./room-views";
import { touchAttempt } from "./settle-attempt";

/** One answer on the way to the last one; `late` ones came after the end and count for nothing. */
export type PathStep = { answer: Answer; outcome: AnswerStep["outcome"]; afterMs: number };

export type ReviewItem = {
  place: number;
  pilot: boolean;
  /** Ruled to count for nobody. */
  dropped: boolean;
  outcome: Outcome;
  item: RoomItem;
  /** Null while the question is in a running exam of the learner. */
  feedback: ItemFeedback | null;
  path: PathStep[];
  change: Change;
  spentMs: number;
  /** Took clearly longer than the learner's other questions did. */
  slow: boolean;
  /** What kind of miss a wrong answer was; null for every other one, and while the feedback is kept back. */
  miss: ReviewMiss | null;
  /** The learner's own latest dispute on this question as it was served. */
  dispute: DisputeRow | null;
};

export const REVIEW_FILTERS = ["all", "wrong", "flagged", "changed", "slow"] as const;
export type ReviewFilter = (typeof REVIEW_FILTERS)[number];

export type Review = {
  attempt: AttemptRow;
  items: ReviewItem[];
  counts: Record<ReviewFilter, number>;
  /** How repairs changed the result, the oldest first. */
  revisions: ResultRevision[];
};

const matches = (item: ReviewItem, filter: ReviewFilter): boolean => {
  switch (filter) {
    case "all":
      return true;
    case "wrong":
      return item.outcome !== "right" && !item.dropped;
    case "flagged":
      return item.item.state.flagged;
    case "changed":
      return item.change !== "none";
    case "slow":
      return item.slow;
  }
};

/** Slow: more than 1.5 times the median of the attempt and over a minute. */
function slowLimitMs(items: readonly AttemptItemRow[]): number {
  const spent = items.map((item) => item.spentMs ?? 0).sort((a, b) => a - b);
  const median = spent[Math.floor(spent.length / 2)] ?? 0;
  return Math.max(60_000, 1.5 * median);
}

/**
 * The review of the viewer's ended attempt: every question as it was served, the answers on the way, and the feedback,
 * except for questions that stand in a running exam of theirs. Null when it is missing, somebody else's, has no result,
 * or its review has not opened yet.
 */
export async function getReview(
  { viewer, now }: Context,
  attemptId: string,
  filter: ReviewFilter,
): Promise<Review | null> {
  const attempt = await touchAttempt(viewer, attemptId, now);
  if (attempt === null || attempt.result === null || isHeld(attempt, now)) return null;
  const { reader } = await database();
  const rows = await listItems(reader, attempt.id);
  const versions = rows.map((row) => row.versionId);
  const served = await getServedQuestions(reader, versions);
  const verified = await findVerifiedOn(reader, versions);
  const rulings = await findRulings(reader, versions);
  const disputes = await findOwnDisputes(reader, viewer, versions);
  const events = await listEvents(reader, attempt.id);
  const underExam = await listQuestionsUnderExam(reader, viewer, now);
  const pack = await findPackView(reader, attempt.packId);
  const slowMs = slowLimitMs(rows);
  const missOf = await missesOf(reader, viewer, attempt.packId, rows);
  const items = rows.flatMap((row): ReviewItem[] => {
    const question = served.get(row.versionId);
    if (question === undefined) return [];
    const steps = stepsOf(events, row.id);
    const hidden = pack === null || underExam.has(row.questionId);
    const ruled = rulings.get(row.versionId) ?? null;
    const change = answerChange(question.question, steps, ruled?.ruling ?? null);
    return [
      {
        place: row.position + 1,
        pilot: row.pilot,
        dropped: row.dropped,
        outcome: row.outcome ?? "unanswered",
        item: roomItem(row, question),
        feedback: hidden
          ? null
          : itemFeedback(pack, question, row, verified.get(row.versionId) ?? question.question.verifiedOn, ruled),
        path: steps.map((step) => ({
          answer: toTokens(row.presented, step.value),
          outcome: step.outcome,
          afterMs: Math.max(0, step.at - attempt.startedAt),
        })),
        change,
        spentMs: row.spentMs ?? 0,
        slow: (row.spentMs ?? 0) > slowMs,
        miss: hidden ? null : missOf(row, { change, counterCue: question.question.counterCue }),
        dispute: disputes.get(row.versionId) ?? null,
      },
    ];
  });
  const count = (of: ReviewFilter): number => items.filter((item) => matches(item, of)).length;
  return {
    attempt,
    items: items.filter((item) => matches(item, filter)),
    counts: {
      all: items.length,
      wrong: count("wrong"),
      flagged: count("flagged"),
      changed: count("changed"),
      slow: count("slow"),
    },
    revisions: await listRevisions(reader, [attempt.id]),
  };
}
