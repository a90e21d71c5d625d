import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Tx } from "./database";
import { isDatabaseBusy } from "./database-errors";
import { PrismaClient } from "./generated/sqlite/client";
import { newId } from "./new-id";
import { openSqliteClients } from "./sqlite-clients";
import { sqlitePath } from "./sqlite-file";
import { onEngine } from "./testing/engines";
import { toDate } from "./time";

const user = (name: string) => ({ id: newId(), name, createdAt: toDate(0) });
const createUser = (tx: Tx, name: string) => tx.user.create({ data: user(name) });

onEngine("sqlite", "what the plain adapter does", (engine) => {
  // The reason for the two doors. When this fails the adapter has changed, and the doors can be thought over again.
  test("an acknowledged write vanishes with another request's transaction", async () => {
    const plain = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: sqlitePath(engine.url()) }) });
    const seenMeanwhile: number[] = [];
    const failing = plain.$transaction(async (tx) => {
      await tx.user.create({ data: user("not committed") });
      // Another request, with the same client and no transaction of its own.
      await plain.user.create({ data: user("acknowledged") });
      seenMeanwhile.push(await plain.user.count({ where: { name: "not committed" } }));
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await plain.user.count({ where: { name: "acknowledged" } })).toBe(0);
    expect(seenMeanwhile).toEqual([1]);
    await plain.$disconnect();
  });
});

onEngine("sqlite", "connections", (engine) => {
  test("both are set up as they must be", async () => {
    const { writer, reader, close } = await openSqliteClients(engine.url());
    const settings = async (client: PrismaClient) => ({
      journal: await client.$queryRaw`PRAGMA journal_mode`,
      synchronous: await client.$queryRaw`PRAGMA synchronous`,
      timeout: await client.$queryRaw`PRAGMA busy_timeout`,
      foreignKeys: await client.$queryRaw`PRAGMA foreign_keys`,
      queryOnly: await client.$queryRaw`PRAGMA query_only`,
    });
    const common = {
      journal: [{ journal_mode: "wal" }],
      timeout: [{ timeout: 200n }],
      foreignKeys: [{ foreign_keys: 1n }],
    };
    expect(await settings(writer)).toMatchObject({
      ...common,
      synchronous: [{ synchronous: 2n }],
      queryOnly: [{ query_only: 0n }],
    });
    expect(await settings(reader)).toMatchObject({ ...common, queryOnly: [{ query_only: 1n }] });
    await close();
  });

  test("the connection that transactions use is that one", async () => {
    const synchronous = await engine.database().transaction((tx) => tx.$queryRaw`PRAGMA synchronous`);
    expect(synchronous).toEqual([{ synchronous: 2n }]);
  });

  test("a list longer than a statement takes is read in several, in the adapter's own transaction", async () => {
    const { reader, writer, close } = await openSqliteClients(engine.url());
    const { id } = await writer.user.create({ data: user("in a long list") });
    const ids = [...Array.from({ length: 70_000 }, (_, at) => `nobody-${at}`), id];
    expect(await reader.user.findMany({ where: { id: { in: ids } }, select: { id: true } })).toEqual([{ id }]);
    expect(await reader.$transaction([reader.user.count({ where: { id } })])).toEqual([1]);
    await close();
  });

  test("times are stored as ISO text in UTC", async () => {
    const stored = await engine.database().transaction(async (tx) => {
      const { id } = await createUser(tx, "timed");
      return tx.$queryRaw`SELECT typeof("createdAt") AS "type", CAST("createdAt" AS TEXT) AS "text" FROM "User" WHERE "id" = ${id}`;
    });
    expect(stored).toEqual([{ type: "text", text: "1970-01-01T00:00:00.000+00:00" }]);
  });

  test("a COMMIT that fails takes its rows along and does not spoil the next transaction", async () => {
    const db = engine.database();
    const orphan = db.transaction(async (tx) => {
      await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
      await createUser(tx, "before the orphan");
      const at = toDate(0);
      await tx.session.create({ data: { idHash: "orphan", userId: "nobody", createdAt: at, seenAt: at } });
    });
    await expect(orphan).rejects.toThrow("ForeignKeyConstraintViolation");
    await db.transaction((tx) => createUser(tx, "after the orphan"));
    const names = await db.reader.user.findMany({
      where: { name: { endsWith: "the orphan" } },
      select: { name: true },
    });
    expect(names).toEqual([{ name: "after the orphan" }]);
  });
});

onEngine("sqlite", "another process that holds the lock", (engine) => {
  const lock = () => {
    const other = new Sqlite(sqlitePath(engine.url()));
    other.exec("BEGIN IMMEDIATE");
    return { release: () => other.exec("COMMIT").close() };
  };

  test("is waited for", async () => {
    const held = lock();
    let runs = 0;
    const waiting = engine.database().transaction(async (tx) => {
      runs++;
      return createUser(tx, "patient");
    });
    // Reads go on meanwhile.
    expect(await engine.database().reader.user.count({ where: { name: "patient" } })).toBe(0);
    held.release();
    await waiting;
    expect(runs).toBe(1);
    expect(await engine.database().reader.user.count({ where: { name: "patient" } })).toBe(1);
  });

  test("for ever is told as busy, without having run the work, and passes", async () => {
    const db = await engine.openAgain({ maxRetries: 1 });
    const held = lock();
    let runs = 0;
    const work = async (): Promise<void> => {
      runs++;
    };
    const error = await db.transaction(work).catch((e: unknown) => e);
    expect(isDatabaseBusy(error)).toBe(true);
    expect(runs).toBe(0);
    held.release();
    await db.transaction(work);
    expect(runs).toBe(1);
  });

  test("does not let it write between a transaction's read and its write", async () => {
    const other = new Sqlite(sqlitePath(engine.url()), { timeout: 0 });
    await engine.database().transaction(async (tx) => {
      const before = await tx.user.count();
      expect(() => other.exec('DELETE FROM "User"')).toThrow("database is locked");
      await createUser(tx, "undisturbed");
      expect(await tx.user.count()).toBe(before + 1);
    });
    other.close();
  });
});

onEngine("sqlite", "a disk that is full", (engine) => {
  const full = { name: "DatabaseBusyError", because: "full" };

  test("is told as full; what was there is read, and it writes again once there is room", async () => {
    const db = await engine.openAgain();
    await db.transaction((tx) => createUser(tx, "full: before"));
    // The limit of a connection, which SQLite reports as it does a disk without room.
    const [page] = z
      .array(z.object({ page_count: z.bigint() }))
      .parse(await db.transaction((tx) => tx.$queryRaw`PRAGMA page_count`));
    const pages = Number(page?.page_count);
    await db.transaction((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`));
    const fill = db.transaction(async (tx) => {
      for (let row = 0; row < 2_000; row += 1) await createUser(tx, `full: ${"x".repeat(500)}`);
    });
    await expect(fill).rejects.toMatchObject(full);
    expect(await db.reader.user.count({ where: { name: { startsWith: "full: x" } } })).toBe(0);
    expect(await db.reader.user.count({ where: { name: "full: before" } })).toBe(1);
    await db.transaction((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages * 10}`));
    await db.transaction((tx) => createUser(tx, "full: after"));
    expect(await db.reader.user.count({ where: { name: { in: ["full: before", "full: after"] } } })).toBe(2);
  });
});
