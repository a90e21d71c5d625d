import type { Viewer } from "@/lib/core/access/viewer";
import { fail, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { createSession, findSession } from "@/lib/data/sessions";
import { beginLogin } from "@/lib/usecases/lti/begin-login";
import { type Entered, type EntranceRefusal, enterLaunch } from "@/lib/usecases/lti/enter-launch";
import { type LaunchRefusal, receiveLaunch } from "@/lib/usecases/lti/receive-launch";
import type { Launching, SimulatedPlatform } from "./lti-platform";
import { got, START_MS, there } from "./scene";

/** Where this site is, as the operator says. */
export const ORIGIN = "https://trapline.example";

/** A launch that a browser is in the middle of: what the platform was given, and the browser's cookies. */
export type Begun = { state: string; nonce: string; cookieOf: (name: string) => string | undefined };

/** Begins a login of a platform in a browser of its own. */
export async function begin(platform: SimulatedPlatform, now = START_MS): Promise<Begun> {
  const { issuer } = platform.settings();
  const wish = { issuer, clientId: null, loginHint: "hint", messageHint: null, targetLinkUri: `${ORIGIN}/` };
  const { to, cookie } = got(await beginLogin(wish, { origin: ORIGIN, now }));
  const asked = new URL(to).searchParams;
  const [state, nonce] = [there(asked.get("state")), there(asked.get("nonce"))];
  return { state, nonce, cookieOf: (name) => (name === cookie.name ? cookie.value : undefined) };
}

/** What the platform says of somebody, for a launch that has begun. */
export const tokenFor = (platform: SimulatedPlatform, who: Launching, { nonce }: Begun, now = START_MS) =>
  platform.sign(platform.claimsOf(who, { nonce, toolOrigin: ORIGIN }), now);

/** All the way in; `viewer` is who is signed in in that browser. */
export async function launch(
  platform: SimulatedPlatform,
  who: Launching,
  { viewer = null, now = START_MS }: { viewer?: Viewer | null; now?: number } = {},
): Promise<Result<Entered, LaunchRefusal | EntranceRefusal | "ask">> {
  const begun = await begin(platform, now);
  const token = await tokenFor(platform, who, begun, now);
  const received = await receiveLaunch({ state: begun.state, token }, { origin: ORIGIN, now });
  if (!received.ok) return fail(received.error);
  return enterLaunch({ viewer, now }, { ticket: received.value.ticket, cookieOf: begun.cookieOf });
}

/** Somebody who came in, signed in. */
export async function viewerOf(userId: string, now = START_MS): Promise<Viewer> {
  const idHash = newId();
  return (await database()).transaction(async (tx) => {
    await createSession(tx, { idHash, userId, device: "test" }, now);
    return there(await findSession(tx, idHash)).viewer;
  });
}
