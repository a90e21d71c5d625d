import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { newId } from "@/lib/data/new-id";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { onBothEngines, onEngine } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import type { Engine } from "@/lib/env";
import { withSnapshot } from "./open-store";
import { checkBackup } from "./read-backup";
import { restoreBackup } from "./restore-backup";
import { differingTables, sumsOf } from "./table-shape";
import { fillTables } from "./testing/fill-tables";
import { writeBackup } from "./write-backup";

const NOW = Date.UTC(2026, 10, 26, 12);
const PICTURE = "media/0123456789abcdef0123456789abcdef-640x360.webp";
const ENGINES: readonly Engine[] = ["sqlite", "postgresql"];
const scratches: ScratchDatabase[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "trapline-backup-"));
});

afterAll(async () => {
  for (const scratch of scratches) await scratch.drop();
  await rm(folder, { recursive: true, force: true });
});

async function emptyPlace(engine: Engine) {
  const scratch =
    engine === "sqlite" ? await createSqliteScratch() : await createPostgresScratch(inject("postgresUrl"));
  scratches.push(scratch);
  return { databaseUrl: scratch.url, dataDir: await mkdtemp(path.join(folder, "place-")) };
}

/** A data folder with what a backup takes along, and with what it leaves. */
async function dataFolder() {
  const dataDir = await mkdtemp(path.join(folder, "data-"));
  await mkdir(path.join(dataDir, "media"));
  await writeFile(path.join(dataDir, "secret"), "a secret of the sessions\n");
  await writeFile(path.join(dataDir, PICTURE), randomBytes(2_000));
  await writeFile(path.join(dataDir, "demo-accounts.json"), "[]");
  return dataDir;
}

const sums = (databaseUrl: string) => withSnapshot(databaseUrl, sumsOf);
const fileOf = () => path.join(folder, `${newId()}.backup`);

onBothEngines("a backup", (engine) => {
  const made = { file: "", dataDir: "" };

  beforeAll(async () => {
    made.dataDir = await dataFolder();
    made.file = fileOf();
    await fillTables(engine.url());
    await writeBackup({ databaseUrl: engine.url(), dataDir: made.dataDir, version: "1.0.0" }, made.file, NOW);
  });

  test("has rows of every table, and is readable by its owner alone", async () => {
    const { head, foot } = await checkBackup(made.file);
    expect(head).toMatchObject({ engine: engine.engine, version: "1.0.0", madeAt: "2026-11-26T12:00:00.000Z" });
    expect(Object.entries(foot.tables).filter(([, { rows }]) => rows === 0)).toEqual([]);
    expect(Object.keys(foot.files)).toEqual(["secret", PICTURE]);
    expect((await stat(made.file)).mode & 0o077).toBe(0);
  });

  test.each(ENGINES)("is restored on %s equal in every row and every file", async (target) => {
    const place = await emptyPlace(target);
    const before = await sums(engine.url());
    const restored = await restoreBackup(made.file, place);
    expect(restored).toMatchObject({ tables: before.size, files: 2 });
    expect(differingTables(before, await sums(place.databaseUrl))).toEqual([]);
    for (const name of ["secret", PICTURE]) {
      expect(await readFile(path.join(place.dataDir, name))).toEqual(await readFile(path.join(made.dataDir, name)));
    }
    await expect(restoreBackup(made.file, place), "a second time").rejects.toThrow("is not empty");
  });

  test("is refused where something is, and changes nothing there", async () => {
    const place = await emptyPlace(engine.engine);
    await writeFile(path.join(place.dataDir, "secret"), "another one");
    await expect(restoreBackup(made.file, place)).rejects.toThrow("the data folder is not empty: it has secret");
    const taken = { databaseUrl: engine.url(), dataDir: path.join(folder, newId()) };
    const before = await sums(engine.url());
    await expect(restoreBackup(made.file, taken)).rejects.toThrow("the database is not empty");
    expect(differingTables(before, await sums(engine.url()))).toEqual([]);
  });

  test("of a newer version is refused", async () => {
    const newer = fileOf();
    const text = gunzipSync(await readFile(made.file)).toString();
    await writeFile(newer, gzipSync(text.replace('"migrations":[', '"migrations":["29991231235959_to_come",')));
    await expect(restoreBackup(newer, await emptyPlace(engine.engine))).rejects.toThrow("29991231235959_to_come");
  });

  test("that is cut, or changed by one letter, is refused before anything is written", async () => {
    const whole = await readFile(made.file);
    const cut = fileOf();
    await writeFile(cut, whole.subarray(0, whole.length - 2_000));
    const place = await emptyPlace(engine.engine);
    await expect(restoreBackup(cut, place)).rejects.toThrow("damaged");
    const text = gunzipSync(whole).toString();
    const endless = fileOf();
    await writeFile(endless, gzipSync(text.slice(0, text.lastIndexOf('{"end"'))));
    await expect(restoreBackup(endless, place)).rejects.toThrow("it has no end");
    const changed = fileOf();
    await writeFile(changed, gzipSync(text.replace("User-text", "User-texd")));
    await expect(restoreBackup(changed, place)).rejects.toThrow("its sums do not fit");
    const none = fileOf();
    await writeFile(none, "hello");
    await expect(restoreBackup(none, place)).rejects.toThrow("damaged");
    await expect(restoreBackup(fileOf(), place)).rejects.toThrow("there is no");
    await restoreBackup(made.file, place);
  });

  test("taken while others write holds one moment: what was written together is there together or not at all", async () => {
    const db = engine.database();
    let writing = true;
    const write = async (): Promise<void> => {
      while (writing) {
        // The driver of SQLite is synchronous: without this nobody else would have a turn.
        await turn();
        const id = newId();
        await db.transaction(async (tx) => {
          await tx.user.create({ data: { id, name: "pair", createdAt: toDate(NOW) } });
          await tx.session.create({
            data: { idHash: id, userId: id, device: "pair", createdAt: toDate(NOW), seenAt: toDate(NOW) },
          });
        });
      }
    };
    const writers = [write(), write()];
    const files: string[] = [];
    try {
      for (let round = 0; round < 3; round += 1) {
        const file = fileOf();
        await writeBackup({ databaseUrl: engine.url(), dataDir: made.dataDir, version: "1.0.0" }, file, NOW);
        files.push(file);
      }
    } finally {
      writing = false;
      await Promise.all(writers);
    }
    for (const file of files) {
      const place = await emptyPlace("sqlite");
      await restoreBackup(file, place);
      const copy = new Sqlite(sqlitePath(place.databaseUrl), { readonly: true });
      const count = (sql: string) => copy.prepare(sql).pluck().get();
      expect(count(`SELECT count(*) FROM "User" WHERE name = 'pair'`)).toBe(
        count(`SELECT count(*) FROM "Session" WHERE device = 'pair'`),
      );
      expect(copy.pragma("foreign_key_check")).toEqual([]);
      copy.close();
    }
  });
});

