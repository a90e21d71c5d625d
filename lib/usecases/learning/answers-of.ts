import { answerChange, stepsOf } from "@/lib/core/attempt/answer-path";
import { timeOnItems } from "@/lib/core/attempt/pace";
import type { AttemptPlan } from "@/lib/core/attempt/plan";
import type { LearningAnswer } from "@/lib/core/learning/fold/fold-answer";
import type { LearningEvent } from "@/lib/core/learning/fold/learning-event";
import { offeredTraps } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { findAttempt, listEarlierMeetings, listEarlierRight, listItems } from "@/lib/data/attempts";
import type { Reader } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listEvents } from "@/lib/data/responses";

type Answers = Extract<LearningEvent, { kind: "answers" }>;

/** Whether the bank had an unseen question with the trap when the attempt was assembled; where it was not asked, yes. */
function unseenLeftIn(plan: AttemptPlan): (trap: string) => boolean {
  if (plan.kind !== "drill" || plan.unseen === undefined) return () => true;
  const { unseen } = plan;
  return (trap) => (unseen[trap] ?? 1) > 0;
}

/** The answers that an event of the learner's log names, worked out from the attempt itself. Pilots are left out. */
export async function answersOf(
  db: Reader,
  owner: { userId: string },
  event: Answers,
  at: EpochMs,
): Promise<LearningAnswer[]> {
  const attempt = await findAttempt(db, owner, event.attemptId);
  if (attempt === null) return [];
  const items = new Map((await listItems(db, attempt.id, event.items)).map((item) => [item.id, item]));
  const served = await getServedQuestions(
    db,
    [...items.values()].map((item) => item.versionId),
  );
  const log = await listEvents(db, attempt.id);
  const known = log.filter(({ seq }) => seq <= event.upTo);
  const spent = timeOnItems(known.map((logged) => logged.event));
  const met = await listEarlierMeetings(
    db,
    owner,
    attempt,
    [...items.values()].map((item) => item.questionId),
  );
  const parallels = [...served.values()].flatMap(({ question }) => question.parallelOf ?? []);
  const rightBefore = parallels.length === 0 ? new Set() : await listEarlierRight(db, owner, attempt, parallels);
  const unseenLeft = unseenLeftIn(attempt.plan);
  return event.items.flatMap((id): LearningAnswer[] => {
    const item = items.get(id);
    const question = item === undefined ? undefined : served.get(item.versionId)?.question;
    if (item === undefined || question === undefined || item.pilot) return [];
    if (item.outcome === null || item.evidence === null) return [];
    return [
      {
        item: item.id,
        question: {
          id: item.questionId,
          lesson: question.lesson,
          difficulty: question.difficulty,
          offered: offeredTraps(question),
        },
        outcome: item.outcome,
        evidence: item.evidence,
        at,
        attempt: attempt.id,
        mode: attempt.mode,
        timed: attempt.deadline !== null,
        spentMs: spent.get(item.id) ?? null,
        seen: met.has(item.questionId),
        change: answerChange(question, stepsOf(known, item.id)),
        counterCue: question.counterCue,
        parallelRight: question.parallelOf !== undefined && rightBefore.has(question.parallelOf),
        unseenLeft,
      },
    ];
  });
}
