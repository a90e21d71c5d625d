import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import Sqlite from "better-sqlite3";
import { applyMigrations } from "@/lib/data/migrate";
import { readHistory } from "@/lib/data/migration-history";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { engineOf } from "@/lib/env";
import { BackupError, type Foot, type Head } from "./backup-format";
import { listDataFiles, writeDataFile } from "./data-files";
import { withPostgres, withWriting } from "./open-store";
import { postgresStore } from "./postgres-store";
import { checkBackup, readBackup } from "./read-backup";
import { differingTables, type RowStore, sumsOf, type TableShape } from "./table-shape";

export type RestoreTarget = { databaseUrl: string; dataDir: string };
export type Restored = { madeAt: string; tables: number; rows: number; files: number };

async function isEmptyDatabase(databaseUrl: string): Promise<boolean> {
  if (engineOf(databaseUrl) === "sqlite") return !existsSync(sqlitePath(databaseUrl));
  return withPostgres(databaseUrl, async (client) => {
    const store = postgresStore(client);
    for (const table of await store.tables()) if ((await store.count(table)) > 0) return false;
    return true;
  });
}

/** @throws BackupError when something is there already. */
async function demandEmpty({ databaseUrl, dataDir }: RestoreTarget): Promise<void> {
  const [there] = await listDataFiles(dataDir);
  if (there !== undefined) throw new BackupError(`the data folder is not empty: it has ${there}`);
  if (!(await isEmptyDatabase(databaseUrl))) {
    throw new BackupError("the database is not empty: a backup is restored into an empty place only");
  }
}

const sameShape = (a: TableShape | undefined, b: TableShape): boolean =>
  JSON.stringify([a?.columns, a?.key]) === JSON.stringify([b.columns, b.key]);

/** Reads all rows of the backup into the tables, and compares what is there afterwards with what it says. */
async function fill(store: RowStore, file: string, foot: Foot): Promise<void> {
  const shapes = new Map((await store.tables()).map((table) => [table.name, table]));
  let table: TableShape | undefined;
  for await (const told of readBackup(file)) {
    if (told.kind === "table") {
      table = told.table;
      if (!sameShape(shapes.get(table.name), table))
        throw new BackupError(`table ${table.name} has another shape here`);
    }
    if (told.kind === "rows" && table !== undefined) await store.insert(table, told.rows);
  }
  const differing = differingTables(await sumsOf(store), new Map(Object.entries(foot.tables)));
  if (differing.length > 0) throw new BackupError(`what was written differs from the backup: ${differing.join(", ")}`);
}

/** The migrations that the backup had, of this engine. */
async function historyOf(databaseUrl: string, { migrations }: Head) {
  const history = await readHistory(engineOf(databaseUrl));
  const names = new Set(history.map(({ name }) => name));
  const newer = migrations.find((name) => !names.has(name));
  if (newer !== undefined) {
    throw new BackupError(
      `the backup has migration ${newer}, which this version does not know: it is from a newer version`,
    );
  }
  return history.filter(({ name }) => migrations.includes(name));
}

/**
 * Restores a backup of either engine into an empty place: first the whole of it is read and checked, then the database is
 * made as it was, compared by counts and hashes, and brought to the current schema. Of a restore that fails, nothing is
 * there on SQLite, and empty tables on PostgreSQL: it can be run again.
 *
 * @param options asItWas: leaves it in the schema that the backup has.
 * @throws BackupError that says what is wrong with the backup or the place.
 */
export async function restoreBackup(
  file: string,
  target: RestoreTarget,
  { asItWas = false }: { asItWas?: boolean } = {},
): Promise<Restored> {
  await demandEmpty(target);
  const { head, foot } = await checkBackup(file);
  const history = await historyOf(target.databaseUrl, head);
  const isFile = engineOf(target.databaseUrl) === "sqlite";
  const draftUrl = isFile ? `${target.databaseUrl}.restoring` : target.databaseUrl;
  const draft = sqlitePath(draftUrl);
  const dropDraft = async (): Promise<void> => {
    if (isFile) for (const ending of ["", "-wal", "-shm", "-journal"]) await rm(`${draft}${ending}`, { force: true });
  };
  await dropDraft();
  try {
    await applyMigrations(draftUrl, history);
    await withWriting(draftUrl, (store) => fill(store, file, foot));
    if (!asItWas) await applyMigrations(draftUrl);
    for await (const told of readBackup(file)) {
      if (told.kind === "file") await writeDataFile(target.dataDir, told.name, told.data);
    }
    if (isFile) {
      foldLog(draft);
      await rename(draft, sqlitePath(target.databaseUrl));
    }
  } finally {
    await dropDraft();
  }
  const sums = Object.values(foot.tables);
  return {
    madeAt: head.madeAt,
    tables: sums.length,
    rows: sums.reduce((sum, { rows }) => sum + rows, 0),
    files: Object.keys(foot.files).length,
  };
}

/** So that the one file is all of the database, and may get its name. */
function foldLog(file: string): void {
  const db = new Sqlite(file);
  try {
    db.pragma("journal_mode = DELETE");
  } finally {
    db.close();
  }
}
