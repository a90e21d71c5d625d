import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import { LIVE_STATES, type LiveState } from "@/lib/core/live/live-step";
import { type PresentedOrder, presentedOrderSchema } from "@/lib/core/question/present";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type MembershipRole, membershipRoleSchema } from "./cohorts";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs, toEpochMsOrNull } from "./time";

const stateSchema = z.enum(LIVE_STATES);

export type LiveQuestionRow = {
  id: string;
  position: number;
  questionId: string;
  versionId: string;
  presented: PresentedOrder;
  openedAt: EpochMs | null;
  closedAt: EpochMs | null;
};

export type LiveSessionRow = {
  id: string;
  cohortId: string;
  packId: string;
  cohort: string;
  code: string | null;
  state: LiveState;
  position: number;
  revision: number;
  createdAt: EpochMs;
  questions: LiveQuestionRow[];
};

const COLUMNS = {
  id: true,
  cohortId: true,
  cohort: { select: { name: true, packId: true } },
  code: true,
  state: true,
  position: true,
  revision: true,
  createdAt: true,
  questions: { orderBy: { position: "asc" } },
} as const;

const presentedOf = (text: string): PresentedOrder => presentedOrderSchema.parse(JSON.parse(text));

type Stored = Omit<LiveSessionRow, "packId" | "cohort" | "state" | "createdAt" | "questions"> & {
  cohort: { name: string; packId: string };
  state: string;
  createdAt: Date;
  questions: (Omit<LiveQuestionRow, "presented" | "openedAt" | "closedAt"> & {
    sessionId: string;
    presented: string;
    openedAt: Date | null;
    closedAt: Date | null;
  })[];
};

function rowOf({ cohort, state, createdAt, questions, ...row }: Stored): LiveSessionRow {
  return {
    ...row,
    cohort: cohort.name,
    packId: cohort.packId,
    state: stateSchema.parse(state),
    createdAt: toEpochMs(createdAt),
    questions: questions.map(({ id, position, questionId, versionId, presented, openedAt, closedAt }) => ({
      id,
      position,
      questionId,
      versionId,
      presented: presentedOf(presented),
      openedAt: toEpochMsOrNull(openedAt),
      closedAt: toEpochMsOrNull(closedAt),
    })),
  };
}

type Who = Pick<Viewer, "userId">;

/** The filter of leads: of the cohort that the session belongs to. */
const ledBy = ({ userId }: Who) => ({
  cohort: { memberships: { some: { userId, role: "lead", endedAt: null } } },
});
/** The filter of learners: in the cohort still, and come in with the code. */
const attendedBy = ({ userId }: Who) => ({
  cohort: { memberships: { some: { userId, endedAt: null } } },
  seats: { some: { userId } },
});

/** A session of a cohort that the viewer leads; null for everybody else. */
export async function findLedSession(db: Reader, viewer: Who, id: string): Promise<LiveSessionRow | null> {
  const row = await db.liveSession.findFirst({ where: { id, ...ledBy(viewer) }, select: COLUMNS });
  return row === null ? null : rowOf(row);
}

/** A session that the viewer has come into, while they are in its cohort; null for everybody else. */
export async function findAttendedSession(db: Reader, viewer: Who, id: string): Promise<LiveSessionRow | null> {
  const row = await db.liveSession.findFirst({ where: { id, ...attendedBy(viewer) }, select: COLUMNS });
  return row === null ? null : rowOf(row);
}

/** The question of a session that is open and has this number, for somebody who has come in; null for all others. */
export async function findOpenQuestion(
  db: Reader,
  viewer: Who,
  at: { sessionId: string; number: number },
): Promise<Pick<LiveQuestionRow, "id" | "versionId" | "presented"> | null> {
  const position = at.number - 1;
  const row = await db.liveQuestion.findFirst({
    where: { position, session: { id: at.sessionId, state: "open", position, ...attendedBy(viewer) } },
    select: { id: true, versionId: true, presented: true },
  });
  return row === null ? null : { ...row, presented: presentedOf(row.presented) };
}

