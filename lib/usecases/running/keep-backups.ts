import { nextDaily } from "@/lib/core/shared/daily";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { backupFile, noteChecked, pruneNightly } from "@/lib/data/backup/backup-folder";
import { checkBackup } from "@/lib/data/backup/read-backup";
import { type BackupSource, writeBackup } from "@/lib/data/backup/write-backup";
import { database } from "@/lib/data/database";
import { backupSettings, installationSource } from "@/lib/data/installation";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { newId } from "@/lib/data/new-id";
import { log } from "@/lib/log";
import { keepDoing } from "./jobs";

const LOOK_MS = 10 * MINUTE_MS;
/** Longer than a backup may take; a server that dies over it is followed by another one after this. */
const LEASE_MS = 4 * HOUR_MS;
const NAME = "nightly-backup";

export type NightlySettings = { folder: string; hourUtc: number; keep: number };

/**
 * Makes the backup of this night unless some server has made it, and removes those that are too old. Returns the file,
 * or null where there was nothing to do.
 */
export async function keepBackups(
  source: BackupSource,
  settings: NightlySettings,
  now: EpochMs,
): Promise<string | null> {
  const db = await database();
  const holder = newId();
  const lease = (until: EpochMs) => db.transaction((tx) => takeLease(tx, { name: NAME, holder, until }, now));
  try {
    if (!(await lease(now + LEASE_MS))) return null;
  } catch (error) {
    if (leaseWasTaken(error)) return null;
    throw error;
  }
  try {
    const { file, rows } = await writeBackup(source, backupFile(settings.folder, "nightly", now), now);
    // What cannot be read again is no backup: better told tonight than when it is needed.
    await checkBackup(file);
    await noteChecked(file, rows, now);
    // Held until the next one is due: whoever looks before that finds it taken, after a restart too.
    await lease(nextDaily(now, settings.hourUtc) - 1);
    const removed = await pruneNightly(settings.folder, settings.keep);
    log.info("backup made", { rows, removed });
    return file;
  } catch (error) {
    await lease(now - 1);
    throw error;
  }
}

/** Makes a backup every night, as long as the server runs and the operator has not switched that off. */
export function startBackups(): void {
  const settings = backupSettings();
  if (settings === null) return;
  keepDoing("backup", LOOK_MS, () => keepBackups(installationSource(), settings, Date.now()));
}
