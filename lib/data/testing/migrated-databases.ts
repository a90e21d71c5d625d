import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { type PostgresServer, startPostgres } from "@/lib/data/testing/embedded-postgres";
import { env } from "@/lib/env";
import { scratchFolder } from "./scratch-folder";

declare module "vitest" {
  export interface ProvidedContext {
    /** A URL on the PostgreSQL server of this run. */
    postgresUrl: string;
    /** The database there that has all migrations, to be copied. */
    postgresTemplate: string;
    /** The SQLite file that has all migrations, to be copied. */
    sqliteTemplate: string;
  }
}

let server: PostgresServer | undefined;
const templates: ScratchDatabase[] = [];

async function migrated(scratch: ScratchDatabase): Promise<string> {
  templates.push(scratch);
  await applyMigrations(scratch.url);
  return scratch.url;
}

/**
 * Once a run: a PostgreSQL (that of DATABASE_TEST_URL, or one from npm), and on each engine a migrated database that
 * every block of tests gets a copy of.
 */
export async function setup(project: TestProject): Promise<void> {
  const named = env().databaseTestUrl;
  if (!named) server = await startPostgres();
  const url = named ?? server?.url ?? "";
  project.provide("postgresUrl", url);
  project.provide("postgresTemplate", new URL(await migrated(await createPostgresScratch(url))).pathname.slice(1));
  project.provide("sqliteTemplate", sqlitePath(await migrated(await createSqliteScratch(scratchFolder()))));
}

export async function teardown(): Promise<void> {
  for (const template of templates) await template.drop();
  await server?.stop();
}
