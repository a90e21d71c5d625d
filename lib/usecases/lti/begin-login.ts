import { isOfSite, LAUNCH_KEPT_MS, LAUNCH_MS } from "@/lib/core/lti/launch";
import { type EpochMs, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { unscopedListOpenPlatforms } from "@/lib/data/lti/platforms";
import { countStates, createState, deleteOldStates } from "@/lib/data/lti/states";
import { newSecret } from "@/lib/data/random-secret";
import { browserCookie, hashOfLaunch } from "./secrets";

const LAUNCH_PATH = "/api/lti/launch";

export type LoginWish = {
  issuer: string;
  clientId: string | null;
  loginHint: string;
  messageHint: string | null;
  targetLinkUri: string;
};
export type LoginRefusal = "unknown-platform" | "elsewhere" | "busy";

/** So many people of one platform come in a minute; a large lecture that begins fits several times over. */
export const MOST_LOGINS = 1_500;

/**
 * Begins a login that a platform asks for: where to send the browser, and the cookie that ties the rest to it. The
 * browser goes to the platform's own address as the admin entered it, never to one out of the request.
 */
export async function beginLogin(
  wish: LoginWish,
  { origin, now }: { origin: string; now: EpochMs },
): Promise<Result<{ to: string; cookie: { name: string; value: string; maxAgeMs: number } }, LoginRefusal>> {
  if (!isOfSite(wish.targetLinkUri, origin)) return fail("elsewhere");
  const db = await database();
  const [platform, another] = await unscopedListOpenPlatforms(db.reader, wish);
  // A platform that has several clients here has to say which.
  if (platform === undefined || another !== undefined) return fail("unknown-platform");
  const [state, nonce, browser] = [newSecret(), newSecret(), newSecret()];
  const id = hashOfLaunch(state);
  const begun = await db.transaction(async (tx) => {
    await deleteOldStates(tx, now - LAUNCH_KEPT_MS);
    // Each holds for so long, so that those of the last minute are known by their end.
    if ((await countStates(tx, platform.id, now + LAUNCH_MS - MINUTE_MS)) >= MOST_LOGINS) return false;
    await createState(tx, {
      id,
      nonceHash: hashOfLaunch(nonce),
      browserHash: hashOfLaunch(browser),
      platformId: platform.id,
      expiresAt: now + LAUNCH_MS,
    });
    return true;
  });
  if (!begun) return fail("busy");
  const to = new URL(platform.authLoginUrl);
  const asked = {
    scope: "openid",
    response_type: "id_token",
    response_mode: "form_post",
    prompt: "none",
    client_id: platform.clientId,
    redirect_uri: `${origin}${LAUNCH_PATH}`,
    login_hint: wish.loginHint,
    ...(wish.messageHint === null ? {} : { lti_message_hint: wish.messageHint }),
    state,
    nonce,
  };
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value);
  return ok({ to: to.href, cookie: { name: browserCookie(id), value: browser, maxAgeMs: LAUNCH_MS } });
}
