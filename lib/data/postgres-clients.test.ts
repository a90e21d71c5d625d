import { expect, test } from "vitest";
import type { Database } from "./database";
import { isDatabaseBusy } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";
import { openPostgresClients } from "./postgres-clients";
import { onEngine } from "./testing/engines";
import { toDate } from "./time";

const row = (key: string) => ({ key, failures: 0, windowEnd: toDate(0) });
const failuresOf = async (db: Database, key: string) =>
  (await db.reader.throttle.findUniqueOrThrow({ where: { key } })).failures;

/** Resolves for each of `parties` callers once all have called. */
function barrier(parties: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === parties) for (const go of waiting) go();
    });
}

onEngine("postgresql", "transactions that collide", (engine) => {
  test("a deadlock is resolved by running one of them again", async () => {
    const db = engine.database();
    await db.transaction((tx) => tx.throttle.createMany({ data: [row("a"), row("b")] }));
    const bothHoldOne = barrier(2);
    let runs = 0;
    const raise = (first: string, second: string) => {
      let tries = 0;
      return db.transaction(async (tx) => {
        runs++;
        tries++;
        await tx.throttle.update({ where: { key: first }, data: { failures: { increment: 1 } } });
        if (tries === 1) await bothHoldOne();
        await tx.throttle.update({ where: { key: second }, data: { failures: { increment: 1 } } });
      });
    };
    await Promise.all([raise("a", "b"), raise("b", "a")]);
    expect(runs).toBe(3);
    expect([await failuresOf(db, "a"), await failuresOf(db, "b")]).toEqual([2, 2]);
  });

  test("under serializable isolation, what read the same and wrote is run again", async () => {
    const db = await engine.openAgain({ isolation: "serializable" });
    await db.transaction((tx) => tx.throttle.create({ data: row("serial") }));
    const bothHaveRead = barrier(2);
    let runs = 0;
    const addOne = () => {
      let tries = 0;
      return db.transaction(async (tx) => {
        runs++;
        tries++;
        const { failures } = await tx.throttle.findUniqueOrThrow({ where: { key: "serial" } });
        if (tries === 1) await bothHaveRead();
        await tx.throttle.update({ where: { key: "serial" }, data: { failures: failures + 1 } });
      });
    };
    await Promise.all([addOne(), addOne()]);
    expect(runs).toBe(3);
    expect(await failuresOf(db, "serial")).toBe(2);
  });

  test("those that always collide are told as busy in the end", async () => {
    const db = await engine.openAgain({ isolation: "serializable", maxRetries: 2 });
    const rival = engine.database();
    await rival.transaction((tx) => tx.throttle.create({ data: row("contested") }));
    let runs = 0;
    const error = await db
      .transaction(async (tx) => {
        runs++;
        const { failures } = await tx.throttle.findUniqueOrThrow({ where: { key: "contested" } });
        await rival.transaction((other) =>
          other.throttle.update({ where: { key: "contested" }, data: { failures: runs * 100 } }),
        );
        await tx.throttle.update({ where: { key: "contested" }, data: { failures: failures + 1 } });
      })
      .catch((e: unknown) => e);
    expect(isDatabaseBusy(error)).toBe(true);
    expect(runs).toBe(3);
    expect(await failuresOf(rival, "contested")).toBe(300);
  });
});

onEngine("postgresql", "connections", (engine) => {
  const settingsOf = async (client: PrismaClient) =>
    client.$queryRaw`SELECT current_setting('default_transaction_read_only') AS "readOnly", current_setting('transaction_isolation') AS "isolation"`;

  test("each door has its settings, and the URL cannot undo them", async () => {
    const url = new URL(engine.url());
    url.searchParams.set("options", "-c default_transaction_read_only=off -c application_name=mine");
    const clients = await openPostgresClients(url.href, {
      readerUrl: undefined,
      poolSize: 2,
      isolation: "read committed",
    });
    expect(await settingsOf(clients.reader)).toEqual([{ readOnly: "on", isolation: "read committed" }]);
    expect(await settingsOf(clients.writer)).toEqual([{ readOnly: "off", isolation: "read committed" }]);
    expect(await clients.writer.$queryRaw`SELECT current_setting('application_name') AS "name"`).toEqual([
      { name: "mine" },
    ]);
    await clients.close();
  });

  test("the reader reads from the replica when there is one", async () => {
    const elsewhere = new URL(engine.url());
    elsewhere.pathname = "/postgres";
    const clients = await openPostgresClients(engine.url(), {
      readerUrl: elsewhere.href,
      poolSize: 1,
      isolation: "read committed",
    });
    expect(await clients.reader.$queryRaw`SELECT current_database()::text AS "name"`).toEqual([{ name: "postgres" }]);
    expect(await clients.writer.$queryRaw`SELECT current_database()::text AS "name"`).not.toEqual([
      { name: "postgres" },
    ]);
    await clients.close();
  });

  test("an address where nobody answers shows when the database is opened", async () => {
    const nowhere = "postgresql://u:p@127.0.0.1:1/none";
    const opening = openPostgresClients(nowhere, { readerUrl: undefined, poolSize: 1, isolation: "read committed" });
    await expect(opening).rejects.toThrow();
  });
});
