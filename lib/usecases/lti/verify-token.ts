import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { askPlatform, PlatformUnreachable } from "@/lib/data/lti/platform-http";
import type { Platform } from "@/lib/data/lti/platforms";

/** The one algorithm that the security framework of 1EdTech requires; no other is accepted. */
const ALGORITHM = "RS256";
/** How far the platform's clock may be off. */
const SKEW_MS = MINUTE_MS;
/** The oldest token that is accepted, whatever it says of its own end. */
const OLDEST_MS = 10 * MINUTE_MS;
/** Keys are read anew after so long, and for an unknown key once in so long. */
const KEYS_KEPT_MS = 10 * MINUTE_MS;
const KEYS_AGAIN_MS = 30 * SECOND_MS;
const PLATFORMS_KEPT = 100;

const keysSchema = z.object({
  // Encryption keys, and kinds of keys that are of no use here, may stand beside those that sign.
  keys: z.array(z.object({ kty: z.string(), kid: z.string().optional() }).catchall(z.unknown())).max(100),
});
type Keys = z.infer<typeof keysSchema>["keys"];

// Only what anybody can read anew: another server that lacks it asks the platform itself.
const kept = new Map<string, { keys: Keys; readAt: EpochMs }>();

async function readKeys(url: string, now: EpochMs, notBefore: EpochMs): Promise<Keys> {
  const known = kept.get(url);
  if (known !== undefined && known.readAt > notBefore) return known.keys;
  const { status, body } = await askPlatform(url);
  const parsed = keysSchema.safeParse(body);
  if (status !== 200 || !parsed.success) throw new PlatformUnreachable("no keys");
  if (kept.size >= PLATFORMS_KEPT) kept.clear();
  kept.set(url, { keys: parsed.data.keys, readAt: now });
  return parsed.data.keys;
}

export type TokenRefusal = "token" | "platform-silent";

/**
 * The claims of a token that the platform signed for us, now. Refused is every other: another algorithm, none, another
 * key, issuer or audience, expired, too old.
 */
export async function verifyToken(
  platform: Platform,
  token: string,
  now: EpochMs,
): Promise<Result<JWTPayload, TokenRefusal>> {
  const verify = async (keys: Keys) => {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      algorithms: [ALGORITHM],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ["exp", "iat", "nonce", "sub"],
      clockTolerance: SKEW_MS / SECOND_MS,
      maxTokenAge: OLDEST_MS / SECOND_MS,
      currentDate: new Date(now),
    });
    return payload;
  };
  try {
    let payload: JWTPayload;
    try {
      payload = await verify(await readKeys(platform.jwksUrl, now, now - KEYS_KEPT_MS));
    } catch (error) {
      // The platform may have changed its keys since.
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      payload = await verify(await readKeys(platform.jwksUrl, now, now - KEYS_AGAIN_MS));
    }
    const { azp, aud } = payload;
    // OpenID Connect Core 3.1.3.7: a token for several names the one that it is for.
    const isOurs = azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === platform.clientId;
    return isOurs ? ok(payload) : fail("token");
  } catch (error) {
    if (error instanceof PlatformUnreachable) return fail("platform-silent");
    if (error instanceof errors.JOSEError) return fail("token");
    throw error;
  }
}
