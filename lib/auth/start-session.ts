import "server-only";
import { cookies, headers } from "next/headers";
import { encode } from "next-auth/jwt";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { hashOfSecret, newSecret } from "@/lib/data/random-secret";
import { sessionSecret } from "@/lib/data/secret";
import { createSession, deleteSession, findSession } from "@/lib/data/sessions";
import { mergeGuest } from "@/lib/data/users";
import { readSessionIdHash, SESSION_COOKIE_MS, servedOverTls, sessionCookieName } from "./session-token";

async function device(): Promise<string> {
  return ((await headers()).get("user-agent") ?? "").slice(0, 300);
}

/** Starts a session for somebody who proved who they are. A guest's work goes along to the account they sign in to. */
export async function startSession(userId: string): Promise<string> {
  const before = await readSessionIdHash();
  const sid = newSecret();
  const now = Date.now();
  const agent = await device();
  const db = await database();
  await db.transaction(async (tx) => {
    const old = before === null ? null : await findSession(tx, before);
    await createSession(tx, { idHash: hashOfSecret(sid), userId, device: agent }, now);
    if (before !== null) await deleteSession(tx, before);
    if (old?.viewer.isGuest && old.viewer.userId !== userId) await mergeGuest(tx, old.viewer.userId, userId);
  });
  return sid;
}

/**
 * As `startSession`, for who comes in by another door than the sign-in: gives the browser the token that it would get
 * there.
 */
export async function signInAs(userId: string): Promise<void> {
  const sid = await startSession(userId);
  const maxAge = SESSION_COOKIE_MS / SECOND_MS;
  const token = await encode({ token: { sid }, secret: await sessionSecret(), maxAge });
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure: servedOverTls(), maxAge } as const;
  (await cookies()).set(sessionCookieName(), token, options);
}
