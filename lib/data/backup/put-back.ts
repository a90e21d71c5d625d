import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { engineOf } from "@/lib/env";
import { withPostgres } from "./open-store";
import { checkBackup } from "./read-backup";
import { restoreBackup } from "./restore-backup";

/** Where what was there before is kept: files beside the database, or a schema of it. */
export type PutBack = { rows: number; kept: string };

const ENDINGS = ["", "-wal", "-shm"];

async function setSqliteAside(file: string, mark: string): Promise<string> {
  for (const ending of ENDINGS) {
    if (existsSync(`${file}${ending}`)) await rename(`${file}${ending}`, `${file}.${mark}${ending}`);
  }
  return `${file}.${mark}`;
}

async function setPostgresAside(databaseUrl: string, mark: string): Promise<string> {
  const schema = mark.replaceAll("-", "_");
  await withPostgres(databaseUrl, async (client) => {
    await client.query(`BEGIN; ALTER SCHEMA "public" RENAME TO "${schema}"; CREATE SCHEMA "public"; COMMIT`);
  });
  return `schema ${schema}`;
}

/**
 * Puts the database back to what a backup of it holds, in the backup's own schema, as when an upgrade has failed. What
 * was there is set aside, not lost. The data folder stays as it is. Nobody may have the database open meanwhile.
 *
 * @throws BackupError before anything is changed, when the backup cannot be read.
 */
export async function putDatabaseBack(file: string, databaseUrl: string, now: number): Promise<PutBack> {
  await checkBackup(file);
  const mark = `set-aside-${new Date(now).toISOString().replaceAll(/\D/g, "").slice(0, 14)}`;
  const kept =
    engineOf(databaseUrl) === "sqlite"
      ? await setSqliteAside(sqlitePath(databaseUrl), mark)
      : await setPostgresAside(databaseUrl, mark);
  // The files of the backup are those that the data folder still has.
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "trapline-put-back-"));
  try {
    const { rows } = await restoreBackup(file, { databaseUrl, dataDir }, { asItWas: true });
    return { rows, kept };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
