import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery, Transaction } from "@prisma/driver-adapter-utils";
import Sqlite from "better-sqlite3";
import { remember } from "@/lib/core/shared/remember";
import { isWorthRetrying } from "./database-errors";
import type { EngineClients } from "./engine-clients";
import { PrismaClient } from "./generated/sqlite/client";
import { prepareSqliteFolder, sqlitePath } from "./sqlite-file";
import { type StraightDoor, straightened } from "./straight-door";

// How long one try waits for another process's lock. The whole process stands still meanwhile (the driver is
// synchronous), so it is short, and transaction() tries again.
const BUSY_TIMEOUT_MS = 200;

const writerPragmas = {
  journal_mode: "wal",
  // WAL alone keeps an acknowledged commit through a crash of the process, not through a loss of power.
  synchronous: 2,
  // 16 MB of log before it is worked into the file: a rush of endings writes the same pages of indexes again and again.
  wal_autocheckpoint: 4_000,
  busy_timeout: BUSY_TIMEOUT_MS,
  foreign_keys: 1,
};
const readerPragmas = { busy_timeout: BUSY_TIMEOUT_MS, foreign_keys: 1, query_only: 1 };

/**
 * Two clients with a connection each, because the adapter shares its one connection among all requests: a plain
 * write would land in whatever transaction is open, and vanish with it; a read would see what is not committed.
 * The writer is for transactions alone, one at a time; the reader cannot write.
 */
export async function openSqliteClients(databaseUrl: string): Promise<EngineClients> {
  await prepareSqliteFolder(databaseUrl);
  const file = sqlitePath(databaseUrl);
  const doors: { writer?: StraightDoor; reader?: StraightDoor } = {};
  const writerAdapter = connecting(file, writerPragmas, (adapter, door) => {
    doors.writer = door;
    return withImmediateTransactions(adapter);
  });
  const readerAdapter = connecting(file, readerPragmas, (adapter, door) => {
    doors.reader = door;
    return adapter;
  });
  const writer = new PrismaClient({ adapter: writerAdapter });
  const reader = new PrismaClient({ adapter: readerAdapter });
  // One after the other: the writer makes the file and its WAL, which the reader could not.
  await writer.$connect();
  await reader.$connect();
  return {
    writer,
    reader: straightened(reader, () => doors.reader),
    straight: (tx) => straightened(tx, () => doors.writer),
    concurrency: 1,
    close: async () => {
      await reader.$disconnect();
      await writer.$disconnect();
    },
  };
}

/** The adapter's factory, with every connection that it makes set up and checked. */
function connecting(
  file: string,
  pragmas: Readonly<Record<string, string | number>>,
  equip: (adapter: SqlDriverAdapter, door: StraightDoor) => SqlDriverAdapter,
): SqlDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: file }, { timestampFormat: "iso8601" });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect();
      for (const [name, wanted] of Object.entries(pragmas)) {
        await adapter.executeScript(`PRAGMA ${name} = ${wanted}`);
        // SQLite ignores what it cannot do, WAL on a network drive for one: better not to start than to lose rows.
        const { rows } = await adapter.queryRaw(statement(`PRAGMA ${name}`));
        const got = rows[0]?.[0];
        if (String(got) !== String(wanted)) {
          await adapter.dispose();
          throw new Error(
            `SQLite refuses PRAGMA ${name} = ${wanted} (it stays ${String(got)}): is ${file} on a local disk?`,
          );
        }
      }
      return equip(adapter, keepStatements(adapter));
    },
  };
}

const STATEMENTS = 500;

/**
 * Keeps the statements that SQLite has compiled: the adapter has each compiled for every query, which takes as long as
 * many of them run. It binds and runs a statement in one go, so one can serve all queries of the same text. Returns the
 * way past Prisma to the same statements.
 */
function keepStatements(adapter: SqlDriverAdapter): StraightDoor {
  const client: unknown = Reflect.get(adapter, "client");
  if (!(client instanceof Sqlite)) throw new Error("the adapter's connection is not where it was");
  const compiled = remember(STATEMENTS, (sql) => {
    const made: Sqlite.Statement<unknown[]> = Sqlite.prototype.prepare.call(client, sql);
    return { made, columns: made.reader ? made.columns() : [] };
  });
  const prepare = (sql: string) => ({
    // What has no values: the adapter's own BEGIN.
    run: () => compiled(sql).made.run(),
    bind: (values: readonly unknown[]) => {
      const { made, columns } = compiled(sql);
      return {
        reader: made.reader,
        columns: () => columns,
        run: () => made.run(...values),
        raw: () => ({ all: () => made.raw().all(...values) }),
      };
    },
  });
  Object.assign(client, { prepare });
  return {
    query: ({ sql, values }) => {
      const { made, columns } = compiled(sql);
      const rows = made.raw().all(...values.map(asStored));
      return rows.map((row) => {
        if (!Array.isArray(row)) throw new Error("a row of SQLite is a list");
        return Object.fromEntries(columns.map(({ name }, place) => [name, row[place]]));
      });
    },
    execute: ({ sql, values }) => compiled(sql).made.run(...values.map(asStored)).changes,
  };
}

/** A value as the adapter stores it. */
function asStored(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}

/**
 * Transactions that take the write lock at their start: none then fails half-way because another process wrote
 * between its reads and its writes. The adapter's own lock is left out, for transaction() lets in one at a time
 * (and it would stay locked for good if BEGIN failed).
 */
function withImmediateTransactions(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const begin = () => adapter.executeRaw(statement("BEGIN IMMEDIATE"));
  const startTransaction = async (): Promise<Transaction> => {
    try {
      await begin();
    } catch (error) {
      if (isWorthRetrying(error)) throw error;
      // A COMMIT that failed may have left its transaction open. It was reported as failed, so it must go.
      await adapter.executeRaw(statement("ROLLBACK"));
      await begin();
    }
    return {
      provider: adapter.provider,
      adapterName: adapter.adapterName,
      // The engine sends COMMIT and ROLLBACK itself; there is no lock to give back.
      options: { usePhantomQuery: false },
      commit: async () => undefined,
      rollback: async () => undefined,
      queryRaw: (query) => adapter.queryRaw(query),
      executeRaw: (query) => adapter.executeRaw(query),
    };
  };
  return Object.assign(adapter, { startTransaction });
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
