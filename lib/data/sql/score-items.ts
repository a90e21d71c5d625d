import type { Tx } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";

/** How an attempt ended; `result` is JSON. */
export type AttemptEnd = { state: string; finishedAt: Date; finishReason: string; result: string | null };

/** Writes how an attempt ended. */
export async function closeAttempt(tx: Tx, attemptId: string, end: AttemptEnd): Promise<void> {
  const { state, finishedAt, finishReason, result } = end;
  await tx.$executeRaw`
    UPDATE "Attempt"
    SET "state" = ${state}, "finishedAt" = ${finishedAt}, "finishReason" = ${finishReason}, "result" = ${result}
    WHERE "id" = ${attemptId}`;
}

/** What an item scored; `evidence` is JSON. */
export type ItemScore = { id: string; outcome: string; evidence: string; dropped: boolean; spentMs: number };

/**
 * Writes what items scored. One statement for all of an attempt, where Prisma needs one for each. A list of values has
 * the same names for its columns on both engines, and PostgreSQL wants to be told their types.
 */
export async function scoreItems(tx: Tx, scores: readonly ItemScore[]): Promise<void> {
  for (const slice of inSlices(scores)) {
    const rows = slice.map(
      ({ id, outcome, evidence, dropped, spentMs }) =>
        Prisma.sql`(${id}, ${outcome}, ${evidence}, CAST(${dropped} AS BOOLEAN), CAST(${spentMs} AS INTEGER))`,
    );
    await tx.$executeRaw`
      UPDATE "AttemptItem" SET "outcome" = v.column2, "evidence" = v.column3, "dropped" = v.column4, "spentMs" = v.column5
      FROM (VALUES ${Prisma.join(rows)}) AS v WHERE "AttemptItem"."id" = v.column1`;
  }
}
