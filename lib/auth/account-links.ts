import "server-only";
import { type Context, can } from "@/lib/core/access/viewer";
import { addressChangedLetter, addressLetter, passwordSetLetter, resetLetter } from "@/lib/core/mail/account-letters";
import type { Letter } from "@/lib/core/mail/letter";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database, type Tx } from "@/lib/data/database";
import { queueMail } from "@/lib/data/mail/mail-jobs";
import { mailSettings, siteUrl } from "@/lib/data/mail/mail-settings";
import { newId } from "@/lib/data/new-id";
import { findOpenToken, forgetTokens, issueToken, redeemToken } from "@/lib/data/one-time-tokens";
import { hashOfSecret, newSecret } from "@/lib/data/random-secret";
import { deleteSessionsOf } from "@/lib/data/sessions";
import { forgetFailures } from "@/lib/data/throttle";
import { emailIsTaken, findAddress, findCredentials, normalEmail, setAddress, setPassword } from "@/lib/data/users";
import { hashPassword } from "./password";
import { proveIdentity } from "./prove-identity";
import { minutesToWait, recordTry } from "./throttled";

// Links that open an account or prove an address: random, stored as hashes, used up by their first use.

const RESET_MS = HOUR_MS;
const ADDRESS_MS = 2 * DAY_MS;

type Person = { userId: string; name: string; address: string };
type Wait = { kind: "wait"; minutes: number };

/** Queues a letter about somebody's account, where this server sends mail. */
async function mailTo(tx: Tx, { userId, name, address }: Person, letter: Letter, now: number): Promise<void> {
  if (mailSettings() === undefined) return;
  const to = { name, address };
  await queueMail(tx, { userId, to, kind: "account", letter, dedupeKey: `account/${newId()}` }, now);
}

/** Sends the link that proves an address, where this server sends mail. */
export async function sendAddressLink(tx: Tx, person: Person, now: number): Promise<void> {
  if (mailSettings() === undefined) return;
  const token = newSecret();
  const { userId, name } = person;
  const address = normalEmail(person.address);
  await issueToken(
    tx,
    { idHash: hashOfSecret(token), purpose: "address", userId, address, expiresAt: now + ADDRESS_MS },
    now,
  );
  await mailTo(tx, { userId, name, address }, addressLetter(siteUrl(), { name, token }), now);
}

/** Minutes until a reset may be asked for again for an address, whoever has it; 0 where it may be now. */
export const resetWait = (email: string, now: number): Promise<number> =>
  minutesToWait(`reset:${normalEmail(email)}`, now);

/**
 * Sends whoever has the address the link for a new password. Nobody is told whether somebody has it: the caller answers
 * the same, and before this has run.
 */
export async function sendResetLink(email: string, now: number): Promise<void> {
  const address = normalEmail(email);
  await recordTry(`reset:${address}`, false, now);
  if (mailSettings() === undefined) return;
  const db = await database();
  await db.transaction(async (tx) => {
    const found = await findCredentials(tx, address);
    if (found === null || found.disabledAt !== null) return;
    const token = newSecret();
    const { id: userId, name } = found;
    const expiresAt = now + RESET_MS;
    await issueToken(tx, { idHash: hashOfSecret(token), purpose: "password-reset", userId, address, expiresAt }, now);
    await mailTo(tx, { userId, name, address }, resetLetter(siteUrl(), { name, token }), now);
  });
}

/** Whether the link for a new password still works. */
export async function resetLinkIsOpen(token: string, now: number): Promise<boolean> {
  const { reader } = await database();
  return (await findOpenToken(reader, hashOfSecret(token), "password-reset", now)) !== null;
}

/**
 * Sets a new password by a link, which is used up by it, and ends all sessions. A link that came by mail has proved the
 * address too.
 */
export async function resetPassword(input: { token: string; password: string }, now: number): Promise<boolean> {
  const passwordHash = await hashPassword(input.password);
  const db = await database();
  return db.transaction(async (tx) => {
    const link = await redeemToken(tx, hashOfSecret(input.token), "password-reset", now);
    const person = link?.userId == null ? null : await findAddress(tx, link.userId);
    if (link?.userId == null || person === null) return false;
    const { userId } = link;
    await setPassword(tx, userId, passwordHash);
    await deleteSessionsOf(tx, userId);
    await forgetTokens(tx, userId);
    await forgetFailures(tx, `sign-in:${person.email}`);
    if (link.address === person.email && !person.verified) await setAddress(tx, userId, person.email, now);
    const { name, email: address } = person;
    await mailTo(tx, { userId, name, address }, passwordSetLetter(siteUrl(), { name }), now);
    await recordAudit(tx, { actorId: userId, action: "password-reset", subject: userId }, now);
    return true;
  });
}

