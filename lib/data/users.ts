import { type Role, roleSchema, type Viewer } from "@/lib/core/access/viewer";
import { type ExtraTime, extraTimeSchema } from "@/lib/core/attempt/accommodation";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { mergeExamDates } from "./exam-dates";
import { mergeLearners } from "./learners";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";

/** Addresses are compared in one form: trimmed, NFC, lower case. */
export const normalEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase();

/** A person for the sign-in: what a password is checked against. */
export async function findCredentials(db: Reader, email: string) {
  return db.user.findUnique({
    where: { email: normalEmail(email) },
    select: { id: true, passwordHash: true, disabledAt: true, name: true, email: true, emailVerifiedAt: true },
  });
}

/** The names of people by id, for who wrote and reviewed what; who is gone has none. */
export async function findNames(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function emailIsTaken(db: Reader, email: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { email: normalEmail(email) }, select: { id: true } })) !== null;
}

/** A new person; without an address it is a guest, unless told. Returns the id. */
export async function createUser(
  tx: Tx,
  user: {
    email: string | null;
    name: string;
    role: Role;
    passwordHash: string | null;
    examId?: string | null;
    isGuest?: boolean;
    /** Somebody who is trusted has vouched for the address. */
    verified?: boolean;
  },
  now: EpochMs,
): Promise<string> {
  const id = newId();
  await tx.user.create({
    data: {
      id,
      email: user.email === null ? null : normalEmail(user.email),
      name: user.name,
      role: user.role,
      isGuest: user.isGuest ?? user.email === null,
      passwordHash: user.passwordHash,
      examId: user.examId ?? null,
      emailVerifiedAt: user.verified === true ? toDate(now) : null,
      createdAt: toDate(now),
    },
  });
  return id;
}

/** A registered person's address, and whether they proved it; null where there is nobody who can sign in with one. */
export async function findAddress(
  db: Reader,
  userId: string,
): Promise<{ email: string; name: string; verified: boolean } | null> {
  const row = await db.user.findFirst({
    where: { id: userId, isGuest: false, disabledAt: null, deletingAt: null },
    select: { email: true, name: true, emailVerifiedAt: true },
  });
  if (row === null || row.email === null) return null;
  return { email: row.email, name: row.name, verified: row.emailVerifiedAt !== null };
}

/** Writes a proven address. The caller has seen that nobody else has it. */
export async function setAddress(tx: Tx, userId: string, email: string, now: EpochMs): Promise<void> {
  await tx.user.update({
    where: { id: userId },
    data: { email: normalEmail(email), emailVerifiedAt: toDate(now) },
  });
}

/** Turns a guest into a registered learner; their work stays theirs, since the row stays the same. */
export async function registerGuest(
  tx: Tx,
  userId: string,
  user: { email: string; name: string; passwordHash: string | null },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, isGuest: true },
    data: { email: normalEmail(user.email), name: user.name, passwordHash: user.passwordHash, isGuest: false },
  });
  return count === 1;
}

/** Gives a guest's attempts, and their choice of an exam, to the account they signed in to; takes the guest away. */
export async function mergeGuest(tx: Tx, guestId: string, userId: string): Promise<void> {
  const guest = await tx.user.findFirst({ where: { id: guestId, isGuest: true }, select: { id: true, examId: true } });
  if (guest === null || guestId === userId) return;
  await tx.attempt.updateMany({ where: { userId: guestId }, data: { userId } });
  await mergeLearners(tx, guestId, userId);
  await mergeExamDates(tx, guestId, userId);
  // Who had chosen nothing goes on with what the guest chose.
  await tx.user.updateMany({ where: { id: userId, examId: null }, data: { examId: guest.examId } });
  await tx.user.delete({ where: { id: guestId } });
}

export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { passwordHash } });
}

export async function findPasswordHash(db: Reader, userId: string): Promise<string | null> {
  return (await db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } }))?.passwordHash ?? null;
}

export async function updateProfile(
  tx: Tx,
  userId: string,
  profile: { name?: string; examId?: string | null; extraTime?: ExtraTime },
): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: profile });
}

