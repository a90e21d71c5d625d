import { roleSchema, type Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Database, Reader, Tx } from "./database";
import { GroupedReads } from "./grouped-reads";
import { groupedWrites } from "./grouped-writes";
import { selectSessions } from "./sql/select-sessions";
import { toDate, toEpochMs, toEpochMsOrNull } from "./time";
import { parseExtraTime } from "./users";

export type SessionRow = { idHash: string; device: string; createdAt: EpochMs; seenAt: EpochMs };

/** A session with its person. */
export type FoundSession = { viewer: Viewer; createdAt: EpochMs; seenAt: EpochMs; disabled: boolean };

export async function createSession(
  tx: Tx,
  session: { idHash: string; userId: string; device: string },
  now: EpochMs,
): Promise<void> {
  await tx.session.create({ data: { ...session, createdAt: toDate(now), seenAt: toDate(now) } });
}

/** The rows behind several tokens, by the hashes of their ids. */
async function findSessions(db: Reader, idHashes: readonly string[]): Promise<Map<string, FoundSession>> {
  const rows = await selectSessions(db, idHashes);
  return new Map(
    rows.map(({ idHash, createdAt, seenAt, disabledAt, role, extraTime, ...person }) => [
      idHash,
      {
        viewer: {
          ...person,
          sessionIdHash: idHash,
          role: roleSchema.parse(role),
          extraTime: parseExtraTime(extraTime),
        },
        createdAt: toEpochMs(createdAt),
        seenAt: toEpochMs(seenAt),
        disabled: disabledAt !== null,
      },
    ]),
  );
}

/** The row behind a token, by the hash of its id. */
export async function findSession(db: Reader, idHash: string): Promise<FoundSession | null> {
  return (await findSessions(db, [idHash])).get(idHash) ?? null;
}

const lookUps = new WeakMap<Database, GroupedReads<FoundSession>>();

/** As `findSession`, as every request asks it: together with those that come at the same time. */
export function lookUpSession(db: Database, idHash: string): Promise<FoundSession | null> {
  const group = lookUps.get(db) ?? new GroupedReads((idHashes) => findSessions(db.reader, idHashes));
  lookUps.set(db, group);
  return group.find(idHash);
}

/** The exams that somebody sits now, each by its deadline (null: untimed). */
export async function listExamsUnderWay(db: Reader, userId: string): Promise<{ deadline: EpochMs | null }[]> {
  const rows = await db.attempt.findMany({
    where: { userId, state: "running", mode: "exam" },
    select: { deadlineAt: true },
  });
  return rows.map(({ deadlineAt }) => ({ deadline: toEpochMsOrNull(deadlineAt) }));
}

type Touch = { idHash: string; now: EpochMs };

/** The last sign of life of several sessions, in the order of their rows: the latest of the group's times for all. */
async function touchGroup(tx: Tx, group: readonly Touch[]): Promise<true[]> {
  const seenAt = toDate(Math.max(...group.map(({ now }) => now)));
  const idHash = { in: [...new Set(group.map((one) => one.idHash))].sort() };
  await tx.session.updateMany({ where: { idHash }, data: { seenAt } });
  return group.map(() => true);
}

const touch = groupedWrites(touchGroup);

/** Writes a session's sign of life, together with those that come at the same time. */
export async function touchSession(db: Database, idHash: string, now: EpochMs): Promise<void> {
  await touch(db, { idHash, now });
}

export async function deleteSession(tx: Tx, idHash: string): Promise<void> {
  await tx.session.deleteMany({ where: { idHash } });
}

/** Ends a person's sessions, all of them or all but one. Returns how many there were. */
export async function deleteSessionsOf(tx: Tx, userId: string, except?: string): Promise<number> {
  const { count } = await tx.session.deleteMany({
    where: { userId, ...(except === undefined ? {} : { idHash: { not: except } }) },
  });
  return count;
}

export async function deleteSessionOf(tx: Tx, userId: string, idHash: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId, idHash } });
}

export async function listSessions(db: Reader, userId: string): Promise<SessionRow[]> {
  const rows = await db.session.findMany({ where: { userId }, orderBy: { seenAt: "desc" }, take: 50 });
  return rows.map((row) => ({
    idHash: row.idHash,
    device: row.device,
    createdAt: toEpochMs(row.createdAt),
    seenAt: toEpochMs(row.seenAt),
  }));
}