/** The viewer's address and whether they proved it; null where they have none. */
export async function findOwnAddress({ viewer }: Pick<Context, "viewer">) {
  const { reader } = await database();
  return findAddress(reader, viewer.userId);
}

/** Sends the viewer the link that proves their address once more. */
export async function askForAddressLink({ viewer, now }: Context): Promise<Result<null, { kind: "none" } | Wait>> {
  const key = `address:${viewer.userId}`;
  const minutes = await minutesToWait(key, now);
  if (minutes > 0) return fail({ kind: "wait", minutes });
  await recordTry(key, false, now);
  const db = await database();
  return db.transaction(async (tx) => {
    const person = await findAddress(tx, viewer.userId);
    if (person === null || person.verified || mailSettings() === undefined) return fail({ kind: "none" } as const);
    await sendAddressLink(tx, { userId: viewer.userId, name: person.name, address: person.email }, now);
    return ok(null);
  });
}

/**
 * Sends a link to an address that the viewer wants to have from now on; it is theirs once they have used it. Where
 * somebody has it already nothing is sent, and nothing is said of it.
 */
export async function askForNewAddress(
  context: Context,
  input: { email: string; proof: string },
): Promise<Result<null, { kind: "wrong" | "word" | "sign-in" | "no-mail" } | Wait>> {
  const { viewer, now } = context;
  if (mailSettings() === undefined) return fail({ kind: "no-mail" });
  const key = `address:${viewer.userId}`;
  const minutes = await minutesToWait(key, now);
  if (minutes > 0) return fail({ kind: "wait", minutes });
  const proved = await proveIdentity(context, input.proof);
  if (!proved.ok) return proved;
  await recordTry(key, false, now);
  const db = await database();
  await db.transaction(async (tx) => {
    const person = await findAddress(tx, viewer.userId);
    if (person === null || (await emailIsTaken(tx, input.email))) return;
    await sendAddressLink(tx, { userId: viewer.userId, name: person.name, address: input.email }, now);
  });
  return ok(null);
}

/** The address that a link proves, as long as it works. */
export async function addressOfLink(token: string, now: number): Promise<string | null> {
  const { reader } = await database();
  return (await findOpenToken(reader, hashOfSecret(token), "address", now))?.address ?? null;
}

/** Writes the address that a link proves; a changed one is told to the address that held until now. */
export async function confirmAddress(token: string, now: number): Promise<Result<string, "link" | "taken">> {
  const db = await database();
  return db.transaction(async (tx) => {
    const link = await redeemToken(tx, hashOfSecret(token), "address", now);
    const person = link?.userId == null ? null : await findAddress(tx, link.userId);
    if (link?.userId == null || link.address === null || person === null) return fail("link" as const);
    const { userId, address } = link;
    const changed = person.email !== address;
    if (changed && (await emailIsTaken(tx, address))) return fail("taken" as const);
    await setAddress(tx, userId, address, now);
    if (changed) {
      // A link for a new password that went to the old address opens nothing any more.
      await forgetTokens(tx, userId);
      if (person.verified) {
        const { name, email } = person;
        await mailTo(tx, { userId, name, address: email }, addressChangedLetter(siteUrl(), { name }), now);
      }
    }
    const action = changed ? "address-changed" : "address-confirmed";
    await recordAudit(tx, { actorId: userId, action, subject: userId }, now);
    return ok(address);
  });
}

/** What an admin hands out to somebody whom no mail reaches. */
export type HandedLink = { path: string; hours: number };

/**
 * Makes a link that an admin hands out: for a new password, or for an address, which may be a new one. The link is
 * shown once; who made it for whom is in the audit log.
 */
export async function makeLink(
  { viewer, now }: Context,
  input: { userId: string; what: { kind: "reset" } | { kind: "address"; email: string } },
): Promise<Result<HandedLink, "missing" | "taken">> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  const { userId, what } = input;
  const token = newSecret();
  const idHash = hashOfSecret(token);
  const db = await database();
  return db.transaction(async (tx) => {
    const person = await findAddress(tx, userId);
    if (person === null) return fail("missing" as const);
    const detail = { link: what.kind };
    await recordAudit(tx, { actorId: viewer.userId, action: "link-made", subject: userId, detail }, now);
    switch (what.kind) {
      case "reset":
        await issueToken(tx, { idHash, purpose: "password-reset", userId, expiresAt: now + RESET_MS }, now);
        return ok({ path: `/reset/${token}`, hours: RESET_MS / HOUR_MS });
      case "address": {
        const address = normalEmail(what.email);
        if (address !== person.email && (await emailIsTaken(tx, address))) return fail("taken" as const);
        const expiresAt = now + ADDRESS_MS;
        await issueToken(tx, { idHash, purpose: "address", userId, address, expiresAt }, now);
        return ok({ path: `/confirm/${token}`, hours: ADDRESS_MS / HOUR_MS });
      }
    }
  });
}
