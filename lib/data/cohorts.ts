import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { selectMembers } from "./sql/select-cohort";
import { toDate, toEpochMs, toEpochMsOrNull } from "./time";

export const membershipRoleSchema = z.enum(["learner", "lead"]);
export type MembershipRole = z.infer<typeof membershipRoleSchema>;

export type CohortRow = {
  id: string;
  name: string;
  packId: string;
  examId: string;
  timeZone: string;
  createdAt: EpochMs;
  archivedAt: EpochMs | null;
};

const COLUMNS = {
  id: true,
  name: true,
  packId: true,
  examId: true,
  timeZone: true,
  createdAt: true,
  archivedAt: true,
} as const;

type Stored = Omit<CohortRow, "createdAt" | "archivedAt"> & { createdAt: Date; archivedAt: Date | null };
const rowOf = (row: Stored): CohortRow => ({
  ...row,
  createdAt: toEpochMs(row.createdAt),
  archivedAt: toEpochMsOrNull(row.archivedAt),
});

/** The filter of everything that a lead sees of a cohort: a membership as lead that has not ended. */
const ledBy = (viewer: Viewer) => ({
  memberships: { some: { userId: viewer.userId, role: "lead", endedAt: null } },
});

/** A cohort that the viewer leads; null for everybody else, and where there is none. */
export async function findLedCohort(db: Reader, viewer: Viewer, cohortId: string): Promise<CohortRow | null> {
  const row = await db.cohort.findFirst({ where: { id: cohortId, ...ledBy(viewer) }, select: COLUMNS });
  return row === null ? null : rowOf(row);
}

export type LedCohort = CohortRow & { learners: number; leads: number };

/** The cohorts that the viewer leads, running ones first, then by name. */
export async function listLedCohorts(db: Reader, viewer: Viewer): Promise<LedCohort[]> {
  const rows = await db.cohort.findMany({
    where: ledBy(viewer),
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { ...COLUMNS, memberships: { where: { endedAt: null }, select: { role: true } } },
  });
  const cohorts = rows.map(({ memberships, ...row }) => ({
    ...rowOf(row),
    learners: memberships.filter(({ role }) => role === "learner").length,
    leads: memberships.filter(({ role }) => role === "lead").length,
  }));
  return cohorts.sort((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null));
}

export type OwnMembership = { cohort: CohortRow; role: MembershipRole; joinedAt: EpochMs; leads: string[] };

/** The cohorts that the viewer is in, with the names of those who lead them. */
export async function listOwnMemberships(db: Reader, viewer: Viewer): Promise<OwnMembership[]> {
  const rows = await db.membership.findMany({
    where: { userId: viewer.userId, endedAt: null },
    orderBy: [{ joinedAt: "asc" }, { id: "asc" }],
    select: {
      role: true,
      joinedAt: true,
      cohort: {
        select: {
          ...COLUMNS,
          memberships: { where: { role: "lead", endedAt: null }, select: { user: { select: { name: true } } } },
        },
      },
    },
  });
  return rows.map(({ role, joinedAt, cohort: { memberships, ...cohort } }) => ({
    cohort: rowOf(cohort),
    role: membershipRoleSchema.parse(role),
    joinedAt: toEpochMs(joinedAt),
    leads: memberships.map(({ user }) => user.name).sort(),
  }));
}

export type Member = {
  membershipId: string;
  userId: string;
  name: string;
  email: string | null;
  role: MembershipRole;
  joinedAt: EpochMs;
};

/** Who is in a cohort, or one of them; leads first, then by name. For those who lead it: ask `findLedCohort` first. */
export async function listMembers(
  db: Reader,
  cohortId: string,
  one?: Pick<Member, "userId" | "role">,
): Promise<Member[]> {
  const rows = await selectMembers(db, cohortId, one?.userId);
  const members = rows.map(({ id, joinedAt, role, ...row }) => ({
    ...row,
    membershipId: id,
    role: membershipRoleSchema.parse(role),
    joinedAt: toEpochMs(joinedAt),
  }));
  const wanted = one === undefined ? members : members.filter(({ role }) => role === one.role);
  return wanted.sort((a, b) => Number(b.role === "lead") - Number(a.role === "lead"));
}

