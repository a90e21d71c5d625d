import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { sessionSecret } from "@/lib/data/secret";
import { env } from "@/lib/env";

/** Whether people reach this server over TLS: then cookies are bound to the host and never sent in the clear. */
export const servedOverTls = (): boolean => env().nextauthUrl?.startsWith("https://") ?? false;

export const sessionCookieName = (): string => (servedOverTls() ? "__Host-trapline.session" : "trapline.session");

/** How long a browser keeps the token; whether the session behind it still holds is looked up on every request. */
export const SESSION_COOKIE_MS = 30 * DAY_MS;

/** A new session id (256 bits). The token carries it; the database knows its hash only. */
export const newSessionId = (): string => randomBytes(32).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The hash of the session id that the request's cookie carries; null without a token that this server signed. */
export async function readSessionIdHash(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) return null;
  try {
    const decoded = await decode({ token, secret: await sessionSecret() });
    return typeof decoded?.sid === "string" ? hashOf(decoded.sid) : null;
  } catch {
    // Signed by another secret, cut or expired: the same as none.
    return null;
  }
}
