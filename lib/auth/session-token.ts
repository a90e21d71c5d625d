import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { hashOfSecret } from "@/lib/data/random-secret";
import { sessionSecret } from "@/lib/data/secret";
import { env } from "@/lib/env";

/** Whether people reach this server over TLS: then cookies are bound to the host and never sent in the clear. */
export const servedOverTls = (): boolean => env().nextauthUrl?.startsWith("https://") ?? false;

export const sessionCookieName = (): string => (servedOverTls() ? "__Host-trapline.session" : "trapline.session");

/** How long a browser keeps the token; whether the session behind it still holds is looked up on every request. */
export const SESSION_COOKIE_MS = 30 * DAY_MS;

/** The hash of the session id that the request's cookie carries; null without a token that this server signed. */
export async function readSessionIdHash(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) return null;
  try {
    const decoded = await decode({ token, secret: await sessionSecret() });
    return typeof decoded?.sid === "string" ? hashOfSecret(decoded.sid) : null;
  } catch {
    // Signed by another secret, cut or expired: the same as none.
    return null;
  }
}