onEngine("sqlite", "text of all kinds", (engine) => {
  test("comes back byte by byte, and times as the product writes them", async () => {
    const name = "Zoë \u2028\u2029 “quoted” \r\n\t 𝔘 \\ ' \" {}";
    await engine
      .database()
      .transaction((tx) => tx.user.create({ data: { id: "odd", name, createdAt: toDate(NOW + 7) } }));
    const file = fileOf();
    await writeBackup({ databaseUrl: engine.url(), dataDir: path.join(folder, newId()), version: "1.0.0" }, file, NOW);
    const place = await emptyPlace("sqlite");
    await restoreBackup(file, place);
    const raw = (url: string) => {
      const db = new Sqlite(sqlitePath(url), { readonly: true });
      try {
        return db.prepare(`SELECT * FROM "User" ORDER BY id`).all();
      } finally {
        db.close();
      }
    };
    expect(raw(place.databaseUrl)).toEqual(raw(engine.url()));
    expect(raw(place.databaseUrl)).toMatchObject([{ name }]);
  });
});

describe("a backup of an older version", () => {
  test("is restored into this one, and brought to its schema", async () => {
    const { applyMigrations } = await import("@/lib/data/migrate");
    const { readHistory } = await import("@/lib/data/migration-history");
    for (const engine of ENGINES) {
      const history = await readHistory(engine);
      const old = await emptyPlace(engine);
      await applyMigrations(old.databaseUrl, history.slice(0, 3));
      await fillTables(old.databaseUrl);
      const file = fileOf();
      await writeBackup({ ...old, version: "0.0.1" }, file, NOW);
      const place = await emptyPlace(engine);
      const { rows } = await restoreBackup(file, place);
      expect(rows).toBeGreaterThan(0);
      expect(await applyMigrations(place.databaseUrl), "nothing is left to apply").toEqual([]);
    }
  });
});
