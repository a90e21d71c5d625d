import { AsyncLocalStorage } from "node:async_hooks";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { type Engine, engineOf, env } from "@/lib/env";
import { asBusy, DatabaseBusyError, isWorthRetrying } from "./database-errors";
import type { EngineClients, OnBegin } from "./engine-clients";
import type { Prisma, PrismaClient } from "./generated/sqlite/client";
import { type Isolation, openPostgresClients } from "./postgres-clients";
import { openSqliteClients } from "./sqlite-clients";
import { tellingBusy } from "./telling-busy";
import { TransactionQueue } from "./transaction-queue";
import { watched } from "./transaction-watch";
import { WaitingRoom } from "./waiting-room";

type Model = Exclude<keyof PrismaClient, symbol | `$${string}`>;
type ReadMethod =
  | "findUnique"
  | "findUniqueOrThrow"
  | "findFirst"
  | "findFirstOrThrow"
  | "findMany"
  | "count"
  | "aggregate"
  | "groupBy";

/** The door for reads: it has no write methods, and its connections refuse to write. A `Tx` can stand in for it. */
export type Reader = { readonly [M in Model]: Pick<PrismaClient[M], ReadMethod> } & Pick<PrismaClient, "$queryRaw">;

/** What a transaction's work reads and writes with. */
export type Tx = Omit<Prisma.TransactionClient, "$transaction">;

export type Database = {
  readonly engine: Engine;
  /**
   * Sees committed rows only. On PostgreSQL it may lag: read within the transaction what a write depends on. What it is
   * asked rejects with a DatabaseBusyError while the database cannot answer.
   */
  readonly reader: Reader;
  /**
   * Runs the work in one transaction, which is committed when this resolves. The work may be run several times,
   * so it changes nothing but the database, and awaits nothing but the database.
   *
   * @throws DatabaseBusyError when too many wait or it waited too long, the database stays locked, does not answer or has no room left, or the
   * work takes too long; else whatever the work threw. Where the line broke, it may have been committed all the same.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One more room like the one where transactions wait: for what waits to be written in one of them with others. */
  addRoom(): WaitingRoom;
  /** How many transactions run and how many writes wait for their turn, in this process. */
  load(): { running: number; waiting: number };
  /** Waits for the transactions under way, then closes all connections. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** PostgreSQL: a replica for the reader. */
  readerUrl?: string | undefined;
  /** PostgreSQL: connections of each of the two doors. */
  poolSize?: number;
  /** PostgreSQL: what transactions see of each other. SQLite's are always serializable. */
  isolation?: Isolation;
  /** How many writes may wait for their turn. */
  maxWaiting?: number;
  /** How long one of them waits for its turn. */
  maxWaitMs?: number;
  /** How long one run of a transaction's work may take. */
  timeoutMs?: number;
  /** How often a transaction is run again after a conflict (PostgreSQL) or a lock of another process (SQLite). */
  maxRetries?: number;
};

const POOL_SIZE = 10;
const MAX_WAITING = 1_000;
// Less than a browser waits for its answer: it is told to come back, and does not give up on its own.
const MAX_WAIT_MS = 15_000;
const TIMEOUT_MS = 10_000;
// Prisma rolls back by itself if the deadline here should fail to.
const PRISMA_GRACE_MS = 1_000;
const MAX_RETRIES = { sqlite: 10, postgresql: 5 } satisfies Record<Engine, number>;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

/** Opens the database that the URL names; it must have its tables (`applyMigrations`). */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const engine = engineOf(url);
  const { timeoutMs = TIMEOUT_MS, maxRetries = MAX_RETRIES[engine] } = options;
  const current = new AsyncLocalStorage<{ open: boolean; begun?: unknown }>();
  const clients = await openClients(engine, url, options, (begun) => {
    const here = current.getStore();
    if (here !== undefined) here.begun = begun;
  });
  const rooms: WaitingRoom[] = [];
  const addRoom = (): WaitingRoom => {
    const room = new WaitingRoom(options.maxWaiting ?? MAX_WAITING, options.maxWaitMs ?? MAX_WAIT_MS);
    rooms.push(room);
    return room;
  };
  const queue = new TransactionQueue(clients.concurrency, addRoom());

  const runOnce = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const here: { open: boolean; begun?: unknown } = { open: true };
    try {
      return await current.run(here, () =>
        clients.writer.$transaction(
          (tx) => withDeadline(work(clients.straight(tx, here.begun)), timeoutMs),
          // The queue never lets in more than there are connections, so maxWait is only the time to open one.
          { timeout: timeoutMs + PRISMA_GRACE_MS, maxWait: TIMEOUT_MS },
        ),
      );
    } finally {
      here.open = false;
    }
  };

  return {
    engine,
    reader: tellingBusy(clients.reader),
    transaction: async (work) => {
      if (current.getStore()?.open) {
        throw new Error("transaction() within transaction(): it would wait for itself. Hand on the tx instead.");
      }
      return watched((run) =>
        queue.run(async () => {
          // Its driver lets nobody in between the steps of a transaction: what has arrived meanwhile is heard before the
          // next, so that many in a row hold nobody up, and those who write in groups find each other.
          if (engine === "sqlite") await turn();
          return withRetries(maxRetries, () => run(() => runOnce(work)));
        }),
      );
    },
    addRoom,
    load: () => ({ running: queue.running, waiting: rooms.reduce((sum, room) => sum + room.size, 0) }),
    close: async () => {
      await queue.idle();
      await clients.close();
    },
  };
}

function openClients(engine: Engine, url: string, options: DatabaseOptions, onBegin: OnBegin): Promise<EngineClients> {
  switch (engine) {
    case "sqlite":
      return openSqliteClients(url);
    case "postgresql":
      return openPostgresClients(url, {
        readerUrl: options.readerUrl,
        poolSize: options.poolSize ?? POOL_SIZE,
        isolation: options.isolation ?? "read committed",
        onBegin,
      });
  }
}

async function withRetries<T>(maxRetries: number, run: () => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await run();
    } catch (error) {
      if (!isWorthRetrying(error) || retries === maxRetries) throw asBusy(error);
    }
    // Jittered, so that two which collided do not collide again.
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** retries);
    await wait(longest * (0.5 + Math.random() / 2));
  }
}

/** Prisma's own timeout waits for the work's promise: work that never settles would hold up all behind it. */
function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DatabaseBusyError(`a transaction's work did not end within ${ms} ms and was rolled back`));
    }, ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

// A bundler may make several copies of this module; a process has one database all the same.
declare global {
  var traplineDatabase: Promise<Database> | undefined;
}

/** This process's database: the one put in place by `useDatabase`, else the environment's, opened at the first call. */
export function database(): Promise<Database> {
  globalThis.traplineDatabase ??= openFromEnv();
  return globalThis.traplineDatabase;
}

/** Puts a database in place for scripts and tests; `undefined` takes it away again, and closes nothing. */
export function useDatabase(db: Database | undefined): void {
  globalThis.traplineDatabase = db && Promise.resolve(db);
}

async function openFromEnv(): Promise<Database> {
  try {
    const { databaseUrl, databaseReaderUrl } = env();
    return await openDatabase(databaseUrl, { readerUrl: databaseReaderUrl });
  } catch (error) {
    // So that the next request tries again, and does not meet this failure for ever.
    globalThis.traplineDatabase = undefined;
    throw asBusy(error);
  }
}
