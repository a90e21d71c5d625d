import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { EngineClients } from "./engine-clients";
import { PrismaClient as PostgresClient } from "./generated/postgresql/client";
import type { PrismaClient } from "./generated/sqlite/client";

export type Isolation = "read committed" | "serializable";

export type PostgresOptions = {
  /** A replica for the reader; by default it reads where the writer writes. */
  readerUrl: string | undefined;
  /** Connections of each door. */
  poolSize: number;
  isolation: Isolation;
};

// How long a request waits for a free connection, or for the server to answer the first time.
const CONNECT_TIMEOUT_MS = 5_000;

/** The same two doors as on SQLite: a pool for transactions, and one whose connections cannot write. */
export async function openPostgresClients(databaseUrl: string, options: PostgresOptions): Promise<EngineClients> {
  const { readerUrl = databaseUrl, poolSize, isolation } = options;
  const writer = clientFor(databaseUrl, poolSize, {
    default_transaction_isolation: isolation,
    default_transaction_read_only: "off",
  });
  const reader = clientFor(readerUrl, poolSize, { default_transaction_read_only: "on" });
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
  return { writer, reader, straight: (tx) => tx, concurrency: poolSize, close };
}

function clientFor(url: string, max: number, settings: Readonly<Record<string, string>>): PrismaClient {
  const connectionString = withSettings(url, settings);
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // The pool and the adapter listen by turns, with gaps between in which a line that breaks would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  // The one cast between the engines: both clients are generated from the same models, and PostgreSQL's takes and
  // gives all that SQLite's does (it takes more: `mode`, `skipDuplicates`, isolation levels, none of which we use).
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: see above.
  return new PostgresClient({ adapter }) as unknown as PrismaClient;
}

/** The URL with settings for every connection; they come after the URL's own `options`, so that they win. */
function withSettings(url: string, settings: Readonly<Record<string, string>>): string {
  const extended = new URL(url);
  const own = extended.searchParams.get("options") ?? "";
  const added = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`);
  extended.searchParams.set("options", [own, ...added].join(" ").trim());
  return extended.href;
}
