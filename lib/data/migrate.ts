import { randomUUID } from "node:crypto";
import Sqlite from "better-sqlite3";
import { z } from "zod";
import { engineOf } from "@/lib/env";
import {
  type AppliedMigration,
  type Migration,
  MigrationError,
  pendingMigrations,
  readHistory,
} from "./migration-history";
import { postgresClient } from "./postgres-client";
import { prepareSqliteFolder, sqlitePath } from "./sqlite-file";

// Any constant: appliers of this product wait for each other, and for nobody else.
const ADVISORY_LOCK = 8_209_147_153;
const LOCK_WAIT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 10_000;

// Prisma's own table, so that its tools understand the database.
const ledgerTable = (time: string, count: string): string => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" ${time},
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" ${time},
  "started_at" ${time} NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "applied_steps_count" ${count} NOT NULL DEFAULT 0
)`;
const selectApplied =
  'SELECT "migration_name" AS "name", "checksum" FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL';
const insertApplied = (id: string, name: string, checksum: string, time: string): string =>
  `INSERT INTO "_prisma_migrations" ("id", "migration_name", "checksum", "finished_at", "applied_steps_count")
   VALUES (${id}, ${name}, ${checksum}, ${time}, 1)`;

const AppliedRows: z.ZodType<AppliedMigration[]> = z.array(z.object({ name: z.string(), checksum: z.string() }));

/**
 * Brings the database to the state of prisma/migrations: all pending migrations and their records in one
 * transaction, so that a database is either updated or as it was, whenever the process is stopped. Processes that
 * start together wait for each other. The files therefore hold nothing that cannot run in a transaction.
 *
 * @param history which migrations; by default those of the database's engine.
 * @returns the names of those that were applied now.
 * @throws MigrationError, or the database's error naming what in a migration failed.
 */
export async function applyMigrations(databaseUrl: string, history?: readonly Migration[]): Promise<string[]> {
  const engine = engineOf(databaseUrl);
  const migrations = history ?? (await readHistory(engine));
  switch (engine) {
    case "sqlite":
      await prepareSqliteFolder(databaseUrl);
      return applyOnSqlite(sqlitePath(databaseUrl), migrations);
    case "postgresql":
      return applyOnPostgres(databaseUrl, migrations);
  }
}

/** The migrations that the database has; none where it has no ledger. Changes nothing. */
export async function readApplied(databaseUrl: string): Promise<AppliedMigration[]> {
  if (engineOf(databaseUrl) === "sqlite") {
    const db = new Sqlite(sqlitePath(databaseUrl), { readonly: true, fileMustExist: true });
    try {
      const isThere = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'`).get() !== undefined;
      return isThere ? AppliedRows.parse(db.prepare(selectApplied).all()) : [];
    } finally {
      db.close();
    }
  }
  const client = postgresClient(databaseUrl, CONNECT_TIMEOUT_MS);
  await client.connect();
  try {
    const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`);
    return rows[0]?.isThere === true ? AppliedRows.parse((await client.query(selectApplied)).rows) : [];
  } finally {
    await client.end();
  }
}

/** Whether a migration that this version needs is not applied yet. More than it knows is no lack: an upgrade may be under way. */
export async function lacksMigrations(databaseUrl: string): Promise<boolean> {
  const [history, applied] = await Promise.all([readHistory(engineOf(databaseUrl)), readApplied(databaseUrl)]);
  const names = new Set(applied.map(({ name }) => name));
  return history.some(({ name }) => !names.has(name));
}

function applyOnSqlite(file: string, history: readonly Migration[]): string[] {
  const db = new Sqlite(file, { timeout: LOCK_WAIT_MS });
  try {
    // A table is changed by building it anew. With foreign keys on, dropping the old one would delete every row
    // that points at it; and the PRAGMA does nothing within a transaction, where the migrations' own stand.
    db.pragma("foreign_keys = OFF");
    const apply = db.transaction(() => {
      db.exec(ledgerTable("DATETIME", "INTEGER UNSIGNED"));
      const pending = pendingMigrations(history, AppliedRows.parse(db.prepare(selectApplied).all()));
      const record = db.prepare(insertApplied("?", "?", "?", "CURRENT_TIMESTAMP"));
      for (const { name, sql, checksum } of pending) {
        inMigration(name, () => db.exec(sql));
        record.run(randomUUID(), name, checksum);
      }
      const orphans = z.array(z.object({ table: z.string() })).parse(db.pragma("foreign_key_check"));
      if (orphans.length > 0) {
        throw new MigrationError(`rows of ${orphans[0]?.table} would point at nothing`);
      }
      return pending.map(({ name }) => name);
    });
    return apply.immediate();
  } finally {
    db.close();
  }
}

async function applyOnPostgres(url: string, history: readonly Migration[]): Promise<string[]> {
  const client = postgresClient(url);
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS}`);
    await client.query("SELECT pg_advisory_xact_lock($1)", [ADVISORY_LOCK]);
    await client.query(ledgerTable("TIMESTAMPTZ", "INTEGER"));
    const { rows } = await client.query(selectApplied);
    const pending = pendingMigrations(history, AppliedRows.parse(rows));
    for (const { name, sql, checksum } of pending) {
      await client.query(sql).catch((error: unknown) => rethrowFor(name, error));
      await client.query(insertApplied("$1", "$2", "$3", "now()"), [randomUUID(), name, checksum]);
    }
    await client.query("COMMIT");
    return pending.map(({ name }) => name);
  } finally {
    // Ends the transaction too, if it is still open.
    await client.end();
  }
}

function inMigration(name: string, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    rethrowFor(name, error);
  }
}

function rethrowFor(name: string, cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new MigrationError(`migration ${name} failed, and nothing was changed: ${reason}`, { cause });
}
