import type { Tx } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { inSlices } from "./in-slices";

/** An attempt as it begins; `plan` is JSON. */
export type BegunAttempt = {
  id: string;
  userId: string;
  packId: string;
  examId: string;
  mode: string;
  title: string;
  plan: string;
  seed: string;
  startedAt: Date;
  deadlineAt: Date | null;
  limitMs: number | null;
  extraTime: string;
  assignmentId: string | null;
  reviewAt: Date | null;
};

/** Stores an attempt that runs from now on. */
export async function insertAttempt(tx: Tx, of: BegunAttempt): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Attempt" ("id", "userId", "packId", "examId", "mode", "title", "plan", "seed", "state", "startedAt",
      "deadlineAt", "limitMs", "extraTime", "revision", "assignmentId", "reviewAt")
    VALUES (${of.id}, ${of.userId}, ${of.packId}, ${of.examId}, ${of.mode}, ${of.title}, ${of.plan}, ${of.seed}, 'running',
      ${of.startedAt}, ${of.deadlineAt}, ${of.limitMs}, ${of.extraTime}, 0, ${of.assignmentId}, ${of.reviewAt})`;
}

/** An item as nobody has answered it yet; `presented` is JSON. */
export type BegunItem = {
  id: string;
  attemptId: string;
  position: number;
  questionId: string;
  questionVersionId: string;
  caseId: string | null;
  pilot: boolean;
  presented: string;
};

/** Stores the items of an attempt. */
export async function insertItems(tx: Tx, items: readonly BegunItem[]): Promise<void> {
  for (const slice of inSlices(items)) {
    const rows = slice.map(
      (item) =>
        Prisma.sql`(${item.id}, ${item.attemptId}, ${item.position}, ${item.questionId}, ${item.questionVersionId}, ${item.caseId}, ${item.pilot}, ${false}, ${item.presented})`,
    );
    await tx.$executeRaw`
      INSERT INTO "AttemptItem" ("id", "attemptId", "position", "questionId", "questionVersionId", "caseId", "pilot",
        "dropped", "presented") VALUES ${Prisma.join(rows)}`;
  }
}
