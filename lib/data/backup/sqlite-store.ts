import { setImmediate as turn } from "node:timers/promises";
import type Sqlite from "better-sqlite3";
import { z } from "zod";
import {
  type ColumnKind,
  orderTables,
  PAGE_ROWS,
  type RowStore,
  sortedColumns,
  type TableShape,
  type Value,
} from "./table-shape";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  TEXT: "text",
  INTEGER: "integer",
  REAL: "real",
  BOOLEAN: "boolean",
  DATETIME: "time",
};

const Names = z.array(z.object({ name: z.string() }));
const Columns = z.array(z.object({ name: z.string(), type: z.string(), pk: z.number() }));
const Pointers = z.array(z.object({ table: z.string() }));
const Cells = z.array(z.array(z.union([z.string(), z.number(), z.null()])));

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const listed = (names: readonly string[]): string => names.map(quoted).join(", ");
const columnNames = (table: TableShape): string[] => table.columns.map(({ name }) => name);

function fromCell(kind: ColumnKind, cell: string | number | null): Value {
  if (cell === null) return null;
  if (kind === "boolean") return cell !== 0;
  return kind === "time" ? new Date(cell).toISOString() : cell;
}

/** As Prisma writes it: times are compared as text. */
function toCell(kind: ColumnKind, value: Value): string | number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return kind === "time" && typeof value === "string" ? value.replace(/Z$/, "+00:00") : value;
}

function shapesOf(db: Sqlite.Database): TableShape[] {
  const names = Names.parse(
    db
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 1) <> '_'`,
      )
      .all(),
  );
  const tables = names.map(({ name }) => {
    const columns = Columns.parse(db.pragma(`table_info(${quoted(name)})`));
    return {
      name,
      columns: sortedColumns(
        columns.map((column) => {
          const kind = KINDS[column.type.toUpperCase()];
          if (kind === undefined) throw new Error(`${name}.${column.name} is of type ${column.type}, which is unknown`);
          return { name: column.name, kind };
        }),
      ),
      key: columns
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map((column) => column.name),
      pointsAt: Pointers.parse(db.pragma(`foreign_key_list(${quoted(name)})`)).map(({ table }) => table),
    };
  });
  return orderTables(tables).map(({ name, columns, key }) => ({ name, columns, key }));
}

/** The rows behind an open connection. Who wants them all of one moment has begun a transaction on it. */
export function sqliteStore(db: Sqlite.Database): RowStore {
  return {
    async tables() {
      return shapesOf(db);
    },
    async *pages(table, after) {
      const { name, columns, key } = table;
      const order = `ORDER BY ${listed(key)} LIMIT ${PAGE_ROWS}`;
      const select = `SELECT ${listed(columnNames(table))} FROM ${quoted(name)}`;
      const first = db.prepare(`${select} ${order}`).raw();
      const later = db.prepare(`${select} WHERE (${listed(key)}) > (${key.map(() => "?").join(", ")}) ${order}`).raw();
      const keyColumns = key.map((part) => columns.findIndex((column) => column.name === part));
      let last: (string | number | null)[] | undefined = after?.map((value, at) =>
        toCell(columns[keyColumns[at] ?? 0]?.kind ?? "text", value),
      );
      for (;;) {
        const cells = Cells.parse(last === undefined ? first.all() : later.all(last));
        const end = cells.at(-1);
        if (end === undefined) return;
        yield cells.map((row) => row.map((cell, at) => fromCell(columns[at]?.kind ?? "text", cell)));
        if (cells.length < PAGE_ROWS) return;
        last = keyColumns.map((at) => end[at] ?? null);
        // The driver is synchronous: others have their turn between two pages.
        await turn();
      }
    },
    async insert(table, rows) {
      const { name, columns } = table;
      const insert = db.prepare(
        `INSERT INTO ${quoted(name)} (${listed(columnNames(table))}) VALUES (${columns.map(() => "?").join(", ")})`,
      );
      for (const row of rows) insert.run(row.map((value, at) => toCell(columns[at]?.kind ?? "text", value)));
    },
    async lastKey(table) {
      const { name, key, columns } = table;
      const order = key.map((part) => `${quoted(part)} DESC`).join(", ");
      const found = Cells.parse(
        db
          .prepare(`SELECT ${listed(key)} FROM ${quoted(name)} ORDER BY ${order} LIMIT 1`)
          .raw()
          .all(),
      )[0];
      return found?.map((cell, at) =>
        fromCell(columns.find((column) => column.name === key[at])?.kind ?? "text", cell),
      );
    },
    async count({ name }) {
      return z.object({ n: z.number() }).parse(db.prepare(`SELECT count(*) AS n FROM ${quoted(name)}`).get()).n;
    },
  };
}
