import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import type { Engine } from "@/lib/env";
import { listAttempts } from "./attempts";
import { unscopedListAudit } from "./audit";
import { withPostgres, withSnapshot } from "./backup/open-store";
import type { Row, RowStore, Value } from "./backup/table-shape";
import { fillTables } from "./backup/testing/fill-tables";
import { type Database, openDatabase } from "./database";
import { applyMigrations, readApplied } from "./migrate";
import { type Migration, MigrationError, readHistory } from "./migration-history";
import { listPacks } from "./packs";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "./scratch-database";
import { findSession } from "./sessions";
import { sqlitePath } from "./sqlite-file";
import { unscopedListUsers } from "./users";

const ENGINES: readonly Engine[] = ["sqlite", "postgresql"];
const histories = { sqlite: await readHistory("sqlite"), postgresql: await readHistory("postgresql") };
// biome-ignore lint/style/noProcessEnv: the long form of the tests
const whole = process.env.TRAPLINE_FULL === "1";
const made: ScratchDatabase[] = [];
const children: ChildProcess[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const scratch of made.splice(0)) await scratch.drop();
});

async function emptyDatabase(engine: Engine): Promise<string> {
  const scratch =
    engine === "sqlite" ? await createSqliteScratch() : await createPostgresScratch(inject("postgresUrl"));
  made.push(scratch);
  return scratch.url;
}

/** What the product reads as something else than text stands there as the product writes it. */
const FIXED = {
  "User.role": "learner",
  "User.isGuest": false,
  "User.extraTime": "none",
  "User.disabledAt": null,
  "Attempt.mode": "practice",
  "Attempt.state": "running",
  "Attempt.extraTime": "none",
  "Attempt.plan": '{"kind":"practice","wish":{"lessons":[],"types":[],"count":5,"from":"unseen"}}',
  "Attempt.result": null,
  "Attempt.finishReason": null,
} satisfies Record<string, Value>;

/** A database as that version left it, with rows in every table. */
async function databaseOf(engine: Engine, history: readonly Migration[]): Promise<string> {
  const url = await emptyDatabase(engine);
  await applyMigrations(url, history);
  await fillTables(url, FIXED);
  return url;
}

type Rows = ReadonlyMap<string, readonly Readonly<Record<string, Value>>[]>;

async function readRows(store: RowStore): Promise<Rows> {
  const tables = new Map<string, Record<string, Value>[]>();
  for (const table of await store.tables()) {
    const named = (row: Row) => Object.fromEntries(table.columns.map(({ name }, place) => [name, row[place] ?? null]));
    const rows: Record<string, Value>[] = [];
    for await (const page of store.pages(table)) rows.push(...page.map(named));
    tables.set(table.name, rows);
  }
  return tables;
}

const rowsOf = (url: string): Promise<Rows> => withSnapshot(url, readRows);

/** The rows as far as the older schema had columns for them. */
function asBefore(before: Rows, after: Rows): Rows {
  return new Map(
    [...before].map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      const same = (row: Readonly<Record<string, Value>>) =>
        Object.fromEntries(columns.map((name) => [name, row[name] === undefined ? "the column is gone" : row[name]]));
      return [table, (after.get(table) ?? []).map(same)];
    }),
  );
}

const modelSchema = z.custom<{ count(): Promise<number>; findMany(): Promise<unknown[]> }>(
  (value) => typeof value === "object" && value !== null && "findMany" in value,
);
const modelOf = (db: Database, table: string) =>
  modelSchema.parse(Reflect.get(db.reader, `${table.slice(0, 1).toLowerCase()}${table.slice(1)}`));

async function expectToWork(url: string, before: Rows): Promise<void> {
  const db = await openDatabase(url);
  try {
    for (const [table, rows] of before) {
      expect(await modelOf(db, table).findMany(), `what the product reads of ${table}`).toHaveLength(rows.length);
    }
    const session = await findSession(db.reader, String(before.get("Session")?.[0]?.idHash));
    const userId = session?.viewer.userId ?? "";
    expect(before.get("User")?.map(({ id }) => id)).toContain(userId);
    expect(await listAttempts(db.reader, { userId }, { take: 9 })).toMatchObject([{ mode: "practice", userId }]);
    expect(await listPacks(db.reader)).toHaveLength(before.get("Pack")?.length ?? -1);
    expect(await unscopedListAudit(db.reader, { before: null, take: 99 })).toHaveLength(
      before.get("AuditEvent")?.length ?? -1,
    );
    expect(await unscopedListUsers(db.reader, { after: null, take: 99, search: "" })).toHaveLength(
      before.get("User")?.length ?? -1,
    );
    // What is written afterwards is written as in any other installation.
    await db.transaction((tx) => tx.lease.create({ data: { name: "after", holder: "x", until: new Date(0) } }));
  } finally {
    await db.close();
  }
}

