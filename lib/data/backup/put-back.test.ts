import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { applyMigrations, readApplied } from "@/lib/data/migrate";
import { readHistory } from "@/lib/data/migration-history";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import type { Engine } from "@/lib/env";
import { withSnapshot, withWriting } from "./open-store";
import { putDatabaseBack } from "./put-back";
import { differingTables, sumsOf } from "./table-shape";
import { fillTables } from "./testing/fill-tables";
import { writeBackup } from "./write-backup";

const NOW = Date.UTC(2026, 10, 26, 12);
const ENGINES: readonly Engine[] = ["sqlite", "postgresql"];

describe.each(ENGINES)("an upgrade that went wrong on %s", (engine) => {
  let scratch: ScratchDatabase | undefined;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "trapline-put-back-test-"));
    scratch = engine === "sqlite" ? await createSqliteScratch() : await createPostgresScratch(inject("postgresUrl"));
  });
  afterAll(async () => {
    await scratch?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  test("is taken back: the old schema, every row equal by hash, and what it had come to is set aside", async () => {
    const url = scratch?.url ?? "";
    const old = (await readHistory(engine)).slice(0, -3);
    await applyMigrations(url, old);
    await fillTables(url);
    const before = await withSnapshot(url, sumsOf);
    const file = path.join(folder, "before.backup");
    await writeBackup({ databaseUrl: url, dataDir: folder, version: "1" }, file, NOW);
    await applyMigrations(url);
    await withWriting(url, async (store) => {
      const lease = (await store.tables()).find(({ name }) => name === "Lease");
      if (lease === undefined) throw new Error("no table Lease");
      const values = new Map(Object.entries({ name: "new", holder: "new", until: new Date(NOW).toISOString() }));
      await store.insert(lease, [lease.columns.map(({ name }) => values.get(name) ?? null)]);
    });
    const { rows, kept } = await putDatabaseBack(file, url, NOW);
    expect(rows).toBe([...before.values()].reduce((sum, table) => sum + table.rows, 0));
    expect(differingTables(before, await withSnapshot(url, sumsOf))).toEqual([]);
    expect((await readApplied(url)).map(({ name }) => name)).toEqual(old.map(({ name }) => name));
    expect(kept).toContain(engine === "sqlite" ? "set-aside-20261126120000" : "schema set_aside_20261126120000");
    if (engine === "sqlite") expect(existsSync(`${sqlitePath(url)}.set-aside-20261126120000`)).toBe(true);
    await applyMigrations(url);
  });

  test("changes nothing where the backup cannot be read", async () => {
    const url = scratch?.url ?? "";
    const bad = path.join(folder, "bad.backup");
    await writeFile(bad, "no backup");
    const before = await withSnapshot(url, sumsOf);
    await expect(putDatabaseBack(bad, url, NOW + 60_000)).rejects.toThrow("backup");
    expect(differingTables(before, await withSnapshot(url, sumsOf))).toEqual([]);
    if (engine !== "sqlite") return;
    const names = await readdir(path.dirname(sqlitePath(url)));
    expect(names.filter((name) => name.includes("20261126120100"))).toEqual([]);
  });
});
