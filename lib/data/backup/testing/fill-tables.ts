import Sqlite from "better-sqlite3";
import { z } from "zod";
import { withWriting } from "@/lib/data/backup/open-store";
import type { RowStore, TableShape, Value } from "@/lib/data/backup/table-shape";
import { applyMigrations, readApplied } from "@/lib/data/migrate";
import { readHistory } from "@/lib/data/migration-history";
import { createSqliteScratch } from "@/lib/data/scratch-database";
import { sqlitePath } from "@/lib/data/sqlite-file";

const Pointers = z.array(z.object({ table: z.string(), from: z.string(), to: z.string().nullable() }));
const ROWS = 3;

/** Which column points at which, by table: asked of SQLite, which says it in one line, for a schema of these migrations. */
async function pointersOf(names: ReadonlySet<string>): Promise<(table: string) => z.infer<typeof Pointers>> {
  const scratch = await createSqliteScratch();
  const history = await readHistory("sqlite");
  await applyMigrations(
    scratch.url,
    history.filter(({ name }) => names.has(name)),
  );
  const db = new Sqlite(sqlitePath(scratch.url));
  const pointers = new Map<string, z.infer<typeof Pointers>>();
  const tables = z
    .array(z.object({ name: z.string() }))
    .parse(db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all());
  for (const { name } of tables) pointers.set(name, Pointers.parse(db.pragma(`foreign_key_list("${name}")`)));
  db.close();
  await scratch.drop();
  return (table) => pointers.get(table) ?? [];
}

/** A value that no other row has in this column. */
function plain(table: string, { name, kind }: TableShape["columns"][number], row: number): Value {
  switch (kind) {
    case "text":
      return `${table}-text ${name} ${row} “ü\u2028”`;
    case "integer":
      return row;
    case "real":
      return row + 0.1;
    case "boolean":
      return row % 2 === 0;
    case "time":
      return new Date(Date.UTC(2026, 0, 1) + row * 86_400_123).toISOString();
  }
}

async function fill(
  store: RowStore,
  pointersOf: (table: string) => z.infer<typeof Pointers>,
  fixed: Readonly<Record<string, Value>>,
): Promise<void> {
  const stored = new Map<string, ReadonlyMap<string, Value>[]>();
  for (const table of await store.tables()) {
    const rows = Array.from({ length: ROWS }, (_, row) => {
      const values = new Map(
        table.columns.map((column) => {
          const told = fixed[`${table.name}.${column.name}`];
          return [column.name, told === undefined ? plain(table.name, column, row) : told];
        }),
      );
      for (const { table: other, from, to } of pointersOf(table.name)) {
        const target = stored.get(other)?.[row];
        values.set(from, target?.get(to ?? "id") ?? null);
      }
      return values;
    });
    stored.set(table.name, rows);
    await store.insert(
      table,
      rows.map((values) => table.columns.map(({ name }) => values.get(name) ?? null)),
    );
  }
}

/**
 * Puts a few rows into every table of a migrated database, with something in every column.
 *
 * @param fixed what certain columns hold in every row, by `Table.column`.
 */
export async function fillTables(databaseUrl: string, fixed: Readonly<Record<string, Value>> = {}): Promise<void> {
  const applied = new Set((await readApplied(databaseUrl)).map(({ name }) => name));
  const pointers = await pointersOf(applied);
  await withWriting(databaseUrl, (store) => fill(store, pointers, fixed));
}
