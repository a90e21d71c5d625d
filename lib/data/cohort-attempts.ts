import { type AttemptMode, attemptModeSchema } from "@/lib/core/attempt/plan";
import { type AttemptResult, attemptResultSchema } from "@/lib/core/exam/result";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "./database";
import { toDate, toEpochMs } from "./time";

/** An ended attempt of a member, since they joined, in the cohort's exam. */
export type MemberAttempt = {
  id: string;
  userId: string;
  title: string;
  mode: AttemptMode;
  assignmentId: string | null;
  startedAt: EpochMs;
  finishedAt: EpochMs;
  result: AttemptResult;
};

const CHUNK = 200;

/** The ended attempts of some members, each from the day they joined. For those who lead their cohort. */
export async function listMemberAttempts(
  db: Reader,
  examId: string,
  members: readonly { userId: string; joinedAt: EpochMs }[],
): Promise<MemberAttempt[]> {
  const found: MemberAttempt[] = [];
  for (let from = 0; from < members.length; from += CHUNK) {
    const rows = await db.attempt.findMany({
      where: {
        ...{ examId, state: "finished" },
        OR: members.slice(from, from + CHUNK).map(({ userId, joinedAt }) => {
          return { userId, startedAt: { gte: toDate(joinedAt) } };
        }),
      },
      orderBy: { id: "asc" },
      select: {
        ...{ id: true, userId: true, title: true, mode: true, assignmentId: true },
        ...{ startedAt: true, finishedAt: true, result: true },
      },
    });
    for (const { result, finishedAt, startedAt, mode, ...row } of rows) {
      if (result === null || finishedAt === null) continue;
      const times = { startedAt: toEpochMs(startedAt), finishedAt: toEpochMs(finishedAt) };
      const parsed = attemptResultSchema.parse(JSON.parse(result));
      found.push({ ...row, ...times, mode: attemptModeSchema.parse(mode), result: parsed });
    }
  }
  return found;
}

/** What a question did to a group: `people` who answered it. */
export type QuestionCount = { questionId: string; answered: number; right: number; people: number };

/** The answers of some attempts by question, pilots and dropped questions left out. */
export async function countQuestions(
  db: Reader,
  attempts: readonly { id: string; userId: string }[],
): Promise<QuestionCount[]> {
  const owner = new Map(attempts.map(({ id, userId }) => [id, userId]));
  const counts = new Map<string, { answered: number; right: number; people: Set<string> }>();
  const ids = [...owner.keys()];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await db.attemptItem.findMany({
      where: {
        ...{ attemptId: { in: ids.slice(from, from + CHUNK) }, pilot: false, dropped: false },
        outcome: { in: ["right", "wrong"] },
      },
      select: { questionId: true, outcome: true, attemptId: true },
    });
    for (const { questionId, outcome, attemptId } of rows) {
      const known = counts.get(questionId) ?? { answered: 0, right: 0, people: new Set<string>() };
      known.answered += 1;
      known.right += Number(outcome === "right");
      known.people.add(owner.get(attemptId) ?? "");
      counts.set(questionId, known);
    }
  }
  return [...counts]
    .map(([questionId, { people, ...rest }]) => ({ questionId, ...rest, people: people.size }))
    .sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
}
