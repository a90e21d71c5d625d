import type { Context } from "@/lib/core/access/viewer";
import type { AttemptEvent } from "@/lib/core/attempt/events";
import type { Ack } from "@/lib/core/attempt/receive-events";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import { scoreRuled } from "@/lib/core/question/ruling/score-ruled";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { listItems, lockAttempt, markChecked } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listQuestionsUnderExam } from "@/lib/data/meetings";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { findLastSeq } from "@/lib/data/responses";
import { findRulings } from "@/lib/data/rulings";
import { recordLearning } from "@/lib/usecases/learning/fold-learner";
import { itemFeedback } from "./room-views";
import { receiveInto, type SyncHead, syncHead } from "./save-events";

/**
 * `under-exam`: the question is in a running exam of the learner, so that no feedback may be shown; `unanswered`:
 * there is nothing to check.
 */
export type CheckRefusal = "missing" | "over" | "under-exam" | "unanswered";

/**
 * Practice and drill: stores the answer, fixes it and gives the feedback. Checking again gives the same feedback on the
 * answer that was checked first.
 */
export async function checkAnswer(
  { viewer, now }: Context,
  input: { attemptId: string; event: Extract<AttemptEvent, { kind: "answer" }> },
): Promise<Result<{ feedback: ItemFeedback; ack: Ack | null; sync: SyncHead }, CheckRefusal>> {
  const db = await database();
  return db.transaction(async (tx) => {
    const attempt = await lockAttempt(tx, viewer, input.attemptId);
    // An exam and a diagnosis give no feedback before their end, whatever asks for it.
    if (attempt === null || attempt.mode === "exam" || attempt.mode === "diagnose") return fail("missing" as const);
    if (attempt.state !== "running") return fail("over" as const);
    const [before] = await listItems(tx, attempt.id, [input.event.itemId]);
    if (before === undefined) return fail("missing" as const);
    if ((await listQuestionsUnderExam(tx, viewer, now)).has(before.questionId)) return fail("under-exam" as const);
    const [ack] = await receiveInto(tx, attempt, [input.event], now);
    const [item] = await listItems(tx, attempt.id, [before.id]);
    const served = (await getServedQuestions(tx, [before.versionId])).get(before.versionId);
    const pack = await findPackView(tx, attempt.packId);
    if (item === undefined || served === undefined || pack === null) return fail("missing" as const);
    if (item.state.answer.value === null) return fail("unanswered" as const);
    const ruled = (await findRulings(tx, [item.versionId])).get(item.versionId) ?? null;
    if (item.checkedAt === null) {
      await markChecked(tx, item.id, scoreRuled(served.question, item.state.answer.value, ruled?.ruling ?? null), now);
      const upTo = await findLastSeq(tx, attempt.id);
      await recordLearning(tx, attempt, [{ kind: "answers", attemptId: attempt.id, items: [item.id], upTo }], now);
    }
    const verified = await findVerifiedOn(tx, [item.versionId]);
    return ok({
      feedback: itemFeedback(pack, served, item, verified.get(item.versionId) ?? served.question.verifiedOn, ruled),
      ack: ack ?? null,
      sync: syncHead(attempt, now),
    });
  });
}
