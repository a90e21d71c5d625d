import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import type { EngineClients, OnBegin } from "./engine-clients";
import { PrismaClient as PostgresClient } from "./generated/postgresql/client";
import type { PrismaClient } from "./generated/sqlite/client";
import { type StraightDoor, straightened } from "./straight-door";

export type Isolation = "read committed" | "serializable";

export type PostgresOptions = {
  /** A replica for the reader; by default it reads where the writer writes. */
  readerUrl: string | undefined;
  /** Connections of each door. */
  poolSize: number;
  isolation: Isolation;
  onBegin: OnBegin;
};

// How long a request waits for a free connection, or for the server to answer the first time.
const CONNECT_TIMEOUT_MS = 5_000;

/** The same two doors as on SQLite: a pool for transactions, and one whose connections cannot write. */
export async function openPostgresClients(databaseUrl: string, options: PostgresOptions): Promise<EngineClients> {
  const { readerUrl = databaseUrl, poolSize, isolation, onBegin } = options;
  const writerPool = poolFor(databaseUrl, poolSize, {
    default_transaction_isolation: isolation,
    default_transaction_read_only: "off",
  });
  const readerPool = poolFor(readerUrl, poolSize, { default_transaction_read_only: "on" });
  const writer = clientOn(writerPool, onBegin);
  const reader = clientOn(readerPool, () => undefined);
  const close = async (): Promise<void> => {
    await Promise.all([reader.$disconnect(), writer.$disconnect()]);
  };
  try {
    // Connecting is lazy here: asking once makes a wrong address show at the start.
    await Promise.all([writer.$queryRaw`SELECT 1`, reader.$queryRaw`SELECT 1`]);
  } catch (error) {
    await close();
    throw error;
  }
  const readerDoor = doorOf(readerPool);
  return {
    writer,
    reader: straightened(reader, () => readerDoor),
    straight: (tx, begun) => {
      const door = isQueryable(begun) ? doorOf(begun) : undefined;
      return straightened(tx, () => door);
    },
    concurrency: poolSize,
    close,
  };
}

function poolFor(url: string, max: number, settings: Readonly<Record<string, string>>): pg.Pool {
  const connectionString = withSettings(url, settings);
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // The pool and the adapter listen by turns, with gaps between in which a line that breaks would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

function clientOn(pool: pg.Pool, onBegin: OnBegin): PrismaClient {
  const adapter = tellingBegin(new PrismaPg(pool, { disposeExternalPool: true }), onBegin);
  // The one cast between the engines: both clients are generated from the same models, and PostgreSQL's takes and
  // gives all that SQLite's does (it takes more: `mode`, `skipDuplicates`, isolation levels, none of which we use).
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: see above.
  return new PostgresClient({ adapter }) as unknown as PrismaClient;
}

/** The adapter's factory, whose transactions tell as they begin which connection is theirs. */
function tellingBegin(factory: PrismaPg, onBegin: OnBegin): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => {
      const adapter = await factory.connect();
      const begin = adapter.startTransaction.bind(adapter);
      const startTransaction: SqlDriverAdapter["startTransaction"] = async (isolation) => {
        const transaction = await begin(isolation);
        onBegin(Reflect.get(transaction, "client"));
        return transaction;
      };
      return Object.assign(adapter, { startTransaction });
    },
  };
}

type Queryable = Pick<pg.Pool, "query">;

const isQueryable = (value: unknown): value is Queryable =>
  typeof value === "object" && value !== null && "query" in value && typeof value.query === "function";

// Times are stored without a zone, and all of them are UTC.
const TIMESTAMP = 1114;
const INT8 = 20;
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [TIMESTAMP, (text) => new Date(`${text.replace(" ", "T")}Z`)],
  [INT8, BigInt],
]);

const types = {
  getTypeParser: (oid: number, format: "text" | "binary" = "text") =>
    (format === "text" ? parsers.get(oid) : undefined) ?? pg.types.getTypeParser(oid, format),
};

const asSent = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

const doorOf = (connection: Queryable): StraightDoor => ({
  query: async ({ text, values }) => (await connection.query({ text, values: values.map(asSent), types })).rows,
  execute: async ({ text, values }) => (await connection.query({ text, values: values.map(asSent) })).rowCount ?? 0,
});

/** The URL with settings for every connection; they come after the URL's own `options`, so that they win. */
function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const extended = new URL(url);
  const own = extended.searchParams.get("options") ?? "";
  const added = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`);
  extended.searchParams.set("options", [own, ...added].join(" ").trim());
  return extended.href;
}
