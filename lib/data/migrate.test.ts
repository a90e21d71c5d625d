import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { afterEach, describe, expect, inject, test } from "vitest";
import type { Engine } from "@/lib/env";
import { applyMigrations } from "./migrate";
import { type Migration, MigrationError, readHistory } from "./migration-history";
import { historyDifferences } from "./new-migration";
import { schemaDifference } from "./schema-difference";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "./scratch-database";
import { sqlitePath } from "./sqlite-file";

const engines: readonly Engine[] = ["sqlite", "postgresql"];
const made: ScratchDatabase[] = [];

async function emptyDatabase(engine: Engine): Promise<string> {
  const scratch =
    engine === "sqlite" ? await createSqliteScratch() : await createPostgresScratch(inject("postgresUrl"));
  made.push(scratch);
  return scratch.url;
}

afterEach(async () => {
  for (const scratch of made.splice(0)) await scratch.drop();
});

/** All rows of a query, on either engine, with no Prisma between. */
async function rowsOf(engine: Engine, url: string, sql: string): Promise<unknown[]> {
  if (engine === "sqlite") {
    const db = new Sqlite(sqlitePath(url));
    try {
      return db.prepare(sql).all();
    } finally {
      db.close();
    }
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const migration = (name: string, sql: string): Migration => ({ name, sql, checksum: `checksum of ${name}` });
const first = migration("20260101000000_first", 'CREATE TABLE "Thing" ("id" TEXT PRIMARY KEY);');
const second = migration("20260102000000_second", 'CREATE TABLE "Other" ("id" TEXT PRIMARY KEY);');
const recorded =
  'SELECT "migration_name" AS "name", "applied_steps_count" AS "steps" FROM "_prisma_migrations" ORDER BY 1';

describe.each(engines)("migrations on %s", (engine) => {
  test("an empty database gets all of them, and is then what the schema says", async () => {
    const url = await emptyDatabase(engine);
    const names = (await readHistory(engine)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(await schemaDifference(url)).not.toBe("");
    expect(await applyMigrations(url)).toEqual(names);
    expect(await schemaDifference(url)).toBe("");
    expect(await rowsOf(engine, url, recorded)).toEqual(names.map((name) => ({ name, steps: 1 })));
  });

  test("applying twice changes nothing the second time", async () => {
    const url = await emptyDatabase(engine);
    await applyMigrations(url);
    const before = await rowsOf(engine, url, 'SELECT * FROM "_prisma_migrations"');
    expect(await applyMigrations(url)).toEqual([]);
    expect(await rowsOf(engine, url, 'SELECT * FROM "_prisma_migrations"')).toEqual(before);
  });

  test("only what is new is applied", async () => {
    const url = await emptyDatabase(engine);
    expect(await applyMigrations(url, [first])).toEqual([first.name]);
    expect(await applyMigrations(url, [first, second])).toEqual([second.name]);
  });

  test("of processes that start together one applies, and the others wait for it", async () => {
    const url = await emptyDatabase(engine);
    const apply = () =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/migrate.ts", "apply"], {
        cwd: path.resolve("."),
        env: { DATABASE_URL: url, NODE_ENV: "test" },
        encoding: "utf8",
      });
    const said = (await Promise.all([apply(), apply(), apply()])).map(({ stdout }) => stdout);
    expect(said.filter((line) => line.startsWith("Applied"))).toHaveLength(1);
    expect(said.filter((line) => line.startsWith("The database is up to date"))).toHaveLength(2);
    expect(await schemaDifference(url)).toBe("");
  });

  test("one that fails leaves the database as it was, with its data, and can be mended", async () => {
    const url = await emptyDatabase(engine);
    await applyMigrations(url, [first]);
    await rowsOf(engine, url, `INSERT INTO "Thing" VALUES ('kept') RETURNING "id"`);
    const broken = migration("20260103000000_broken", 'DELETE FROM "Thing"; CREATE TABLE "Thing" ("id" TEXT);');
    await expect(applyMigrations(url, [first, second, broken])).rejects.toThrow(
      /20260103000000_broken failed, and nothing was changed: .*already exists/,
    );
    expect(await rowsOf(engine, url, 'SELECT "id" FROM "Thing"')).toEqual([{ id: "kept" }]);
    expect(await rowsOf(engine, url, recorded)).toEqual([{ name: first.name, steps: 1 }]);
    expect(await applyMigrations(url, [first, second])).toEqual([second.name]);
  });

  test.each([
    { name: "is unknown here", history: [second], says: "from a newer version" },
    { name: "was edited", history: [{ ...first, checksum: "other" }], says: "was edited" },
    {
      name: "is newer than one never applied",
      history: [migration("20250101000000_late", "SELECT 1;"), first],
      says: "is older than",
    },
  ])("a database with a migration that $name is left alone", async ({ history, says }) => {
    const url = await emptyDatabase(engine);
    await applyMigrations(url, [first]);
    const applying = applyMigrations(url, history);
    await expect(applying).rejects.toThrow(says);
    await expect(applying).rejects.toBeInstanceOf(MigrationError);
    expect(await rowsOf(engine, url, recorded)).toEqual([{ name: first.name, steps: 1 }]);
  });
});

test("on PostgreSQL, those who come while a slow migration runs wait for its end", async () => {
  const url = await emptyDatabase("postgresql");
  const slow = migration("20260103000000_slow", "SELECT pg_sleep(0.2);");
  const applied = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, [first, second, slow])));
  expect(applied.filter((names) => names.length === 3)).toHaveLength(1);
  expect(applied.filter((names) => names.length === 0)).toHaveLength(3);
});

describe("migrations that build a table anew, as SQLite needs", () => {
  const family = migration(
    "20260101000000_family",
    `CREATE TABLE "Parent" ("id" TEXT PRIMARY KEY, "name" TEXT);
     CREATE TABLE "Child" ("id" TEXT PRIMARY KEY, "parentId" TEXT REFERENCES "Parent" ("id") ON DELETE CASCADE);
     INSERT INTO "Parent" VALUES ('p', 'kept'); INSERT INTO "Child" VALUES ('c', 'p');`,
  );

  test("keep the rows that point at it", async () => {
    const url = await emptyDatabase("sqlite");
    // As Prisma's engine writes it.
    const rebuild = migration(
      "20260102000000_rebuild",
      `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
       CREATE TABLE "new_Parent" ("id" TEXT PRIMARY KEY, "name" TEXT NOT NULL);
       INSERT INTO "new_Parent" ("id", "name") SELECT "id", "name" FROM "Parent";
       DROP TABLE "Parent"; ALTER TABLE "new_Parent" RENAME TO "Parent";
       PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
    );
    await applyMigrations(url, [family, rebuild]);
    expect(await rowsOf("sqlite", url, 'SELECT "id", "parentId" FROM "Child"')).toEqual([{ id: "c", parentId: "p" }]);
  });

  test("are refused when they would leave a row pointing at nothing", async () => {
    const url = await emptyDatabase("sqlite");
    await applyMigrations(url, [family]);
    const lossy = migration("20260102000000_lossy", 'DELETE FROM "Parent";');
    await expect(applyMigrations(url, [family, lossy])).rejects.toThrow("rows of Child would point at nothing");
    expect(await rowsOf("sqlite", url, 'SELECT "id" FROM "Parent"')).toEqual([{ id: "p" }]);
  });
});

test("both histories make what prisma/schema.prisma says", async () => {
  expect(await historyDifferences(inject("postgresUrl"))).toEqual([
    { engine: "sqlite", sql: "" },
    { engine: "postgresql", sql: "" },
  ]);
});
