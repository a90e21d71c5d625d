import "server-only";
import { randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { type Context, can, type Role } from "@/lib/core/access/viewer";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { findLastDetail, recordAudit } from "@/lib/data/audit";
import { database, type Tx } from "@/lib/data/database";
import { hashOfSecret } from "@/lib/data/random-secret";
import { seal, unseal } from "@/lib/data/sealed";
import {
  confirmSecret,
  findSecondFactor,
  proposeSecret,
  removeSecondFactor,
  setRecoveries,
  takeRecovery,
  takeStep,
} from "@/lib/data/second-factors";
import { deleteSessionsOf } from "@/lib/data/sessions";
import { findPasswordHash } from "@/lib/data/users";
import { minutesToWait, recordTry } from "./throttled";

const PURPOSE = "trapline second factor";
const PERIOD_S = 30;
/** A clock may be off by one step, as RFC 6238 (5.2) recommends. */
const WINDOW = 1;
const RECOVERIES = 10;
// Crockford's letters and digits: none is read for another.
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const appOf = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: "Trapline",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(secret),
  });

const normalCode = (code: string): string => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");

/** 50 bits, in two groups; stored as its hash. */
const newRecovery = (): string => {
  const signs = Array.from({ length: 10 }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
};

/** What an app scans, and what is typed where it cannot. */
export type Enrolment = { key: string; uri: string };

export type SecondFactorState =
  | { kind: "off" }
  | { kind: "begun"; enrolment: Enrolment }
  | { kind: "on"; recoveries: number };

/** How the viewer stands to a second factor. */
export async function getSecondFactor({ viewer }: Pick<Context, "viewer">): Promise<SecondFactorState> {
  const { reader } = await database();
  const found = await findSecondFactor(reader, viewer.userId);
  if (found === null) return { kind: "off" };
  if (found.confirmed) return { kind: "on", recoveries: found.recoveries };
  const key = await unseal(PURPOSE, found.secret, viewer.userId);
  if (key === null) return { kind: "off" };
  return { kind: "begun", enrolment: { key, uri: appOf(key, viewer.email ?? viewer.name).toString() } };
}

/** Begins: makes a secret for the viewer's app. False where a second factor is on, or they sign in without a password. */
export async function beginSecondFactor({ viewer, now }: Context): Promise<boolean> {
  const sealed = await seal(PURPOSE, new Secret({ size: 20 }).base32, viewer.userId);
  const db = await database();
  return db.transaction(async (tx) => {
    if ((await findPasswordHash(tx, viewer.userId)) === null) return false;
    return proposeSecret(tx, viewer.userId, sealed, now);
  });
}

/** Whether a code of somebody's app, or a recovery code, fits now; it is used up by it. */
async function takeCode(tx: Tx, userId: string, code: string, now: number): Promise<boolean> {
  const found = await findSecondFactor(tx, userId);
  if (found === null) return false;
  const token = normalCode(code);
  if (/^\d{6}$/.test(token)) {
    const key = await unseal(PURPOSE, found.secret, userId);
    if (key === null) return false;
    const off = appOf(key, "").validate({ token, timestamp: now, window: WINDOW });
    return off !== null && takeStep(tx, userId, Math.floor(now / SECOND_MS / PERIOD_S) + off);
  }
  return found.confirmed && takeRecovery(tx, userId, hashOfSecret(`${userId}/${token}`));
}

async function makeRecoveries(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERIES }, newRecovery);
  await setRecoveries(
    tx,
    userId,
    codes.map((code) => hashOfSecret(`${userId}/${normalCode(code)}`)),
  );
  return codes;
}

type Refusal = { kind: "wrong" } | { kind: "wait"; minutes: number };

/** Runs what needs a right code; wrong ones count, ten in a quarter of an hour at most. */
async function withCode<T>(
  { viewer, now }: Context,
  code: string,
  run: (tx: Tx) => Promise<T>,
): Promise<Result<T, Refusal>> {
  const key = `second-factor:${viewer.userId}`;
  const minutes = await minutesToWait(key, now);
  if (minutes > 0) return fail({ kind: "wait", minutes });
  const db = await database();
  const outcome = await db.transaction(async (tx): Promise<Result<T, Refusal>> => {
    if (!(await takeCode(tx, viewer.userId, code, now))) return fail({ kind: "wrong" });
    return ok(await run(tx));
  });
  await recordTry(key, outcome.ok, now);
  return outcome;
}

/** Turns it on by a first code, ends all other sessions, and returns the recovery codes, which are shown once. */
export const confirmSecondFactor = (context: Context, code: string): Promise<Result<string[], Refusal>> =>
  withCode(context, code, async (tx) => {
    const { viewer, now } = context;
    await confirmSecret(tx, viewer.userId, now);
    await deleteSessionsOf(tx, viewer.userId, viewer.sessionIdHash);
    await recordAudit(tx, { actorId: viewer.userId, action: "second-factor-on", subject: viewer.userId }, now);
    return makeRecoveries(tx, viewer.userId);
  });

/** Makes new recovery codes; the old ones stop working. */
export const renewRecoveries = (context: Context, code: string): Promise<Result<string[], Refusal>> =>
  withCode(context, code, async (tx) => {
    const { viewer, now } = context;
    await recordAudit(tx, { actorId: viewer.userId, action: "recovery-codes-made", subject: viewer.userId }, now);
    return makeRecoveries(tx, viewer.userId);
  });

/** Turns it off by a code. */
export const endSecondFactor = (context: Context, code: string): Promise<Result<boolean, Refusal>> =>
  withCode(context, code, async (tx) => {
    const { viewer, now } = context;
    await recordAudit(tx, { actorId: viewer.userId, action: "second-factor-off", subject: viewer.userId }, now);
    return removeSecondFactor(tx, viewer.userId);
  });

/** For who lost their app and their recovery codes: an admin takes the second factor away. Nobody takes away their own. */
export async function takeAwaySecondFactor(
  { viewer, now }: Context,
  userId: string,
): Promise<Result<null, "missing" | "self">> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  if (userId === viewer.userId) return fail("self");
  const db = await database();
  return db.transaction(async (tx) => {
    if (!(await removeSecondFactor(tx, userId))) return fail("missing" as const);
    await deleteSessionsOf(tx, userId);
    await recordAudit(tx, { actorId: viewer.userId, action: "second-factor-taken-away", subject: userId }, now);
    return ok(null);
  });
}

/**
 * What is still needed of somebody whose password fitted: nothing, a code, or another one than they gave. Who turned no
 * second factor on needs none.
 */
export async function secondFactorNeeds(
  userId: string,
  code: string | null,
  now: number,
): Promise<"nothing" | "code" | "another-code"> {
  const db = await database();
  const found = await findSecondFactor(db.reader, userId);
  if (found === null || !found.confirmed) return "nothing";
  if (code === null || code.trim() === "") return "code";
  return (await db.transaction((tx) => takeCode(tx, userId, code, now))) ? "nothing" : "another-code";
}

/** Writes into the audit log which roles need a second factor, where that is another than it was; when a server starts. */
export async function recordDuty(roles: readonly Role[], now: number): Promise<void> {
  const action = "second-factor-duty-set";
  const detail = { roles: roles.length === 0 ? "none" : [...roles].sort().join(", ") };
  const db = await database();
  await db.transaction(async (tx) => {
    const last = await findLastDetail(tx, action);
    const same = last === null ? roles.length === 0 : last === JSON.stringify(detail);
    if (!same) await recordAudit(tx, { actorId: null, action, subject: "installation", detail }, now);
  });
}
