import "server-only";
import { z } from "zod";
import type { Context, Role } from "@/lib/core/access/viewer";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { findOpenToken, redeemToken } from "@/lib/data/one-time-tokens";
import { hashOfSecret } from "@/lib/data/random-secret";
import { deleteSessionOf, deleteSessionsOf } from "@/lib/data/sessions";
import {
  countActiveAdmins,
  createUser,
  emailIsTaken,
  findCredentials,
  findPasswordHash,
  normalEmail,
  registerGuest,
  setDisabled,
  setPassword,
  setRole,
} from "@/lib/data/users";
import { sendAddressLink } from "./account-links";
import { hashPassword, passwordFits, passwordSchema } from "./password";
import { secondFactorNeeds } from "./second-factor";
import { minutesToWait, recordTry } from "./throttled";

export const emailSchema = z.email("Enter an e-mail address such as name@example.org.").max(254);
export const nameSchema = z.string().trim().min(1, "Enter a name.").max(80, "Use at most 80 characters.");

export const signUpSchema = z.strictObject({ name: nameSchema, email: emailSchema, password: passwordSchema });
type SignUp = z.infer<typeof signUpSchema>;

export type SignInOutcome =
  | { kind: "in"; userId: string }
  | { kind: "wrong" }
  /** The password fits, and a code of the second factor is needed too; `wrong`: the one that was sent does not fit. */
  | { kind: "code"; wrong: boolean }
  | { kind: "wait"; minutes: number };

/**
 * Checks an address and a password, and the code of a second factor where one is on; ten failures, of either, close the
 * address for a quarter of an hour.
 */
export async function checkCredentials(
  email: string,
  password: string,
  now: number,
  code: string | null = null,
): Promise<SignInOutcome> {
  const key = `sign-in:${normalEmail(email)}`;
  const minutes = await minutesToWait(key, now);
  if (minutes > 0) return { kind: "wait", minutes };
  const { reader } = await database();
  const user = await findCredentials(reader, email);
  const fits = await passwordFits(user?.passwordHash ?? null, password);
  const good = fits && user !== null && user.disabledAt === null;
  const needs = good ? await secondFactorNeeds(user.id, code, now) : "nothing";
  // A password without its code is no success yet, so that guesses at the code go on being counted.
  if (needs === "code") return { kind: "code", wrong: false };
  await recordTry(key, good && needs === "nothing", now);
  if (needs === "another-code") return { kind: "code", wrong: true };
  return good ? { kind: "in", userId: user.id } : { kind: "wrong" };
}

/** A new learner, with the exam that they practise for. Fails when the address has an account already. */
export async function signUp(
  input: SignUp,
  now: number,
  { examId, role = "learner" }: { examId: string | null; role?: Role },
): Promise<Result<string, "taken">> {
  const passwordHash = await hashPassword(input.password);
  const db = await database();
  return db.transaction(async (tx) => {
    if (await emailIsTaken(tx, input.email)) return fail("taken" as const);
    const id = await createUser(tx, { email: input.email, name: input.name, role, passwordHash, examId }, now);
    await sendAddressLink(tx, { userId: id, name: input.name, address: input.email }, now);
    return ok(id);
  });
}

/** Makes the guest a registered learner; all their work stays. */
export async function registerViewer(
  { viewer, now }: Context,
  input: SignUp,
): Promise<Result<null, "taken" | "no-guest">> {
  const passwordHash = await hashPassword(input.password);
  const db = await database();
  return db.transaction(async (tx) => {
    if (await emailIsTaken(tx, input.email)) return fail("taken" as const);
    const done = await registerGuest(tx, viewer.userId, { email: input.email, name: input.name, passwordHash });
    if (!done) return fail("no-guest" as const);
    // Whoever else held the guest's cookie is out.
    await deleteSessionsOf(tx, viewer.userId, viewer.sessionIdHash);
    await sendAddressLink(tx, { userId: viewer.userId, name: input.name, address: input.email }, now);
    return ok(null);
  });
}

