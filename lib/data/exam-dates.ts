import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { departedOutcomes } from "./privacy/departed-figures";
import { toDate } from "./time";

const outcomeSchema = z.enum(["passed", "failed"]);
export type ExamOutcome = z.infer<typeof outcomeSchema>;

/** When somebody sits the real exam, and how it went once they say so. */
export type ExamDateRow = {
  id: string;
  examId: string;
  /** `YYYY-MM-DD` */
  day: string;
  outcome: ExamOutcome | null;
  score: number | null;
};

const select = { id: true, examId: true, day: true, outcome: true, score: true } as const;

/** The viewer's dates of one exam, the latest day first. */
export async function listExamDates(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  examId: string,
): Promise<ExamDateRow[]> {
  const rows = await db.examDate.findMany({
    where: { userId: viewer.userId, examId },
    orderBy: { day: "desc" },
    select,
  });
  return rows.map((row) => ({ ...row, outcome: outcomeSchema.nullable().parse(row.outcome) }));
}

/** Makes this the one day that is still ahead of the viewer; null takes it away. Days with an outcome stay. */
export async function setExamDay(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  examId: string,
  day: string | null,
  now: EpochMs,
): Promise<void> {
  await tx.examDate.deleteMany({ where: { userId: viewer.userId, examId, outcome: null } });
  if (day === null) return;
  const known = await tx.examDate.count({ where: { userId: viewer.userId, examId, day } });
  if (known > 0) return;
  await tx.examDate.create({ data: { id: newId(), userId: viewer.userId, examId, day, updatedAt: toDate(now) } });
}

/** Stores how it went, with the readiness that was shown at that time; false when there is no such day of the viewer's. */
export async function setExamOutcome(
  tx: Tx,
  viewer: Pick<Viewer, "userId">,
  id: string,
  told: { outcome: ExamOutcome; score: number | null; readiness: number | null },
  now: EpochMs,
): Promise<boolean> {
  const { count } = await tx.examDate.updateMany({
    where: { id, userId: viewer.userId },
    data: { ...told, updatedAt: toDate(now) },
  });
  return count === 1;
}

/** Gives a guest's exam days to an account, but for those that the account has entered itself. */
export async function mergeExamDates(tx: Tx, guestId: string, userId: string): Promise<void> {
  const own = await tx.examDate.findMany({ where: { userId }, select: { examId: true, day: true } });
  const known = new Set(own.map(({ examId, day }) => `${examId}/${day}`));
  const brought = await tx.examDate.findMany({
    where: { userId: guestId },
    select: { id: true, examId: true, day: true },
  });
  const ids = brought.filter(({ examId, day }) => !known.has(`${examId}/${day}`)).map(({ id }) => id);
  await tx.examDate.updateMany({ where: { id: { in: ids } }, data: { userId } });
}

/**
 * Stated chances and outcomes of everybody, of who is deleted too, without who they were: what readiness is recalibrated
 * on. By the chance, so that the same outcomes give the same fit whoever is still here.
 */
export async function unscopedListOutcomes(
  db: Reader,
  examIds: readonly string[],
): Promise<{ chance: number; passed: boolean }[]> {
  const rows = await db.examDate.findMany({
    where: { examId: { in: [...examIds] }, outcome: { not: null }, readiness: { not: null } },
    select: { outcome: true, readiness: true },
  });
  const here = rows.flatMap(({ outcome, readiness }) =>
    readiness === null ? [] : [{ chance: readiness, passed: outcome === "passed" }],
  );
  const all = [...here, ...(await departedOutcomes(db, examIds))];
  return all.sort((a, b) => a.chance - b.chance || Number(a.passed) - Number(b.passed));
}
