import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "@/lib/env";
import { prismaDir } from "./prisma-schema";

/** One folder of prisma/migrations/<engine>. */
export type Migration = {
  /** `<14 digits of UTC time>_<words>`, by which migrations are ordered. */
  name: string;
  sql: string;
  /** SHA-256 of the file in hex, as Prisma records it. */
  checksum: string;
};

/** A row of `_prisma_migrations`, as far as it decides what to apply. */
export type AppliedMigration = { name: string; checksum: string };

/** The database and prisma/migrations contradict each other. Nothing was changed. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

const migrationName = /^\d{14}_[a-z0-9_]+$/;

export function migrationsDir(engine: Engine): string {
  return path.join(prismaDir, "migrations", engine);
}

/** All migrations of an engine, oldest first. */
export async function readHistory(engine: Engine, folder = migrationsDir(engine)): Promise<Migration[]> {
  const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const misnamed = names.find((name) => !migrationName.test(name));
  if (misnamed) throw new MigrationError(`${misnamed} is no name for a migration: <14 digits>_<words>`);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * The migrations that the database still needs, in order.
 *
 * @throws MigrationError when an applied one was edited since, is unknown here (the database is from a newer
 * version), or is newer than one that was never applied.
 */
export function pendingMigrations(history: readonly Migration[], applied: readonly AppliedMigration[]): Migration[] {
  const byName = new Map(history.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const migration = byName.get(name);
    if (!migration) {
      throw new MigrationError(
        `the database has migration ${name}, which this version does not know: it is from a newer version`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(`migration ${name} was edited after it was applied`);
    }
  }
  const appliedNames = new Set(applied.map(({ name }) => name));
  const pending = history.filter(({ name }) => !appliedNames.has(name));
  const latest = [...appliedNames].sort().at(-1);
  const skipped = pending.find(({ name }) => latest !== undefined && name < latest);
  if (skipped)
    throw new MigrationError(`migration ${skipped.name} is older than ${latest}, which the database already has`);
  return pending;
}
