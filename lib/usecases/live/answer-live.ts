import type { Context } from "@/lib/core/access/viewer";
import { type Answer, answerProgress, type ResponseValue } from "@/lib/core/question/answer";
import { fromTokens, toTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { putAnswer } from "@/lib/data/live-answers";
import { findAttendedSession } from "@/lib/data/live-sessions";
import { getServedQuestions } from "@/lib/data/question-versions";

/** `closed`: the question is not answered now, or another one is shown; `incomplete`: no whole answer to it. */
export type LiveAnswerRefusal = "missing" | "closed" | "incomplete";

/**
 * Takes the viewer's answer to the question that is open, or another one in its place. Sending the same once more
 * changes nothing. Feeds nobody's evidence: see docs/decisions/2026-11-26-live.md.
 */
export async function answerLive(
  { viewer, now }: Context,
  input: { sessionId: string; number: number; answer: ResponseValue },
): Promise<Result<{ answer: Answer }, LiveAnswerRefusal>> {
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ answer: Answer }, LiveAnswerRefusal>> => {
    const session = await findAttendedSession(tx, viewer, input.sessionId);
    if (session === null) return fail("missing");
    const row = session.questions[session.position];
    if (row === undefined || session.state !== "open" || input.number !== row.position + 1) return fail("closed");
    const served = (await getServedQuestions(tx, [row.versionId])).get(row.versionId);
    if (served === undefined) return fail("closed");
    const question = toPublic(served.question);
    const parsed = parseResponse(question, fromTokens(row.presented, input.answer));
    if (!parsed.ok || parsed.value === null || answerProgress(question, parsed.value) !== "complete") {
      return fail("incomplete");
    }
    await putAnswer(tx, { liveQuestionId: row.id, userId: viewer.userId, response: parsed.value }, now);
    return ok({ answer: toTokens(row.presented, parsed.value) });
  });
}
