import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type MembershipRole, membershipRoleSchema } from "./cohorts";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs, toEpochMsOrNull } from "./time";

export type InviteRow = {
  id: string;
  ending: string;
  /** Of one person of a roster. */
  forName: string | null;
  forEmail: string | null;
  role: MembershipRole;
  maxUses: number;
  used: number;
  expiresAt: EpochMs;
  revokedAt: EpochMs | null;
  createdAt: EpochMs;
};

/** Stores an invite by the hash of its code. */
export async function createInvite(
  tx: Tx,
  invite: {
    cohortId: string;
    codeHash: string;
    ending: string;
    role: MembershipRole;
    maxUses: number;
    expiresAt: EpochMs;
    forName?: string;
    forEmail?: string;
    by: string;
  },
  now: EpochMs,
): Promise<void> {
  const { by, expiresAt, ...row } = invite;
  await tx.cohortInvite.create({
    data: { id: newId(), ...row, createdBy: by, createdAt: toDate(now), expiresAt: toDate(expiresAt) },
  });
}

/** The invites of a cohort, the newest first. */
export async function listInvites(db: Reader, cohortId: string): Promise<InviteRow[]> {
  const rows = await db.cohortInvite.findMany({
    where: { cohortId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    ending: row.ending,
    forName: row.forName,
    forEmail: row.forEmail,
    role: membershipRoleSchema.parse(row.role),
    maxUses: row.maxUses,
    used: row.used,
    expiresAt: toEpochMs(row.expiresAt),
    revokedAt: toEpochMsOrNull(row.revokedAt),
    createdAt: toEpochMs(row.createdAt),
  }));
}

/** Makes an invite worthless from now on. Returns whether the cohort has it and it held until now. */
export async function revokeInvite(tx: Tx, cohortId: string, id: string, now: EpochMs): Promise<boolean> {
  const { count } = await tx.cohortInvite.updateMany({
    where: { id, cohortId, revokedAt: null },
    data: { revokedAt: toDate(now) },
  });
  return count === 1;
}

const open = (codeHash: string, now: EpochMs) => ({
  codeHash,
  revokedAt: null,
  expiresAt: { gt: toDate(now) },
  cohort: { archivedAt: null },
});

export type OpenInvite = {
  cohortId: string;
  role: MembershipRole;
  full: boolean;
  cohort: { name: string; examId: string; leads: string[] };
};

/** The invite behind a code while it holds; null: unknown, expired, revoked, or of a cohort that is closed. */
export async function findOpenInvite(db: Reader, codeHash: string, now: EpochMs): Promise<OpenInvite | null> {
  const row = await db.cohortInvite.findFirst({
    where: open(codeHash, now),
    select: {
      cohortId: true,
      role: true,
      used: true,
      maxUses: true,
      cohort: {
        select: {
          name: true,
          examId: true,
          memberships: { where: { role: "lead", endedAt: null }, select: { user: { select: { name: true } } } },
        },
      },
    },
  });
  if (row === null) return null;
  const { memberships, ...cohort } = row.cohort;
  return {
    cohortId: row.cohortId,
    role: membershipRoleSchema.parse(row.role),
    full: row.used >= row.maxUses,
    cohort: { ...cohort, leads: memberships.map(({ user }) => user.name).sort() },
  };
}

/** Uses one place of an invite up, in one statement: of many at once no more get through than it has places. */
export async function takePlace(tx: Tx, codeHash: string, now: EpochMs): Promise<boolean> {
  const { count } = await tx.cohortInvite.updateMany({
    where: { ...open(codeHash, now), used: { lt: tx.cohortInvite.fields.maxUses } },
    data: { used: { increment: 1 } },
  });
  return count === 1;
}
