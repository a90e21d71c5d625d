import Sqlite from "better-sqlite3";
import { afterAll, expect, inject, test } from "vitest";
import { newId } from "@/lib/data/new-id";
import { createPostgresScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import { onEngine } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import { copyEngine } from "./copy-engine";
import { withSnapshot } from "./open-store";
import { differingTables, sumsOf } from "./table-shape";
import { fillTables } from "./testing/fill-tables";

const NOW = Date.UTC(2026, 10, 26, 12);
const MANY = 1_200;
const scratches: ScratchDatabase[] = [];

afterAll(async () => {
  for (const scratch of scratches) await scratch.drop();
});

async function emptyPostgres(): Promise<string> {
  const scratch = await createPostgresScratch(inject("postgresUrl"));
  scratches.push(scratch);
  return scratch.url;
}

const sums = (url: string) => withSnapshot(url, sumsOf);

onEngine("sqlite", "moving to PostgreSQL", (engine) => {
  test("brings every row of every table, also after it was stopped in the middle", async () => {
    await fillTables(engine.url());
    await engine.database().transaction(async (tx) => {
      for (let row = 0; row < MANY; row += 1) {
        await tx.user.create({ data: { id: newId(), name: `many ${row}`, createdAt: toDate(NOW) } });
      }
    });
    const to = await emptyPostgres();
    const stopped = copyEngine(engine.url(), to, (rows) =>
      rows > 700 ? Promise.reject(new Error("killed")) : Promise.resolve(),
    );
    await expect(stopped).rejects.toThrow("killed");
    const copied = await copyEngine(engine.url(), to);
    const before = await sums(engine.url());
    expect(copied).toMatchObject({ tables: before.size, before: expect.any(Number) });
    expect(copied.before, "went on where it was").toBeGreaterThan(700);
    expect(copied.before).toBeLessThan(copied.rows);
    expect(differingTables(before, await sums(to))).toEqual([]);
    await expect(copyEngine(engine.url(), to), "a second copy").rejects.toThrow("is not empty");
  });

  test("holds the source still, and says when it was written to between two tries", async () => {
    const to = await emptyPostgres();
    const other = new Sqlite(sqlitePath(engine.url()), { timeout: 0 });
    const change = () => other.prepare(`UPDATE "User" SET name = 'changed' WHERE name = 'many 0'`).run();
    const stopped = copyEngine(engine.url(), to, async (rows) => {
      expect(change).toThrow("database is locked");
      if (rows > 1_300) throw new Error("killed");
    });
    await expect(stopped).rejects.toThrow("killed");
    expect(change().changes).toBe(1);
    other.close();
    await expect(copyEngine(engine.url(), to)).rejects.toThrow("differ in User");
  });

  test("goes into an empty database only, and that way round only", async () => {
    const to = await emptyPostgres();
    await expect(copyEngine(to, engine.url())).rejects.toThrow("from SQLite to PostgreSQL");
    await copyEngine(engine.url(), to);
    await expect(copyEngine(engine.url(), to)).rejects.toThrow("is not empty");
  });
});
