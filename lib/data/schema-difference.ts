import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import * as schemaEngine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { engineOf } from "@/lib/env";
import { prismaDir, schemaFor } from "./prisma-schema";
import { sqlitePath } from "./sqlite-file";

// PostgreSQL's type numbers: the catalogue's internal "char", and text.
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * The SQL that would turn the database into what prisma/schema.prisma says; empty when they agree. Only reads.
 * This is Prisma's own engine as WebAssembly, so nothing has to be downloaded.
 */
export async function schemaDifference(databaseUrl: string): Promise<string> {
  await loadSchemaEngine();
  const files = [{ path: "schema.prisma", content: await schemaFor(engineOf(databaseUrl)) }];
  const connections = trackConnections(adapterFactory(databaseUrl));
  try {
    const engine = await schemaEngine.SchemaEngine.new(
      { datamodels: files.map(({ path: name, content }) => [name, content]) },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(connections.factory),
    );
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: prismaDir },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return (stdout ?? "").replace(/^-- This is an empty migration\.\s*$/m, "").trim();
  } finally {
    await connections.close();
  }
}

let loading: Promise<void> | undefined;

function loadSchemaEngine(): Promise<void> {
  loading ??= instantiateSchemaEngine();
  return loading;
}

async function instantiateSchemaEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...schemaEngine } });
  // Through this the engine says what went wrong before it stops the process with an error that says nothing.
  const panics = { set_message: (message: string) => process.stderr.write(`${message}\n`), get: () => "" };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
  schemaEngine.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start !== "function")
    throw new Error("@prisma/schema-engine-wasm is not of the version that package.json pins");
  start();
}

function adapterFactory(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  switch (engineOf(databaseUrl)) {
    case "sqlite":
      return new PrismaBetterSqlite3({ url: sqlitePath(databaseUrl) });
    case "postgresql":
      return catalogueReadingFactory(databaseUrl);
  }
}

/**
 * The adapter has no name for the internal "char", which the engine's catalogue queries return, and gives up. So
 * the driver's answer calls it text, and the adapter's calls it the single character that the engine expects.
 */
function catalogueReadingFactory(connectionString: string): SqlMigrationAwareDriverAdapterFactory {
  const charColumns = new WeakMap<object, number[]>();
  const pool = new pg.Pool({ connectionString, max: 1 });
  const query = pool.query.bind(pool);
  const factory = new PrismaPg(
    Object.assign(pool, {
      query: async (config: pg.QueryConfig) => {
        const result = await query(config);
        const chars = result.fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
        for (const field of result.fields) if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
        charColumns.set(result.rows, chars);
        return result;
      },
    }),
    { disposeExternalPool: true },
  );
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: async (sqlQuery: SqlQuery) => {
        const result = await queryRaw(sqlQuery);
        for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
        return result;
      },
    });
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    // The difference is taken between a database and a text: no shadow database is needed.
    connectToShadowDb: () => Promise.reject(new Error("there is no shadow database")),
  };
}

/** The engine opens connections and never closes them: this closes them after it. */
function trackConnections(factory: SqlMigrationAwareDriverAdapterFactory) {
  const opened: SqlDriverAdapter[] = [];
  const track = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    opened.push(adapter);
    return adapter;
  };
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => track(await factory.connect()),
      connectToShadowDb: async () => track(await factory.connectToShadowDb()),
    },
    close: async () => {
      for (const adapter of opened) await adapter.dispose();
    },
  };
}
