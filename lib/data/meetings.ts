import type { Viewer } from "@/lib/core/access/viewer";
import { itemStateSchema } from "@/lib/core/attempt/item-state";
import type { AttemptMode } from "@/lib/core/attempt/plan";
import { type Outcome, outcomeSchema } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptItemRow, type AttemptRow, ownedBy } from "./attempts";
import type { Reader } from "./database";
import { selectShown } from "./sql/select-items";
import { toDate } from "./time";

// A meeting is an item of an attempt, asked of by its question: what was met, how often, and how it ended.

/**
 * Ids of the questions in the viewer's running exams, and where it is asked for, diagnoses, and in exams whose review has
 * not opened yet, with all draws of their families: nowhere else may they be seen with feedback, and the feedback on a draw tells how another one is solved.
 */
export async function listQuestionsUnderExam(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  now: EpochMs,
  modes: readonly AttemptMode[] = ["exam"],
): Promise<Set<string>> {
  const rows = await db.attemptItem.findMany({
    where: {
      attempt: {
        ...ownedBy(viewer),
        OR: [{ state: "running", mode: { in: [...modes] } }, { reviewAt: { gt: toDate(now) } }],
      },
    },
    select: { questionId: true, questionVersion: { select: { question: { select: { family: true } } } } },
  });
  const families = new Set(rows.flatMap((row) => row.questionVersion.question.family ?? []));
  const draws =
    families.size === 0
      ? []
      : await db.question.findMany({ where: { family: { in: [...families] } }, select: { id: true } });
  return new Set([...rows.map((row) => row.questionId), ...draws.map(({ id }) => id)]);
}

/** Whose running exams hold a question or another draw of its family: for what is shown to many at once. */
export async function unscopedListUnderExam(db: Reader, questionId: string): Promise<Set<string>> {
  const question = await db.question.findUnique({ where: { id: questionId }, select: { family: true } });
  const family = question?.family ?? null;
  const rows = await db.attemptItem.findMany({
    where: {
      attempt: { state: "running", mode: "exam" },
      ...(family === null ? { questionId } : { questionVersion: { question: { family } } }),
    },
    select: { attempt: { select: { userId: true } } },
  });
  return new Set(rows.map(({ attempt }) => attempt.userId));
}

/** How often the viewer has met each question, and how the last meeting ended (null: still open). */
export async function listMeetings(
  db: Reader,
  viewer: Pick<Viewer, "userId">,
  packId: string,
): Promise<Map<string, { times: number; last: Outcome | null }>> {
  const rows = await db.attemptItem.findMany({
    where: { attempt: { ...ownedBy(viewer), packId } },
    orderBy: { attempt: { startedAt: "asc" } },
    select: { questionId: true, outcome: true },
  });
  const met = new Map<string, { times: number; last: Outcome | null }>();
  for (const row of rows) {
    const last = outcomeSchema.nullable().parse(row.outcome);
    met.set(row.questionId, { times: (met.get(row.questionId)?.times ?? 0) + 1, last });
  }
  return met;
}

/**
 * Which of these items show a question that the owner had been shown before; an attempt shows a question once. Ids of
 * items are ordered by time, so the answer is the same however often it is asked.
 */
export async function listSeenBefore(
  db: Reader,
  owner: Pick<Viewer, "userId">,
  items: readonly Pick<AttemptItemRow, "id" | "questionId">[],
): Promise<Set<string>> {
  const rows = await selectShown(db, owner.userId, [...new Set(items.map((item) => item.questionId))]);
  const first = new Map<string, string>();
  for (const { id, questionId } of rows) {
    const known = first.get(questionId);
    if (known === undefined || id < known) first.set(questionId, id);
  }
  return new Set(items.filter(({ id, questionId }) => (first.get(questionId) ?? id) < id).map(({ id }) => id));
}

/** Which of these questions the owner had right in an attempt that was over before this one began. */
export async function listEarlierRight(
  db: Reader,
  owner: Pick<Viewer, "userId">,
  attempt: Pick<AttemptRow, "startedAt">,
  questionIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.attemptItem.findMany({
    where: {
      questionId: { in: [...questionIds] },
      outcome: "right",
      attempt: { ...ownedBy(owner), finishedAt: { lt: toDate(attempt.startedAt) } },
    },
    select: { questionId: true },
  });
  return new Set(rows.map((row) => row.questionId));
}

/** The viewer's last meeting with each question of a pack that they met, in attempts that are over. */
export async function listLastMeetings(db: Reader, viewer: Pick<Viewer, "userId">, packId: string) {
  const rows = await db.attemptItem.findMany({
    where: { attempt: { ...ownedBy(viewer), packId, state: "finished" } },
    orderBy: [{ attempt: { startedAt: "asc" } }, { position: "asc" }],
    select: { questionId: true, outcome: true, spentMs: true, response: { select: { state: true } } },
  });
  return new Map(
    rows.map((row) => [
      row.questionId,
      {
        outcome: outcomeSchema.nullable().parse(row.outcome),
        spentMs: row.spentMs,
        flagged: row.response !== null && itemStateSchema.parse(JSON.parse(row.response.state)).flag.value,
      },
    ]),
  );
}

/** Of the diagnoses of anybody since then, the share that asked each question. */
export async function unscopedDiagnoseExposure(
  db: Reader,
  packId: string,
  since: EpochMs,
): Promise<Map<string, number>> {
  const attempt = { packId, mode: "diagnose", startedAt: { gte: toDate(since) } };
  const sittings = await db.attempt.count({ where: attempt });
  if (sittings === 0) return new Map();
  const rows = await db.attemptItem.groupBy({ by: ["questionId"], where: { attempt }, _count: { _all: true } });
  return new Map(rows.map((row) => [row.questionId, row._count._all / sittings]));
}
