import "server-only";
import { hkdfSync } from "node:crypto";
import { jwtDecrypt } from "jose";
import { cookies } from "next/headers";
import { DAY_MS, type EpochMs, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { remember } from "@/lib/core/shared/remember";
import { hashOfSecret } from "@/lib/data/random-secret";
import { sessionSecret } from "@/lib/data/secret";
import { env } from "@/lib/env";

/** Whether people reach this server over TLS: then cookies are bound to the host and never sent in the clear. */
export const servedOverTls = (): boolean => env().nextauthUrl?.startsWith("https://") ?? false;

export const sessionCookieName = (): string => (servedOverTls() ? "__Host-trapline.session" : "trapline.session");

/** How long a browser keeps the token; whether the session behind it still holds is looked up on every request. */
export const SESSION_COOKIE_MS = 30 * DAY_MS;

type Opened = { idHash: string; expiresAtS: number };

// What was in a token stays the same, and opening one costs more than all else that a small request does. Only tokens that
// this server made are kept, by their hashes.
const opened = new Map<string, Opened>();
const KEPT = 10_000;

/** The key that the sign-in's library makes of a secret (its `jwt` module); it does so for each token, and it takes long. */
const keyOf = remember(
  5,
  (secret) => new Uint8Array(hkdfSync("sha256", secret, "", "NextAuth.js Generated Encryption Key", 32)),
);

async function openToken(token: string): Promise<Opened | null> {
  const name = hashOfSecret(token);
  const before = opened.get(name);
  if (before !== undefined) return before;
  try {
    const { payload } = await jwtDecrypt(token, keyOf(await sessionSecret()));
    if (typeof payload.sid !== "string" || payload.exp === undefined) return null;
    const made = { idHash: hashOfSecret(payload.sid), expiresAtS: payload.exp };
    if (opened.size >= KEPT) opened.clear();
    opened.set(name, made);
    return made;
  } catch {
    // Signed by another secret, cut or expired: the same as none.
    return null;
  }
}

/** The hash of the session id that the request's cookie carries; null without a token that this server signed. */
export async function readSessionIdHash(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token === undefined ? null : idHashOfToken(token);
}

/** The hash of the session id in a token; null where it has expired, or was not signed by this server. */
export async function idHashOfToken(token: string, now: EpochMs = Date.now()): Promise<string | null> {
  const found = await openToken(token);
  return found === null || found.expiresAtS * SECOND_MS <= now ? null : found.idHash;
}
