import { clockPhase, GRACE_MS } from "@/lib/core/attempt/deadline";
import { timeOnItems } from "@/lib/core/attempt/pace";
import type { FinishReason } from "@/lib/core/attempt/plan";
import { type AttemptResult, attemptResult } from "@/lib/core/exam/result";
import { findExam, type PackView } from "@/lib/core/pack/pack-view";
import { scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import type { Evidence, Outcome } from "@/lib/core/question/score";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { markDone } from "@/lib/data/assignments";
import {
  type AttemptItemRow,
  type AttemptRow,
  findAttempt,
  finishAttempt,
  listItems,
  lockAttempt,
  unscopedListOverdue,
} from "@/lib/data/attempts";
import { database, type Reader, type Tx } from "@/lib/data/database";
import { addToCount } from "@/lib/data/item-analysis/counting";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listEvents, type StoredEvent } from "@/lib/data/responses";
import { findRulings, type Rulings } from "@/lib/data/rulings";
import { countForCohorts } from "@/lib/usecases/cohort/count-weeks";
import { recordLearning } from "@/lib/usecases/learning/fold-learner";

type Owner = { userId: string };

/** Whether an attempt tells nothing of its answers before it is over, so that they are folded only then. */
const countsAtTheEnd = ({ mode }: AttemptRow): boolean => mode === "exam" || mode === "diagnose";

type ScoredItem = { item: AttemptItemRow; outcome: Outcome; evidence: Evidence; dropped: boolean; spentMs: number };

/** What the items of attempts are scored by. */
export type ScoringRules = {
  served: ReadonlyMap<string, ServedQuestion>;
  rulings: Rulings;
  pack: PackView | null;
};

/**
 * Scores every item of an attempt on its state, and works the result out. What is ruled to count for nobody is left out
 * of the result. Without the attempt's log no time was spent.
 */
export function scoreItems(
  attempt: AttemptRow,
  items: readonly AttemptItemRow[],
  { served, rulings, pack }: ScoringRules,
  log: readonly StoredEvent[] = [],
): { scored: ScoredItem[]; result: AttemptResult } {
  const spent = timeOnItems(log.map(({ event }) => event));
  // In practice an answer counts once it was checked; what was never checked was not answered.
  const counts = (item: AttemptItemRow): boolean => attempt.mode === "exam" || item.checkedAt !== null;
  const scored = items.map((item) => {
    const question = served.get(item.versionId)?.question;
    if (question === undefined) throw new Error(`item ${item.id} has no question`);
    const own = scoreRuled(question, item.state.answer.value, rulings.get(item.versionId)?.ruling ?? null);
    return {
      item,
      lesson: question.lesson,
      outcome: counts(item) ? own.outcome : ("unanswered" as const),
      evidence: counts(item) ? own.evidence : { ...own.evidence, taken: [], refused: [] },
      dropped: own.dropped,
      spentMs: Math.round(spent.get(item.id) ?? 0),
    };
  });
  const counted = scored
    .filter(({ item, dropped }) => counts(item) && !dropped)
    .map(({ item, lesson, outcome, evidence }) => ({ lesson, pilot: item.pilot, outcome, evidence }));
  const exam = pack === null ? undefined : findExam(pack, attempt.examId);
  const scale = attempt.mode === "exam" && exam !== undefined ? { ...exam.scale, rawAtPass: exam.rawAtPass } : null;
  const result = attemptResult(counted, scale);
  const unchecked = items.filter((item) => !counts(item)).length;
  return { scored, result: { ...result, unanswered: result.unanswered + unchecked } };
}

/** What the items of an attempt are scored by as things are ruled now. */
export async function scoringRules(
  tx: Reader,
  attempt: Pick<AttemptRow, "packId">,
  items: readonly AttemptItemRow[],
): Promise<ScoringRules> {
  const versions = items.map((item) => item.versionId);
  return {
    served: await getServedQuestions(tx, versions),
    rulings: await findRulings(tx, versions),
    pack: await findPackView(tx, attempt.packId),
  };
}

/**
 * Closes a running attempt within the caller's transaction: scores every item on what is stored, works out the result
 * and freezes both, and lets the learner's evidence be folded. The caller holds the attempt's lock and has seen that it
 * is running.
 */
export async function settle(tx: Tx, attempt: AttemptRow, reason: FinishReason, at: EpochMs): Promise<void> {
  const items = await listItems(tx, attempt.id);
  const events = await listEvents(tx, attempt.id);
  const rules = await scoringRules(tx, attempt, items);
  const { scored, result } = scoreItems(attempt, items, rules, events);
  await finishAttempt(
    tx,
    attempt.id,
    {
      reason,
      result: reason === "abandoned" ? null : result,
      items: scored.map(({ item, ...own }) => ({
        id: item.id,
        outcome: own.outcome,
        evidence: own.evidence,
        dropped: own.dropped,
        spentMs: own.spentMs,
      })),
    },
    at,
  );
  if (reason === "abandoned") return;
  if (attempt.assignmentId !== null) await markDone(tx, attempt.assignmentId, attempt.userId, at);
  await countForCohorts(tx, attempt, scored, at);
  // Exams alone say how good a question is: elsewhere it was chosen for the learner, or told before it was asked again.
  if (attempt.mode === "exam") await addToCount(tx, attempt);
  // In an exam and a diagnosis the answers count only now; in all else each counted when it was checked.
  const answered = scored.filter(({ item, outcome }) => !item.pilot && outcome !== "unanswered");
  if (answered.length === 0) return;
  const upTo = events.at(-1)?.seq ?? 0;
  const answers = { kind: "answers" as const, attemptId: attempt.id, items: answered.map(({ item }) => item.id), upTo };
  const ended = { kind: "attempt-ended" as const, attemptId: attempt.id };
  const atHand = {
    attempt: { ...attempt, state: "finished" as const, finishedAt: at, finishReason: reason, result },
    items: scored.map(({ item, ...own }) => ({ ...item, ...own })),
    log: events,
    rulings: rules.rulings,
    pack: rules.pack,
  };
  await recordLearning(tx, attempt, countsAtTheEnd(attempt) ? [answers, ended] : [ended], at, atHand);
}

/** Whether the attempt's time and grace are over though it still runs. */
export const isOverdue = (attempt: Pick<AttemptRow, "state" | "deadline">, now: EpochMs): boolean =>
  attempt.state === "running" && clockPhase(attempt.deadline, now) === "over";

/**
 * Reads an attempt and finishes it first when its time is over: whoever touches it first does so. Null when it is
 * missing or somebody else's.
 */
export async function touchAttempt(viewer: Owner, attemptId: string, now: EpochMs): Promise<AttemptRow | null> {
  const db = await database();
  const attempt = await findAttempt(db.reader, viewer, attemptId);
  if (attempt === null || !isOverdue(attempt, now)) return attempt;
  return db.transaction(async (tx) => {
    const locked = await lockAttempt(tx, viewer, attemptId);
    if (locked === null || !isOverdue(locked, now)) return locked;
    await settle(tx, locked, "deadline", locked.deadline ?? now);
    return findAttempt(tx, viewer, attemptId);
  });
}

/** Finishes attempts of anybody whose time is over, a few at a time. Returns how many. Run by the sweeper. */
export async function sweepOverdue(now: EpochMs): Promise<number> {
  const db = await database();
  const overdue = await unscopedListOverdue(db.reader, now - GRACE_MS, 50);
  for (const { id, userId } of overdue) await touchAttempt({ userId }, id, now);
  return overdue.length;
}
