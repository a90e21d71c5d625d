import { LAUNCH_MS, readLaunch } from "@/lib/core/lti/launch";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { unscopedFindPlatform } from "@/lib/data/lti/platforms";
import { keepLaunch, takeState } from "@/lib/data/lti/states";
import { newSecret } from "@/lib/data/random-secret";
import { log } from "@/lib/log";
import { hashOfLaunch } from "./secrets";
import { type TokenRefusal, verifyToken } from "./verify-token";

export type LaunchRefusal =
  | TokenRefusal
  | "state"
  | "unknown-platform"
  | "malformed"
  | "elsewhere"
  | "unknown-deployment";

/**
 * Takes a launch that a platform sends through somebody's browser. A state is good for one try, whatever comes of it.
 * Returns a ticket for that browser; nobody is signed in by it yet, since this request carries no cookies of ours.
 */
export async function receiveLaunch(
  form: { state: string; token: string },
  { origin, now }: { origin: string; now: EpochMs },
): Promise<Result<{ ticket: string }, LaunchRefusal>> {
  const db = await database();
  const id = hashOfLaunch(form.state);
  const taken = await db.transaction(async (tx) => {
    const state = await takeState(tx, id, now);
    return state === null ? null : { state, platform: await unscopedFindPlatform(tx, state.platformId) };
  });
  if (taken === null) return fail("state");
  const { state, platform } = taken;
  if (platform === null || platform.disabledAt !== null) return fail("unknown-platform");
  const refuse = (why: LaunchRefusal): Result<never, LaunchRefusal> => {
    log.warn("lti launch refused", { platform: platform.id, why });
    return fail(why);
  };
  const verified = await verifyToken(platform, form.token, now);
  if (!verified.ok) return refuse(verified.error);
  const { nonce } = verified.value;
  if (typeof nonce !== "string" || hashOfLaunch(nonce) !== state.nonceHash) return refuse("token");
  const launch = readLaunch(verified.value, { origin, serviceOrigin: platform.serviceOrigin });
  if (!launch.ok) return refuse(launch.error);
  if (!platform.deploymentIds.includes(launch.value.deploymentId)) return refuse("unknown-deployment");
  const ticket = newSecret();
  const kept = { launch: launch.value, ticketHash: hashOfLaunch(ticket), expiresAt: now + LAUNCH_MS };
  await db.transaction((tx) => keepLaunch(tx, id, kept));
  return ok({ ticket });
}
