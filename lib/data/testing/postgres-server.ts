import type { TestProject } from "vitest/node";
import { applyMigrations } from "@/lib/data/migrate";
import { createPostgresScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { type PostgresServer, startPostgres } from "@/lib/data/testing/embedded-postgres";
import { env } from "@/lib/env";

declare module "vitest" {
  export interface ProvidedContext {
    /** A URL on the PostgreSQL server of this run. */
    postgresUrl: string;
    /** The database there that has all migrations, to be copied. */
    postgresTemplate: string;
  }
}

let server: PostgresServer | undefined;
let template: ScratchDatabase | undefined;

/** Once a run: a PostgreSQL (that of DATABASE_TEST_URL, or one from npm) with a migrated database to copy. */
export async function setup(project: TestProject): Promise<void> {
  const named = env().databaseTestUrl;
  if (!named) server = await startPostgres();
  const url = named ?? server?.url ?? "";
  template = await createPostgresScratch(url);
  await applyMigrations(template.url);
  project.provide("postgresUrl", url);
  project.provide("postgresTemplate", new URL(template.url).pathname.slice(1));
}

export async function teardown(): Promise<void> {
  await template?.drop();
  await server?.stop();
}
