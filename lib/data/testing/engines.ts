import { copyFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { type Database, type DatabaseOptions, openDatabase, useDatabase } from "@/lib/data/database";
import { createPostgresScratch, createSqliteScratch, type ScratchDatabase } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";
import type { Engine } from "@/lib/env";
import { scratchFolder } from "./scratch-folder";

/** What the tests of one engine have. Ask within tests and hooks: the database is there only while they run. */
export type TestEngine = {
  readonly engine: Engine;
  /** The database, migrated and empty at first; `database()` answers with it too. Tests of one block share it. */
  database(): Database;
  url(): string;
  /** The same database opened once more, as another process would have it; closed after the tests. */
  openAgain(options?: DatabaseOptions): Promise<Database>;
};

/** Loading a pack is one transaction: on a busy machine it takes longer than a request may. */
const PATIENCE_MS = 60_000;

const names = { sqlite: "SQLite", postgresql: "PostgreSQL" } satisfies Record<Engine, string>;

/** Declares the same tests for both engines, each with a fresh migrated database of its own. */
export function onBothEngines(name: string, declare: (engine: TestEngine) => void): void {
  onEngine("sqlite", name, declare);
  onEngine("postgresql", name, declare);
}

/** As `onBothEngines`, for what only one engine has. */
export function onEngine(engine: Engine, name: string, declare: (engine: TestEngine) => void): void {
  describe(`${name} on ${names[engine]}`, () => {
    let scratch: ScratchDatabase | undefined;
    const opened: Database[] = [];

    const open = async (options?: DatabaseOptions): Promise<Database> => {
      const db = await openDatabase(there(scratch).url, { timeoutMs: PATIENCE_MS, ...options });
      opened.push(db);
      return db;
    };

    beforeAll(async () => {
      scratch = await migratedScratch(engine);
      useDatabase(await open());
    });

    afterAll(async () => {
      useDatabase(undefined);
      for (const db of opened) await db.close();
      await scratch?.drop();
    });

    declare({
      engine,
      database: () => there(opened[0]),
      url: () => there(scratch).url,
      openAgain: open,
    });
  });
}

async function migratedScratch(engine: Engine): Promise<ScratchDatabase> {
  switch (engine) {
    case "sqlite": {
      const scratch = await createSqliteScratch(scratchFolder());
      await copyFile(inject("sqliteTemplate"), sqlitePath(scratch.url));
      return scratch;
    }
    case "postgresql":
      return createPostgresScratch(inject("postgresUrl"), inject("postgresTemplate"));
  }
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the database is there in tests and hooks only");
  return value;
}
