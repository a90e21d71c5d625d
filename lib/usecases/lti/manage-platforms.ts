import { type Context, can } from "@/lib/core/access/viewer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { database } from "@/lib/data/database";
import { isPlatformUrl } from "@/lib/data/lti/platform-http";
import {
  createPlatform,
  type Platform,
  type PlatformSettings,
  platformIsKnown,
  setPlatformDisabled,
  unscopedFindPlatform,
  unscopedListPlatforms,
  updatePlatform,
} from "@/lib/data/lti/platforms";
import { countScores, retryFailedScores } from "@/lib/data/lti/scores";
import { type PublicJwk, publicKeys } from "@/lib/data/lti/tool-keys";

/** The learning platforms; null for all but admins. */
export async function listPlatforms({ viewer }: Context): Promise<Platform[] | null> {
  if (!can(viewer, "manageUsers")) return null;
  const { reader } = await database();
  return unscopedListPlatforms(reader);
}

export type PlatformSheet = { platform: Platform; scores: Awaited<ReturnType<typeof countScores>> };

/** A platform, and what became of the scores for it; null for all but admins. */
export async function getPlatform({ viewer }: Context, id: string): Promise<PlatformSheet | null> {
  if (!can(viewer, "manageUsers")) return null;
  const { reader } = await database();
  const platform = await unscopedFindPlatform(reader, id);
  return platform === null ? null : { platform, scores: await countScores(reader, id) };
}

/** `known`: there is one with this issuer and client id; the others name the field whose address is none. */
export type PlatformRefusal = "missing" | "known" | "authLoginUrl" | "tokenUrl" | "jwksUrl" | "serviceOrigin";

const ADDRESSES = ["authLoginUrl", "tokenUrl", "jwksUrl", "serviceOrigin"] as const;

function checked(settings: PlatformSettings): Result<PlatformSettings, PlatformRefusal> {
  const bad = ADDRESSES.find((name) => !isPlatformUrl(settings[name]));
  if (bad !== undefined) return fail(bad);
  const deploymentIds = [...new Set(settings.deploymentIds)];
  return ok({ ...settings, serviceOrigin: new URL(settings.serviceOrigin).origin, deploymentIds });
}

/** Enters a platform. Returns its id. */
export async function addPlatform(
  { viewer, now }: Context,
  input: PlatformSettings,
): Promise<Result<{ platformId: string }, PlatformRefusal>> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  const settings = checked(input);
  if (!settings.ok) return settings;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<{ platformId: string }, PlatformRefusal>> => {
    if (await platformIsKnown(tx, settings.value, null)) return fail("known");
    const platformId = await createPlatform(tx, settings.value, viewer.userId, now);
    await recordAudit(tx, { actorId: viewer.userId, action: "lti-platform-added", subject: platformId }, now);
    return ok({ platformId });
  });
}

/** Gives a platform other settings; its people and courses stay. */
export async function changePlatform(
  { viewer, now }: Context,
  { platformId, ...input }: PlatformSettings & { platformId: string },
): Promise<Result<null, PlatformRefusal>> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  const settings = checked(input);
  if (!settings.ok) return settings;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, PlatformRefusal>> => {
    if ((await unscopedFindPlatform(tx, platformId)) === null) return fail("missing");
    if (await platformIsKnown(tx, settings.value, platformId)) return fail("known");
    await updatePlatform(tx, platformId, settings.value);
    await recordAudit(tx, { actorId: viewer.userId, action: "lti-platform-changed", subject: platformId }, now);
    return ok(null);
  });
}

/** Closes a platform, so that nobody comes from it and nothing is sent to it, or opens it again. */
export async function closePlatform(
  { viewer, now }: Context,
  { platformId, closed }: { platformId: string; closed: boolean },
): Promise<Result<null, "missing">> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, "missing">> => {
    if (!(await setPlatformDisabled(tx, platformId, closed ? now : null))) return fail("missing");
    const action = closed ? "lti-platform-closed" : "lti-platform-opened";
    await recordAudit(tx, { actorId: viewer.userId, action, subject: platformId }, now);
    return ok(null);
  });
}

/** Has the scores sent again that a platform did not take. Returns how many. */
export async function resendScores(
  { viewer, now }: Context,
  { platformId }: { platformId: string },
): Promise<Result<number, "missing">> {
  if (!can(viewer, "manageUsers")) return fail("missing");
  const db = await database();
  return db.transaction(async (tx): Promise<Result<number, "missing">> => {
    if ((await unscopedFindPlatform(tx, platformId)) === null) return fail("missing");
    return ok(await retryFailedScores(tx, platformId, now));
  });
}

/** What platforms check this server's signatures by; for everybody. */
export const listPublicKeys = async (now: EpochMs): Promise<PublicJwk[]> => publicKeys(now);
