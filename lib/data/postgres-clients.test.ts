import pg from "pg";
import { expect, test } from "vitest";
import { type Database, openDatabase } from "./database";
import { isDatabaseBusy } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";
import { applyMigrations } from "./migrate";
import { postgresClient } from "./postgres-client";
import { openPostgresClients } from "./postgres-clients";
import { createPostgresScratch } from "./scratch-database";
import { startPostgres } from "./testing/embedded-postgres";
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
      onBegin: () => undefined,
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
      onBegin: () => undefined,
    });
    expect(await clients.reader.$queryRaw`SELECT current_database()::text AS "name"`).toEqual([{ name: "postgres" }]);
    expect(await clients.writer.$queryRaw`SELECT current_database()::text AS "name"`).not.toEqual([
      { name: "postgres" },
    ]);
    await clients.close();
  });

  test("an address where nobody answers shows when the database is opened", async () => {
    const nowhere = "postgresql://u:p@127.0.0.1:1/none";
    const opening = openPostgresClients(nowhere, {
      readerUrl: undefined,
      poolSize: 1,
      isolation: "read committed",
      onBegin: () => undefined,
    });
    await expect(opening).rejects.toThrow();
  });
});

onEngine("postgresql", "a line that breaks", (engine) => {
  const endSessions = async (): Promise<void> => {
    const admin = new pg.Client({ connectionString: engine.url() });
    await admin.connect();
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()",
    );
    await admin.end();
  };
  const caught = (failing: Promise<unknown>): Promise<unknown> => failing.catch((error: unknown) => error);
  /** Asks until a connection is met that is not among those that were ended. */
  const again = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (!isDatabaseBusy(error)) throw error;
      }
    }
  };
  const away = { name: "DatabaseBusyError", because: "away" };

  test("in a transaction is told as away, and nothing of it is there", async () => {
    const db = await engine.openAgain();
    const cut = db.transaction(async (tx) => {
      await tx.throttle.create({ data: row("before the cut") });
      await endSessions();
      await tx.throttle.create({ data: row("after the cut") });
    });
    expect(await caught(cut)).toMatchObject(away);
    expect(await again(() => db.reader.throttle.count({ where: { key: { endsWith: "the cut" } } }))).toBe(0);
    await again(() => db.transaction((tx) => tx.throttle.create({ data: row("once it is back") })));
    expect(await failuresOf(db, "once it is back")).toBe(0);
  });

  test("before the commit is no success, and runs nothing twice", async () => {
    const db = await engine.openAgain();
    let runs = 0;
    const cut = db.transaction(async (tx) => {
      runs += 1;
      await tx.throttle.create({ data: row("cut at the end") });
      await endSessions();
    });
    expect(await caught(cut)).toMatchObject(away);
    expect(runs).toBe(1);
    expect(await again(() => db.reader.throttle.count({ where: { key: "cut at the end" } }))).toBe(0);
  });

  test("often uses up no connection", async () => {
    const db = await engine.openAgain({ poolSize: 2 });
    for (let round = 0; round < 6; round += 1) {
      const cut = db.transaction(async (tx) => {
        await endSessions();
        await tx.throttle.count();
      });
      expect(await caught(cut)).toMatchObject(away);
    }
    const both = [1, 2].map(() => again(() => db.transaction((tx) => tx.throttle.count())));
    expect(await Promise.all(both)).toHaveLength(2);
  });
});

onEngine("postgresql", "a server that has no room", (engine) => {
  test("is told as full, and what was there is still read", async () => {
    const db = engine.database();
    await db.transaction((tx) => tx.throttle.create({ data: row("there") }));
    // The server's own error, where it cannot extend a file.
    const admin = postgresClient(engine.url());
    await admin.connect();
    await admin.query(`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await admin.query('CREATE TRIGGER no_room BEFORE INSERT ON "Throttle" EXECUTE FUNCTION no_room()');
    await admin.end();
    const refused = db.transaction((tx) => tx.throttle.create({ data: row("more") }));
    await expect(refused).rejects.toMatchObject({ name: "DatabaseBusyError", because: "full" });
    expect(await failuresOf(db, "there")).toBe(0);
    expect(await db.reader.throttle.count({ where: { key: "more" } })).toBe(0);
  });
});

test("a PostgreSQL that is stopped at once or killed is told as away, and used again once it is back", async () => {
  const server = await startPostgres({ durable: true });
  const scratch = await createPostgresScratch(server.url);
  await applyMigrations(scratch.url);
  const db = await openDatabase(scratch.url);
  const outcomes: string[] = [];
  const write = async (key: string): Promise<void> => {
    try {
      await db.transaction((tx) => tx.throttle.create({ data: row(key) }));
      outcomes.push(key);
    } catch (error) {
      if (!isDatabaseBusy(error)) throw error;
    }
  };
  for (const [round, signal] of (["SIGQUIT", "SIGKILL"] as const).entries()) {
    const rush = async (line: number): Promise<void> => {
      for (let turn = 0; turn < 15; turn += 1) await write(`${round} ${line} ${turn}`);
    };
    const rushes = [1, 2, 3, 4].map(rush);
    await db.reader.throttle.count();
    await server.crash(signal);
    await Promise.all(rushes);
    const reading = await db.reader.throttle.count().catch((error: unknown) => error);
    expect(reading).toMatchObject({ name: "DatabaseBusyError", because: "away" });
    await expect(openDatabase(scratch.url)).rejects.toThrow();
    await server.restart();
    await write(`${round} afterwards`);
    expect(outcomes).toContain(`${round} afterwards`);
  }
  const kept = await db.reader.throttle.findMany({ select: { key: true } });
  const keys = new Set(kept.map(({ key }) => key));
  expect(outcomes.filter((key) => !keys.has(key))).toEqual([]);
  await db.close();
  await server.stop();
});

onEngine("postgresql", "a connection of its own", (engine) => {
  test("that breaks between two questions tells whoever asks next, and ends no process", async () => {
    const [client, admin] = [postgresClient(engine.url()), postgresClient(engine.url())];
    await Promise.all([client.connect(), admin.connect()]);
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    const broken = new Promise((resolve) => client.once("end", resolve));
    await admin.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    await broken;
    await expect(client.query("SELECT 1")).rejects.toThrow();
    await admin.end();
  });
});
