import { answerChange, stepsOf } from "@/lib/core/attempt/answer-path";
import { timeOnItems } from "@/lib/core/attempt/pace";
import type { AttemptPlan } from "@/lib/core/attempt/plan";
import type { LearningAnswer } from "@/lib/core/learning/fold/fold-answer";
import type { LearningEvent } from "@/lib/core/learning/fold/learning-event";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import { ruledTraps } from "@/lib/core/question/ruling/score-ruled";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptItemRow, type AttemptRow, findAttempts, listItemsOf } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { listEarlierRight, listSeenBefore } from "@/lib/data/meetings";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listEventsOf, type StoredEvent } from "@/lib/data/responses";
import { findRulings, type Rulings } from "@/lib/data/rulings";

type Answers = Extract<LearningEvent, { kind: "answers" }>;

/** Whether the bank had an unseen question with the trap when the attempt was assembled; where it was not asked, yes. */
function unseenLeftIn(plan: AttemptPlan): (trap: string) => boolean {
  if (plan.kind !== "drill" || plan.unseen === undefined) return () => true;
  const { unseen } = plan;
  return (trap) => (unseen[trap] ?? 1) > 0;
}

/** What the answers of one attempt are worked out from. */
export type AnsweredAttempt = {
  attempt: AttemptRow;
  items: ReadonlyMap<string, AttemptItemRow>;
  log: readonly StoredEvent[];
  /** Ids of items that showed a question met before. */
  seen: ReadonlySet<string>;
  /** Ids of questions with a parallel in the attempt that were right before it began. */
  rightBefore: ReadonlySet<string>;
  servedOf: (item: AttemptItemRow) => ServedQuestion | undefined;
  rulingOf: (item: AttemptItemRow) => Ruling | null;
  unseenLeft: (trap: string) => boolean;
};

/** What attempts would be under other rulings than those in force: for a preview. */
export type WhatIf = {
  rulings: Rulings;
  /** By item, where it differs. */
  items: ReadonlyMap<string, Pick<AttemptItemRow, "outcome" | "evidence" | "dropped">>;
};

/** An attempt of the owner as it is stored, which its reader has at hand already, with what it was scored by. */
export type AttemptAtHand = {
  attempt: AttemptRow;
  items: AttemptItemRow[];
  log: StoredEvent[];
  rulings: Rulings;
  pack: PackView | null;
};

/** Reads attempts of the owner with everything that their answers are worked out from: a few queries, however many. */
export async function readAttempts(
  db: Reader,
  owner: { userId: string },
  attemptIds: readonly string[],
  whatIf?: WhatIf,
  atHand?: AttemptAtHand,
): Promise<Map<string, AnsweredAttempt>> {
  const wanted = new Set(attemptIds);
  if (wanted.size === 0) return new Map();
  const isAtHand = atHand !== undefined && wanted.delete(atHand.attempt.id);
  const attempts = wanted.size === 0 ? new Map<string, AttemptRow>() : await findAttempts(db, owner, [...wanted]);
  const found = [...attempts.keys()];
  const itemsOf = found.length === 0 ? new Map<string, AttemptItemRow[]>() : await listItemsOf(db, found);
  const logs = found.length === 0 ? new Map<string, StoredEvent[]>() : await listEventsOf(db, found);
  if (isAtHand) {
    attempts.set(atHand.attempt.id, atHand.attempt);
    itemsOf.set(atHand.attempt.id, atHand.items);
    logs.set(atHand.attempt.id, atHand.log);
  }
  const all = [...itemsOf.values()].flat();
  const versions = all.map(({ versionId }) => versionId);
  const served = await getServedQuestions(db, versions);
  const known = whatIf?.rulings ?? (found.length === 0 ? atHand?.rulings : undefined);
  const rulings = known ?? (await findRulings(db, versions));
  const rulingOf = ({ versionId }: AttemptItemRow): Ruling | null => rulings.get(versionId)?.ruling ?? null;
  const seen = await listSeenBefore(db, owner, all);
  const servedOf = ({ versionId }: AttemptItemRow): ServedQuestion | undefined => served.get(versionId);
  const read = new Map<string, AnsweredAttempt>();
  for (const [id, attempt] of attempts) {
    const items = itemsOf.get(id) ?? [];
    const parallels = items.flatMap((item) => servedOf(item)?.question.parallelOf ?? []);
    read.set(id, {
      attempt,
      items: new Map(items.map((item) => [item.id, { ...item, ...whatIf?.items.get(item.id) }])),
      log: logs.get(id) ?? [],
      seen,
      rightBefore: parallels.length === 0 ? new Set() : await listEarlierRight(db, owner, attempt, parallels),
      servedOf,
      rulingOf,
      unseenLeft: unseenLeftIn(attempt.plan),
    });
  }
  return read;
}

type Known = { log: readonly StoredEvent[]; spent: ReadonlyMap<string, number> };

function answerOf(read: AnsweredAttempt, itemId: string, known: Known, at: EpochMs): LearningAnswer[] {
  const { attempt, items, seen, rightBefore, servedOf, rulingOf, unseenLeft } = read;
  const item = items.get(itemId);
  const version = item === undefined ? undefined : servedOf(item);
  if (item === undefined || version === undefined || item.pilot || item.dropped) return [];
  if (item.outcome === null || item.evidence === null) return [];
  const { id, questionId, outcome, evidence } = item;
  const { question, family } = version;
  const { lesson, difficulty, counterCue, parallelOf } = question;
  const ruling = rulingOf(item);
  return [
    {
      item: id,
      question: { id: questionId, family, lesson, difficulty, offered: ruledTraps(question, ruling) },
      outcome,
      evidence,
      at,
      attempt: attempt.id,
      mode: attempt.mode,
      timed: attempt.deadline !== null,
      spentMs: known.spent.get(id) ?? null,
      seen: seen.has(id),
      change: answerChange(question, stepsOf(known.log, id), ruling),
      counterCue,
      parallelRight: parallelOf !== undefined && rightBefore.has(parallelOf),
      unseenLeft,
    },
  ];
}

/** The answers that an event of the learner's log names, worked out from their attempt. Pilots are left out, and what was dropped. */
export function answersOf(read: AnsweredAttempt, event: Answers, at: EpochMs): LearningAnswer[] {
  const log = read.log.filter(({ seq }) => seq <= event.upTo);
  const known = { log, spent: timeOnItems(log.map((logged) => logged.event)) };
  return event.items.flatMap((id) => answerOf(read, id, known, at));
}
