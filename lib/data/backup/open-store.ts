import Sqlite from "better-sqlite3";
import type pg from "pg";
import { postgresClient } from "@/lib/data/postgres-client";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { engineOf } from "@/lib/env";
import { postgresStore } from "./postgres-store";
import { sqliteStore } from "./sqlite-store";
import type { RowStore } from "./table-shape";

const LOCK_WAIT_MS = 60_000;

/**
 * Runs with all rows of one moment, whatever is written meanwhile: a read transaction on a connection of its own.
 * `hold`: nobody writes meanwhile either (SQLite).
 */
export async function withSnapshot<T>(
  databaseUrl: string,
  run: (store: RowStore) => Promise<T>,
  { hold = false }: { hold?: boolean } = {},
): Promise<T> {
  if (engineOf(databaseUrl) === "sqlite") {
    const db = new Sqlite(sqlitePath(databaseUrl), { fileMustExist: true, timeout: LOCK_WAIT_MS, readonly: !hold });
    try {
      db.exec(hold ? "BEGIN IMMEDIATE" : "BEGIN");
      return await run(sqliteStore(db));
    } finally {
      db.close();
    }
  }
  return withPostgres(databaseUrl, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return run(postgresStore(client));
  });
}

/** Runs with a connection to a PostgreSQL; what it has not committed is undone. */
export async function withPostgres<T>(databaseUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = postgresClient(databaseUrl, LOCK_WAIT_MS);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Runs the writing of many rows in one transaction, which is committed when it resolves; else nothing of it is there. */
export async function withWriting<T>(databaseUrl: string, run: (store: RowStore) => Promise<T>): Promise<T> {
  if (engineOf(databaseUrl) === "sqlite") {
    const db = new Sqlite(sqlitePath(databaseUrl), { fileMustExist: true, timeout: LOCK_WAIT_MS });
    try {
      db.pragma("foreign_keys = ON");
      db.pragma("synchronous = FULL");
      db.exec("BEGIN IMMEDIATE");
      const value = await run(sqliteStore(db));
      db.exec("COMMIT");
      return value;
    } finally {
      db.close();
    }
  }
  return withPostgres(databaseUrl, async (client) => {
    await client.query("BEGIN");
    const value = await run(postgresStore(client));
    await client.query("COMMIT");
    return value;
  });
}
