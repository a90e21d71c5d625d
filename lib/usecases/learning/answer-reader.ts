import { answerChange, stepsOf } from "@/lib/core/attempt/answer-path";
import { timeOnItems } from "@/lib/core/attempt/pace";
import type { AttemptPlan } from "@/lib/core/attempt/plan";
import type { LearningAnswer } from "@/lib/core/learning/fold/fold-answer";
import type { LearningEvent } from "@/lib/core/learning/fold/learning-event";
import { offeredTraps } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { findAttempt, listItems } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { listEarlierRight, listSeenBefore } from "@/lib/data/meetings";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listEvents } from "@/lib/data/responses";

type Answers = Extract<LearningEvent, { kind: "answers" }>;

/** Whether the bank had an unseen question with the trap when the attempt was assembled; where it was not asked, yes. */
function unseenLeftIn(plan: AttemptPlan): (trap: string) => boolean {
  if (plan.kind !== "drill" || plan.unseen === undefined) return () => true;
  const { unseen } = plan;
  return (trap) => (unseen[trap] ?? 1) > 0;
}

/** What the answers of one attempt are worked out from. */
async function loadAttempt(db: Reader, owner: { userId: string }, attemptId: string) {
  const attempt = await findAttempt(db, owner, attemptId);
  if (attempt === null) return null;
  const items = await listItems(db, attempt.id);
  const served = await getServedQuestions(
    db,
    items.map((item) => item.versionId),
  );
  const parallels = [...served.values()].flatMap(({ question }) => question.parallelOf ?? []);
  return {
    attempt,
    items: new Map(items.map((item) => [item.id, item])),
    served,
    log: await listEvents(db, attempt.id),
    seen: await listSeenBefore(db, owner, attempt.id, items),
    rightBefore: parallels.length === 0 ? new Set<string>() : await listEarlierRight(db, owner, attempt, parallels),
    unseenLeft: unseenLeftIn(attempt.plan),
  };
}

type Loaded = NonNullable<Awaited<ReturnType<typeof loadAttempt>>>;

function answerOf(loaded: Loaded, itemId: string, event: Answers, at: EpochMs): LearningAnswer[] {
  const { attempt, items, served, log, seen, rightBefore, unseenLeft } = loaded;
  const item = items.get(itemId);
  const version = item === undefined ? undefined : served.get(item.versionId);
  if (item === undefined || version === undefined || item.pilot) return [];
  if (item.outcome === null || item.evidence === null) return [];
  const known = log.filter(({ seq }) => seq <= event.upTo);
  const spent = timeOnItems(known.map((logged) => logged.event));
  const { id, questionId, outcome, evidence } = item;
  const { question, family } = version;
  const { lesson, difficulty, counterCue, parallelOf } = question;
  return [
    {
      item: id,
      question: { id: questionId, family, lesson, difficulty, offered: offeredTraps(question) },
      outcome,
      evidence,
      at,
      attempt: attempt.id,
      mode: attempt.mode,
      timed: attempt.deadline !== null,
      spentMs: spent.get(id) ?? null,
      seen: seen.has(id),
      change: answerChange(question, stepsOf(known, id)),
      counterCue,
      parallelRight: parallelOf !== undefined && rightBefore.has(parallelOf),
      unseenLeft,
    },
  ];
}

/** Gives the answers that an event of the learner's log names. Pilots are left out. */
export type AnswerReader = (event: Answers, at: EpochMs) => Promise<LearningAnswer[]>;

/** Reads answers from their attempts, worked out anew each time; keeps the last attempt for the events that follow. */
export function answerReader(db: Reader, owner: { userId: string }): AnswerReader {
  let kept: { id: string; loaded: Loaded | null } | null = null;
  return async (event, at) => {
    if (kept?.id !== event.attemptId) {
      kept = { id: event.attemptId, loaded: await loadAttempt(db, owner, event.attemptId) };
    }
    const { loaded } = kept;
    return loaded === null ? [] : event.items.flatMap((id) => answerOf(loaded, id, event, at));
  };
}
