import type { Tx } from "@/lib/data/database";

/** An answer to a question of a live session; `response` is JSON. */
export type OpenAnswer = { liveQuestionId: string; userId: string; response: string; at: Date };

/**
 * Writes somebody's answer in the place of their last one, if the question is open at this moment and they are in its
 * cohort and have come in. Returns whether it was written. One statement, where Prisma needs a question and a write: in
 * a rush the lock is held as much shorter.
 */
export async function putOpenAnswer(tx: Tx, { liveQuestionId, userId, response, at }: OpenAnswer): Promise<boolean> {
  const count = await tx.$executeRaw`
    INSERT INTO "LiveAnswer" ("liveQuestionId", "userId", "response", "writes", "at")
    SELECT q."id", seat."userId", ${response}, 1, ${at}
    FROM "LiveQuestion" q
    JOIN "LiveSession" s ON s."id" = q."sessionId"
    JOIN "LiveSeat" seat ON seat."sessionId" = s."id" AND seat."userId" = ${userId}
    JOIN "Membership" m ON m."cohortId" = s."cohortId" AND m."userId" = seat."userId"
    WHERE q."id" = ${liveQuestionId} AND s."state" = 'open' AND s."position" = q."position" AND m."endedAt" IS NULL
    ON CONFLICT ("liveQuestionId", "userId") DO UPDATE
    SET "response" = excluded."response", "writes" = "LiveAnswer"."writes" + 1, "at" = excluded."at"`;
  return count === 1;
}
