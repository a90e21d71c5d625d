import type { ResponseValue } from "@/lib/core/question/answer";
import { responseValueSchema } from "@/lib/core/question/response";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Database, Reader, Tx } from "./database";
import { groupedWrites } from "./grouped-writes";
import { type OpenAnswer, putOpenAnswer } from "./sql/put-open-answer";
import { toDate } from "./time";

/** In the order of people: where two servers write the same people's answers, neither holds what the other waits for. */
async function putGroup(tx: Tx, answers: readonly OpenAnswer[]): Promise<boolean[]> {
  const order = answers.map((answer, place) => ({ answer, place }));
  order.sort((a, b) => (a.answer.userId < b.answer.userId ? -1 : a.answer.userId > b.answer.userId ? 1 : 0));
  const written = answers.map(() => false);
  for (const { answer, place } of order) written[place] = await putOpenAnswer(tx, answer);
  return written;
}

const put = groupedWrites(putGroup);

/**
 * Writes somebody's answer in authored ids in the place of their last one, if its question is open. Resolves once it is
 * committed, together with the answers that came at the same time, with whether it was written.
 */
export async function putAnswer(
  db: Database,
  answer: { liveQuestionId: string; userId: string; response: ResponseValue },
  now: EpochMs,
): Promise<boolean> {
  return put(db, { ...answer, response: JSON.stringify(answer.response), at: toDate(now) });
}

/** Every answer to a question of a session, by person. For the tally, and for each person their own. */
export async function listLiveAnswers(db: Reader, liveQuestionId: string): Promise<Map<string, ResponseValue>> {
  const rows = await db.liveAnswer.findMany({ where: { liveQuestionId }, select: { userId: true, response: true } });
  return new Map(rows.map(({ userId, response }) => [userId, responseValueSchema.parse(JSON.parse(response))]));
}

/**
 * By what a server sees that a session moved: the steps of its lead, who came in, and every answer that was written.
 * Null: there is no such session.
 */
export async function findLivePulse(
  db: Reader,
  sessionId: string,
): Promise<{ revision: number; here: number; answered: number; writes: number } | null> {
  const session = await db.liveSession.findUnique({
    where: { id: sessionId },
    select: { revision: true, position: true, _count: { select: { seats: true } } },
  });
  if (session === null) return null;
  const answers = await db.liveAnswer.aggregate({
    where: { liveQuestion: { sessionId, position: session.position } },
    _count: { _all: true },
    _sum: { writes: true },
  });
  return {
    revision: session.revision,
    here: session._count.seats,
    answered: answers._count._all,
    writes: answers._sum.writes ?? 0,
  };
}

/** Of these people and sign-ins, those who still may listen to a cohort's session: in it, come in, and signed in. */
export async function listListening(
  db: Reader,
  sessionId: string,
  idHashes: readonly string[],
): Promise<{ learners: Set<string>; leads: Set<string>; signedIn: Set<string> }> {
  const people = await db.membership.findMany({
    where: { cohort: { liveSessions: { some: { id: sessionId } } }, endedAt: null },
    select: {
      userId: true,
      role: true,
      user: { select: { liveSeats: { where: { sessionId }, select: { at: true } } } },
    },
  });
  const sessions = await db.session.findMany({
    where: { idHash: { in: [...new Set(idHashes)] }, user: { disabledAt: null } },
    select: { idHash: true },
  });
  return {
    learners: new Set(people.filter(({ user }) => user.liveSeats.length > 0).map(({ userId }) => userId)),
    leads: new Set(people.filter(({ role }) => role === "lead").map(({ userId }) => userId)),
    signedIn: new Set(sessions.map(({ idHash }) => idHash)),
  };
}
