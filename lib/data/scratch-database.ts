import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { postgresClient } from "./postgres-client";

/** A database made for one purpose, and the way to be rid of it. */
export type ScratchDatabase = { url: string; drop(): Promise<void> };

/** An empty SQLite database in a temporary folder of its own, below the given one. */
export async function createSqliteScratch(below = os.tmpdir()): Promise<ScratchDatabase> {
  const folder = await mkdtemp(path.join(below, "trapline-"));
  return {
    url: `file:${path.join(folder, "scratch.db")}`,
    drop: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * A new database on the server that the URL points at, by an account that may create databases.
 *
 * @param template a database to copy, to which nobody is connected; by default it starts empty.
 */
export async function createPostgresScratch(serverUrl: string, template?: string): Promise<ScratchDatabase> {
  const name = `trapline_scratch_${randomBytes(6).toString("hex")}`;
  const source = template === undefined ? "" : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name}${source}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function runOnServer(serverUrl: string, sql: string): Promise<void> {
  const client = postgresClient(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
