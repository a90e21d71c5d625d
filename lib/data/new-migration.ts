import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "@/lib/env";
import { applyMigrations } from "./migrate";
import { MigrationError, migrationsDir, readHistory } from "./migration-history";
import { schemaDifference } from "./schema-difference";
import { createPostgresScratch, createSqliteScratch } from "./scratch-database";

/** The SQL by which an engine's migrations fall short of prisma/schema.prisma; empty when they say the same. */
export type HistoryDifference = { engine: Engine; sql: string };

/**
 * Applies each engine's migrations to an empty scratch database and compares the outcome with the schema.
 *
 * @param postgresUrl a PostgreSQL server on which a scratch database may be created and dropped.
 */
export async function historyDifferences(postgresUrl: string): Promise<HistoryDifference[]> {
  return [
    { engine: "sqlite", sql: await differenceOn(await createSqliteScratch()) },
    { engine: "postgresql", sql: await differenceOn(await createPostgresScratch(postgresUrl)) },
  ];
}

async function differenceOn(scratch: { url: string; drop(): Promise<void> }): Promise<string> {
  try {
    await applyMigrations(scratch.url);
    return await schemaDifference(scratch.url);
  } finally {
    await scratch.drop();
  }
}

/**
 * Writes a migration for each engine whose history falls short of the schema, under one name.
 *
 * @param words what it does, in a-z, 0-9 and _.
 * @param now the UTC time that orders it after all others.
 * @returns the files that were written; none when nothing differs.
 * @throws MigrationError for a bad name, or one that would not be the last.
 */
export async function newMigration(words: string, now: Date, postgresUrl: string): Promise<string[]> {
  if (!/^[a-z0-9_]+$/.test(words)) throw new MigrationError("a migration's name is made of a-z, 0-9 and _");
  const name = `${now.toISOString().replaceAll(/\D/g, "").slice(0, 14)}_${words}`;
  const written: string[] = [];
  for (const { engine, sql } of await historyDifferences(postgresUrl)) {
    if (sql === "") continue;
    const latest = (await readHistory(engine)).at(-1);
    if (latest && latest.name >= name) throw new MigrationError(`${name} would not come after ${latest.name}`);
    const folder = path.join(migrationsDir(engine), name);
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, "migration.sql");
    await writeFile(file, `${sql}\n`, { flag: "wx" });
    written.push(file);
  }
  return written;
}
