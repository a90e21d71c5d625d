import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { toDate, toEpochMsOrNull } from "@/lib/data/time";

/** What an admin says of a learning platform. */
export type PlatformSettings = {
  name: string;
  issuer: string;
  clientId: string;
  authLoginUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  serviceOrigin: string;
  deploymentIds: string[];
};
export type Platform = PlatformSettings & { id: string; disabledAt: EpochMs | null };

type Stored = Omit<Platform, "deploymentIds" | "disabledAt"> & {
  disabledAt: Date | null;
  deployments: { deploymentId: string }[];
};

const COLUMNS = {
  id: true,
  name: true,
  issuer: true,
  clientId: true,
  authLoginUrl: true,
  tokenUrl: true,
  jwksUrl: true,
  serviceOrigin: true,
  disabledAt: true,
  deployments: { select: { deploymentId: true }, orderBy: { deploymentId: "asc" } },
} as const;

const platformOf = ({ deployments, disabledAt, ...row }: Stored): Platform => ({
  ...row,
  disabledAt: toEpochMsOrNull(disabledAt),
  deploymentIds: deployments.map(({ deploymentId }) => deploymentId),
});

export async function unscopedListPlatforms(db: Reader): Promise<Platform[]> {
  const rows = await db.ltiPlatform.findMany({ select: COLUMNS, orderBy: [{ name: "asc" }, { id: "asc" }] });
  return rows.map(platformOf);
}

export async function unscopedFindPlatform(db: Reader, id: string): Promise<Platform | null> {
  const row = await db.ltiPlatform.findUnique({ where: { id }, select: COLUMNS });
  return row === null ? null : platformOf(row);
}

/**
 * The platforms that a login may mean, disabled ones left out: one issuer, such as a hosted service, may have several
 * clients here, and then says which.
 */
export async function unscopedListOpenPlatforms(
  db: Reader,
  { issuer, clientId }: { issuer: string; clientId: string | null },
): Promise<Platform[]> {
  const rows = await db.ltiPlatform.findMany({
    where: { issuer, disabledAt: null, ...(clientId === null ? {} : { clientId }) },
    select: COLUMNS,
    take: 2,
  });
  return rows.map(platformOf);
}

export async function platformIsKnown(
  db: Reader,
  { issuer, clientId }: { issuer: string; clientId: string },
  except: string | null,
): Promise<boolean> {
  const row = await db.ltiPlatform.findUnique({
    where: { issuer_clientId: { issuer, clientId } },
    select: { id: true },
  });
  return row !== null && row.id !== except;
}

/** Stores a new platform. Returns its id. */
export async function createPlatform(
  tx: Tx,
  { deploymentIds, ...settings }: PlatformSettings,
  by: string,
  now: EpochMs,
): Promise<string> {
  const id = newId();
  const deployments = { create: deploymentIds.map((deploymentId) => ({ deploymentId })) };
  await tx.ltiPlatform.create({ data: { id, ...settings, createdBy: by, createdAt: toDate(now), deployments } });
  return id;
}

/** Gives a platform other settings. Its people and courses stay. */
export async function updatePlatform(
  tx: Tx,
  id: string,
  { deploymentIds, ...settings }: PlatformSettings,
): Promise<void> {
  await tx.ltiDeployment.deleteMany({ where: { platformId: id } });
  const deployments = { create: deploymentIds.map((deploymentId) => ({ deploymentId })) };
  await tx.ltiPlatform.update({ where: { id }, data: { ...settings, deployments } });
}

/** Closes a platform or opens it again. Returns whether there is one. */
export async function setPlatformDisabled(tx: Tx, id: string, at: EpochMs | null): Promise<boolean> {
  const { count } = await tx.ltiPlatform.updateMany({
    where: { id },
    data: { disabledAt: at === null ? null : toDate(at) },
  });
  return count === 1;
}
