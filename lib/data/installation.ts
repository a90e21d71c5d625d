import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { env, productVersion } from "@/lib/env";
import type { BackupSource } from "./backup/write-backup";
import { lacksMigrations } from "./migrate";

// What an operator decided of the installation as a whole.

export const installedVersion = (): string => productVersion;

/** Whether the database of this installation lacks a migration that this version needs. */
export const installationLacksMigrations = (): Promise<boolean> => lacksMigrations(env().databaseUrl);

/** `drainMs`: how long everything is still taken after readiness has ended. `stopMs`: how long what is in flight may take then. */
export type Patience = { drainMs: number; stopMs: number };

/** How long this installation waits when it is told to stop. */
export function stopPatience(): Patience {
  const { drainSeconds, stopSeconds } = env();
  return { drainMs: drainSeconds * SECOND_MS, stopMs: stopSeconds * SECOND_MS };
}

/** What a backup of this installation holds. */
export function installationSource(): BackupSource {
  const { databaseUrl, dataDir } = env();
  return { databaseUrl, dataDir, version: productVersion };
}

/** Where and when the nightly backup is made; null where the operator wants none. */
export function backupSettings(): { folder: string; hourUtc: number; keep: number } | null {
  const { nightly, ...settings } = env().backups;
  return nightly ? settings : null;
}

/** The header by which a trusted proxy tells a request's id; undefined where each gets one here. */
export const requestIdHeader = (): string | undefined => env().requestIdHeader;

/** What whoever reads the metrics has to show; undefined where nobody shall read them. */
export const metricsToken = (): string | undefined => env().metricsToken;

/** Whether browsers reach the product by TLS. */
export const isServedByTls = (): boolean => env().nextauthUrl?.startsWith("https://") ?? false;
