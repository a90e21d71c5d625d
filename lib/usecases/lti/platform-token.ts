import { SignJWT } from "jose";
import { z } from "zod";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { askPlatform } from "@/lib/data/lti/platform-http";
import type { Platform } from "@/lib/data/lti/platforms";
import { TOOL_ALGORITHM, toolKey } from "@/lib/data/lti/tool-keys";
import { newId } from "@/lib/data/new-id";

/** How long the assertion holds by which this server proves who it is. */
const ASSERTION_MS = 5 * MINUTE_MS;

const tokenSchema = z.object({ access_token: z.string().min(1).max(20_000) });

/**
 * Signs claims as this server: what it says to a platform of itself, and what it answers a choice with.
 *
 * @param claims Without issuer and times, which are added.
 */
export async function signAsTool(
  platform: Pick<Platform, "clientId">,
  { audience, claims, now }: { audience: string; claims: Record<string, unknown>; now: EpochMs },
): Promise<string> {
  const { kid, key } = await toolKey(now);
  const seconds = Math.floor(now / SECOND_MS);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: TOOL_ALGORITHM, kid, typ: "JWT" })
    .setIssuer(platform.clientId)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ASSERTION_MS / SECOND_MS)
    .setJti(newId())
    .sign(key);
}

/**
 * A token for services of a platform (OAuth 2 client credentials, RFC 7523); `error` is the status that refused it.
 *
 * @throws PlatformUnreachable
 */
export async function getServiceToken(
  platform: Platform,
  scopes: readonly string[],
  now: EpochMs,
): Promise<Result<string, number>> {
  const { clientId, tokenUrl } = platform;
  const claims = { sub: clientId };
  const assertion = await signAsTool(platform, { audience: tokenUrl, claims, now });
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
    scope: scopes.join(" "),
  });
  const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
  const answer = await askPlatform(tokenUrl, { method: "POST", headers, body: body.toString() });
  const parsed = tokenSchema.safeParse(answer.body);
  return answer.status === 200 && parsed.success ? ok(parsed.data.access_token) : fail(answer.status);
}