/** As what the viewer may follow a session: as a lead of its cohort, else as a member who has come in; null for others. */
export async function findLiveRole(db: Reader, { userId }: Who, sessionId: string): Promise<MembershipRole | null> {
  const row = await db.membership.findFirst({
    where: { userId, endedAt: null, cohort: { liveSessions: { some: { id: sessionId } } } },
    select: { role: true, user: { select: { liveSeats: { where: { sessionId }, select: { at: true } } } } },
  });
  if (row === null) return null;
  if (membershipRoleSchema.parse(row.role) === "lead") return "lead";
  return row.user.liveSeats.length > 0 ? "learner" : null;
}

/** A session whoever asks: for the server's own watch over it, which holds each listener to what they may see. */
export async function unscopedFindSession(db: Reader, id: string): Promise<LiveSessionRow | null> {
  const row = await db.liveSession.findUnique({ where: { id }, select: COLUMNS });
  return row === null ? null : rowOf(row);
}

/** The session behind a code, for somebody who is in its cohort, and as what; null for all others. */
export async function findSessionByCode(
  db: Reader,
  { userId }: Who,
  code: string,
  startedAfter: EpochMs,
): Promise<{ id: string; cohortId: string; role: MembershipRole } | null> {
  const row = await db.liveSession.findFirst({
    where: {
      code,
      createdAt: { gt: toDate(startedAfter) },
      cohort: { memberships: { some: { userId, endedAt: null } } },
    },
    select: {
      id: true,
      cohortId: true,
      cohort: { select: { memberships: { where: { userId }, select: { role: true } } } },
    },
  });
  const [membership] = row?.cohort.memberships ?? [];
  return row === null || membership === undefined
    ? null
    : { id: row.id, cohortId: row.cohortId, role: membershipRoleSchema.parse(membership.role) };
}

/** The session of a cohort that has not ended. For its leads: ask `findLedCohort` first. */
export async function findRunningSession(db: Reader, cohortId: string): Promise<{ id: string } | null> {
  return db.liveSession.findFirst({ where: { cohortId, endedAt: null }, select: { id: true } });
}

export const isCodeTaken = async (db: Reader, code: string): Promise<boolean> =>
  (await db.liveSession.count({ where: { code } })) > 0;

/** Stores a new session in its lobby. Returns its id. */
export async function createSession(
  tx: Tx,
  session: {
    cohortId: string;
    code: string;
    startedBy: string;
    questions: { questionId: string; versionId: string; presented: PresentedOrder }[];
  },
  now: EpochMs,
): Promise<string> {
  const id = newId();
  const { questions, ...row } = session;
  await tx.liveSession.create({ data: { id, ...row, createdAt: toDate(now) } });
  await tx.liveQuestion.createMany({
    data: questions.map(({ presented, ...question }, position) => ({
      id: newId(),
      sessionId: id,
      position,
      ...question,
      presented: JSON.stringify(presented),
    })),
  });
  return id;
}

/** Moves a session on from a revision. Returns whether it still was at it. */
export async function moveSession(
  tx: Tx,
  from: Pick<LiveSessionRow, "id" | "revision">,
  to: { state: LiveState; position: number },
  now: EpochMs,
): Promise<boolean> {
  const { state, position } = to;
  const ended = state === "ended" ? { code: null, endedAt: toDate(now) } : {};
  const { count } = await tx.liveSession.updateMany({
    where: { id: from.id, revision: from.revision },
    data: { state, position, ...ended, revision: { increment: 1 } },
  });
  if (count === 0) return false;
  const at = { sessionId: from.id, position };
  if (state === "open") {
    await tx.liveQuestion.updateMany({ where: at, data: { openedAt: toDate(now), closedAt: null } });
  } else {
    await tx.liveQuestion.updateMany({
      where: { ...at, openedAt: { not: null }, closedAt: null },
      data: { closedAt: toDate(now) },
    });
  }
  return true;
}

/** Lets somebody in; who is in already stays so. */
export async function takeSeat(tx: Tx, sessionId: string, userId: string, now: EpochMs): Promise<void> {
  const seat = { sessionId, userId };
  await tx.liveSeat.upsert({ where: { sessionId_userId: seat }, create: { ...seat, at: toDate(now) }, update: {} });
}