const newest = (engine: Engine): number => histories[engine].length;

/** In short, the first version, one of the middle and the last but one; in full, every version that there was. */
const versions = (engine: Engine): number[] =>
  whole
    ? histories[engine].slice(0, -1).map((_, place) => place + 1)
    : [1, Math.floor(newest(engine) / 2), newest(engine) - 1];

describe.each(ENGINES)("an installation on %s", (engine) => {
  const history = histories[engine];
  const cases = versions(engine).map((count) => ({ count, name: history[count - 1]?.name ?? "" }));

  test.each(cases)("of $name keeps every row when it is upgraded, and works", async ({ count }) => {
    const url = await databaseOf(engine, history.slice(0, count));
    const before = await rowsOf(url);
    expect([...before.values()].every((rows) => rows.length > 0)).toBe(true);
    expect(await applyMigrations(url)).toEqual(history.slice(count).map(({ name }) => name));
    const after = await rowsOf(url);
    expect(asBefore(before, after)).toEqual(before);
    await expectToWork(url, before);
  });

  test("of the first version, in whose upgrade the last step fails, is as it was, and can be upgraded later", async () => {
    const url = await databaseOf(engine, history.slice(0, 1));
    const before = await rowsOf(url);
    const bad = { name: "99990101000000_bad", sql: 'DELETE FROM "Session"; SELECT * FROM "Nowhere";', checksum: "x" };
    await expect(applyMigrations(url, [...history, bad])).rejects.toThrow(MigrationError);
    expect(await rowsOf(url)).toEqual(before);
    expect(await readApplied(url)).toHaveLength(1);
    await applyMigrations(url);
    expect(asBefore(before, await rowsOf(url))).toEqual(before);
  });

  test("of the first version, whose upgrade is killed on the way, is as it was, and can be upgraded again", async () => {
    const url = await databaseOf(engine, history.slice(0, 1));
    const before = await rowsOf(url);
    await killOnTheWay(engine, url);
    expect(await rowsOf(url)).toEqual(before);
    expect(await readApplied(url)).toHaveLength(1);
    expect(await applyMigrations(url)).toHaveLength(history.length - 1);
    expect(asBefore(before, await rowsOf(url))).toEqual(before);
  });
});

/** Statements without an end. */
const ENDLESS = {
  sqlite: `WITH RECURSIVE "n"("x") AS (SELECT 1 UNION ALL SELECT "x" + 1 FROM "n") SELECT count(*) FROM "n";`,
  postgresql: "SELECT pg_sleep(600);",
} satisfies Record<Engine, string>;

/** Whether a process is within the endless statement: on SQLite it holds the lock, as it does nothing else for long. */
async function isWithin(engine: Engine, url: string): Promise<boolean> {
  if (engine === "postgresql") {
    return withPostgres(url, async (client) => {
      const sql = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = $1";
      return (await client.query(sql, [ENDLESS.postgresql])).rowCount === 1;
    });
  }
  const db = new Sqlite(sqlitePath(url), { timeout: 0 });
  try {
    db.exec("BEGIN IMMEDIATE; ROLLBACK");
    return false;
  } catch {
    return true;
  } finally {
    db.close();
  }
}

async function killOnTheWay(engine: Engine, url: string): Promise<void> {
  const script = `
    import { applyMigrations } from "./lib/data/migrate.ts";
    import { readHistory } from "./lib/data/migration-history.ts";
    const endless = { name: "99990101000000_endless", sql: ${JSON.stringify(ENDLESS[engine])}, checksum: "x" };
    await applyMigrations(${JSON.stringify(url)}, [...(await readHistory("${engine}")), endless]);
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    cwd: path.resolve("."),
    stdio: "ignore",
  });
  children.push(child);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (!(await isWithin(engine, url))) {
    if (child.exitCode !== null) throw new Error("the upgrade ended by itself");
    await wait(20);
  }
  child.kill("SIGKILL");
  await ended;
  // PostgreSQL notices that its client is gone when it would answer it.
  if (engine === "postgresql") {
    const end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = $1 AND pid <> pg_backend_pid()";
    await withPostgres(url, (client) => client.query(end, [ENDLESS.postgresql]));
    while (await isWithin(engine, url)) await wait(20);
  }
}