export async function setRole(tx: Tx, userId: string, role: Role): Promise<boolean> {
  const { count } = await tx.user.updateMany({ where: { id: userId, isGuest: false }, data: { role } });
  return count === 1;
}

export async function setDisabled(tx: Tx, userId: string, at: EpochMs | null): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id: userId },
    data: { disabledAt: at === null ? null : toDate(at) },
  });
  return count === 1;
}

/** How many admins could still sign in. */
export async function countActiveAdmins(db: Reader): Promise<number> {
  return db.user.count({ where: { role: "admin", disabledAt: null } });
}

/**
 * Who does something at the command line: the account with this address, or the first admin; null where there is none
 * that is open. No session stands behind it.
 */
export async function unscopedFindOperator(db: Reader, email: string | null): Promise<Viewer | null> {
  const who = email === null ? { role: "admin" } : { email: normalEmail(email) };
  const user = await db.user.findFirst({ where: { ...who, disabledAt: null }, orderBy: { createdAt: "asc" } });
  if (user === null) return null;
  return {
    userId: user.id,
    sessionIdHash: "",
    role: roleSchema.parse(user.role),
    name: user.name,
    email: user.email,
    isGuest: user.isGuest,
    examId: user.examId,
    extraTime: parseExtraTime(user.extraTime),
  };
}

export type UserRow = {
  id: string;
  /** Null: a learning platform or another provider lets them in, and told none. */
  email: string | null;
  name: string;
  role: Role;
  createdAt: EpochMs;
  disabled: boolean;
  /** Whether a second factor is on. */
  secondFactor: boolean;
};

/** How a part of a name may be written in it: one engine tells capitals from small letters there. */
function spellings(search: string): string[] {
  const small = search.toLocaleLowerCase("en");
  const capital = small.replaceAll(/(?<=^|[\s-])\S/gu, (letter) => letter.toLocaleUpperCase("en"));
  return [...new Set([search, small, capital])];
}

/**
 * People who can sign in by name, a page at a time, for the admin; those without an address too, whom a learning platform
 * or another provider lets in. `search`: a part of the address or the name. `after`: the id of the last one before.
 */
export async function unscopedListUsers(db: Reader, page: { after: string | null; take: number; search: string }) {
  const { after, take } = page;
  const search = page.search.trim();
  const found = [
    { email: { contains: normalEmail(search) } },
    ...spellings(search).map((name) => ({ name: { contains: name } })),
  ];
  const rows = await db.user.findMany({
    where: {
      isGuest: false,
      AND: [
        { OR: [{ email: { not: null } }, { accounts: { some: {} } }, { ltiUsers: { some: {} } }] },
        ...(search === "" ? [] : [{ OR: found }]),
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    ...(after === null ? {} : { cursor: { id: after }, skip: 1 }),
    take,
    select: {
      ...{ id: true, email: true, name: true, role: true, createdAt: true, disabledAt: true },
      secondFactor: { select: { confirmedAt: true } },
    },
  });
  return rows.map(
    (row): UserRow => ({
      id: row.id,
      email: row.email,
      name: row.name,
      role: roleSchema.parse(row.role),
      createdAt: toEpochMs(row.createdAt),
      disabled: row.disabledAt !== null,
      secondFactor: row.secondFactor?.confirmedAt != null,
    }),
  );
}

export const parseExtraTime = (value: string): ExtraTime => extraTimeSchema.parse(value);

/** The account of a provider, if it is known. */
export async function findAccountUser(db: Reader, provider: string, providerAccountId: string): Promise<string | null> {
  const account = await db.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { userId: true },
  });
  return account?.userId ?? null;
}

export async function linkAccount(tx: Tx, userId: string, provider: string, providerAccountId: string): Promise<void> {
  await tx.account.create({ data: { id: newId(), userId, provider, providerAccountId } });
}

/** Holds a person's row until the transaction ends, so that what one person starts twice happens one after the other. */
export async function lockUser(tx: Tx, userId: string): Promise<void> {
  // Writing the id onto itself changes nothing and takes the row's lock on both engines.
  await tx.user.updateMany({ where: { id: userId }, data: { id: userId } });
}