/** Makes a cohort with its first lead. Returns its id. */
export async function createCohort(
  tx: Tx,
  cohort: { name: string; packId: string; examId: string; timeZone: string; by: string },
  now: EpochMs,
): Promise<string> {
  const id = newId();
  const { by, ...row } = cohort;
  const at = toDate(now);
  await tx.cohort.create({
    data: {
      id,
      ...row,
      createdBy: by,
      createdAt: at,
      memberships: { create: { id: newId(), userId: by, role: "lead", joinedAt: at } },
    },
  });
  return id;
}

export async function updateCohort(tx: Tx, id: string, change: { name: string; timeZone: string }): Promise<void> {
  await tx.cohort.update({ where: { id }, data: change });
}

/** Closes a cohort or opens it again. */
export async function setArchived(tx: Tx, id: string, at: EpochMs | null): Promise<void> {
  await tx.cohort.update({ where: { id }, data: { archivedAt: at === null ? null : toDate(at) } });
}

/**
 * Puts somebody into a cohort. Who left comes back from now on; who is in it keeps what they are, but a learner becomes
 * a lead. Returns whether anything changed.
 */
export async function joinCohort(
  tx: Tx,
  member: { cohortId: string; userId: string; role: MembershipRole },
  now: EpochMs,
): Promise<boolean> {
  const { cohortId, userId, role } = member;
  const known = await tx.membership.findUnique({ where: { cohortId_userId: { cohortId, userId } } });
  const joined = { role, joinedAt: toDate(now), endedAt: null, endedBy: null };
  if (known === null) {
    await tx.membership.create({ data: { id: newId(), cohortId, userId, ...joined } });
    return true;
  }
  if (known.endedAt !== null) {
    await tx.membership.update({ where: { id: known.id }, data: joined });
    return true;
  }
  if (known.role === role || known.role === "lead") return false;
  await tx.membership.update({ where: { id: known.id }, data: { role } });
  return true;
}

/** A cohort with the names of its leads, for who came from its course and may not be in it yet. */
export async function unscopedFindCohort(db: Reader, id: string): Promise<(CohortRow & { leads: string[] }) | null> {
  const row = await db.cohort.findUnique({
    where: { id },
    select: {
      ...COLUMNS,
      memberships: { where: { role: "lead", endedAt: null }, select: { user: { select: { name: true } } } },
    },
  });
  if (row === null) return null;
  const { memberships, ...cohort } = row;
  return { ...rowOf(cohort), leads: memberships.map(({ user }) => user.name).sort() };
}

/** How somebody stands to a cohort, also after they left it; null: never in it. */
export async function findOwnStanding(
  db: Reader,
  userId: string,
  cohortId: string,
): Promise<{ role: MembershipRole; endedBy: string | null; isIn: boolean } | null> {
  const row = await db.membership.findUnique({
    where: { cohortId_userId: { cohortId, userId } },
    select: { role: true, endedAt: true, endedBy: true },
  });
  if (row === null) return null;
  return { role: membershipRoleSchema.parse(row.role), endedBy: row.endedBy, isIn: row.endedAt === null };
}

/** Ends somebody's membership. Returns whether they were in. */
export async function endMembership(
  tx: Tx,
  member: { cohortId: string; userId: string; by: "self" | "lead" },
  now: EpochMs,
): Promise<boolean> {
  const { cohortId, userId, by } = member;
  const { count } = await tx.membership.updateMany({
    where: { cohortId, userId, endedAt: null },
    data: { endedAt: toDate(now), endedBy: by },
  });
  return count === 1;
}

export const countLeads = (db: Reader, cohortId: string): Promise<number> =>
  db.membership.count({ where: { cohortId, role: "lead", endedAt: null } });

/** Takes the lock of a cohort, so that of two changes of its leads one waits for the other. */
export async function lockCohort(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.cohort.updateMany({ where: { id }, data: { id } });
  return count === 1;
}