/** Changes the viewer's password and ends all their other sessions at once. */
export async function changePassword(
  { viewer, now }: Context,
  input: { current: string; next: string },
): Promise<Result<null, "wrong" | { wait: number }>> {
  const key = `password:${viewer.userId}`;
  const wait = await minutesToWait(key, now);
  if (wait > 0) return fail({ wait });
  const db = await database();
  const fits = await passwordFits(await findPasswordHash(db.reader, viewer.userId), input.current);
  await recordTry(key, fits, now);
  if (!fits) return fail("wrong");
  const passwordHash = await hashPassword(input.next);
  await db.transaction(async (tx) => {
    await setPassword(tx, viewer.userId, passwordHash);
    await deleteSessionsOf(tx, viewer.userId, viewer.sessionIdHash);
    await recordAudit(tx, { actorId: viewer.userId, action: "password-changed", subject: viewer.userId }, now);
  });
  return ok(null);
}

/** Ends all sessions of the viewer, this one too. */
export async function signOutEverywhere({ viewer, now }: Context): Promise<void> {
  const db = await database();
  await db.transaction(async (tx) => {
    await deleteSessionsOf(tx, viewer.userId);
    await recordAudit(tx, { actorId: viewer.userId, action: "signed-out-everywhere", subject: viewer.userId }, now);
  });
}

/** Ends one of the viewer's sessions. */
export async function endSession({ viewer }: Context, idHash: string): Promise<void> {
  const db = await database();
  await db.transaction((tx) => deleteSessionOf(tx, viewer.userId, idHash));
}

/** Whether the one-time link for the first admin still works. */
export async function firstAdminLinkIsOpen(token: string, now: number): Promise<boolean> {
  const { reader } = await database();
  return (await findOpenToken(reader, hashOfSecret(token), "first-admin", now)) !== null;
}

/** Makes the first admin by the one-time link, which is used up by it. */
export async function createFirstAdmin(
  input: SignUp & { token: string },
  now: number,
): Promise<Result<string, "link" | "taken">> {
  const passwordHash = await hashPassword(input.password);
  const db = await database();
  return db.transaction(async (tx) => {
    if (await emailIsTaken(tx, input.email)) return fail("taken" as const);
    if ((await redeemToken(tx, hashOfSecret(input.token), "first-admin", now)) === null) return fail("link" as const);
    const id = await createUser(tx, { email: input.email, name: input.name, role: "admin", passwordHash }, now);
    await recordAudit(tx, { actorId: id, action: "first-admin-created", subject: id }, now);
    return ok(id);
  });
}

/** Gives a registered person another role; acts on their next request. The last admin stays one. */
export async function changeRole(
  { viewer, now }: Context,
  input: { userId: string; role: Role },
): Promise<Result<null, "missing" | "last-admin">> {
  const db = await database();
  return db.transaction(async (tx) => {
    const self = input.userId === viewer.userId;
    if (self && input.role !== "admin" && (await countActiveAdmins(tx)) <= 1) return fail("last-admin" as const);
    if (!(await setRole(tx, input.userId, input.role))) return fail("missing" as const);
    const detail = { role: input.role };
    await recordAudit(tx, { actorId: viewer.userId, action: "role-changed", subject: input.userId, detail }, now);
    return ok(null);
  });
}

/** Closes or opens an account; closing ends its sessions at once. Nobody closes their own. */
export async function changeAccess(
  { viewer, now }: Context,
  input: { userId: string; open: boolean },
): Promise<Result<null, "missing" | "self">> {
  if (input.userId === viewer.userId) return fail("self");
  const db = await database();
  return db.transaction(async (tx) => {
    if (!(await setDisabled(tx, input.userId, input.open ? null : now))) return fail("missing" as const);
    if (!input.open) await deleteSessionsOf(tx, input.userId);
    const action = input.open ? "account-opened" : "account-closed";
    await recordAudit(tx, { actorId: viewer.userId, action, subject: input.userId }, now);
    return ok(null);
  });
}
