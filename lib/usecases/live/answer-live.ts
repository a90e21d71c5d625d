import type { Context } from "@/lib/core/access/viewer";
import { type Answer, answerProgress, type ResponseValue } from "@/lib/core/question/answer";
import { fromTokens, toTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Database, database } from "@/lib/data/database";
import { putAnswer } from "@/lib/data/live-answers";
import { findAttendedSession, findOpenQuestion } from "@/lib/data/live-sessions";
import { getServedQuestions } from "@/lib/data/question-versions";

/** `closed`: the question is not answered now, or another one is shown; `incomplete`: no whole answer to it. */
export type LiveAnswerRefusal = "missing" | "closed" | "incomplete";

/** Why an answer is not taken that the open question has no place for, read where nothing lags behind. */
async function refusalOf(db: Database, viewer: Context["viewer"], sessionId: string): Promise<"missing" | "closed"> {
  const session = await db.transaction((tx) => findAttendedSession(tx, viewer, sessionId));
  return session === null ? "missing" : "closed";
}

/**
 * Takes the viewer's answer to the question that is open, or another one in its place. Sending the same once more
 * changes nothing. Whether the question is open is asked before, so that all is read outside of the transaction, and
 * once more by the statement that writes. Feeds nobody's evidence: see docs/decisions/2026-11-26-live.md.
 */
export async function answerLive(
  { viewer, now }: Context,
  input: { sessionId: string; number: number; answer: ResponseValue },
): Promise<Result<{ answer: Answer }, LiveAnswerRefusal>> {
  const db = await database();
  const row =
    (await findOpenQuestion(db.reader, viewer, input)) ??
    // A replica may not know yet that it was opened.
    (await db.transaction((tx) => findOpenQuestion(tx, viewer, input)));
  if (row === null) return fail(await refusalOf(db, viewer, input.sessionId));
  const served = (await getServedQuestions(db.reader, [row.versionId])).get(row.versionId);
  if (served === undefined) return fail("closed");
  const question = toPublic(served.question);
  const parsed = parseResponse(question, fromTokens(row.presented, input.answer));
  if (!parsed.ok || parsed.value === null || answerProgress(question, parsed.value) !== "complete") {
    return fail("incomplete");
  }
  const answer = { liveQuestionId: row.id, userId: viewer.userId, response: parsed.value };
  const isWritten = await putAnswer(db, answer, now);
  return isWritten
    ? ok({ answer: toTokens(row.presented, parsed.value) })
    : fail(await refusalOf(db, viewer, input.sessionId));
}
