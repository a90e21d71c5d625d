import pg from "pg";
import { z } from "zod";
import {
  type Column,
  type ColumnKind,
  keyOf,
  orderTables,
  PAGE_ROWS,
  type Row,
  type RowStore,
  sortedColumns,
  type TableShape,
  type Value,
} from "./table-shape";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  text: "text",
  integer: "integer",
  "double precision": "real",
  boolean: "boolean",
  "timestamp without time zone": "time",
};
const TYPES = {
  text: "text",
  integer: "int",
  real: "float8",
  boolean: "boolean",
  time: "timestamp(3)",
} satisfies Record<ColumnKind, string>;

const Columns = z.array(z.object({ table: z.string(), name: z.string(), type: z.string() }));
const Keys = z.array(z.object({ table: z.string(), name: z.string() }));
const Pointers = z.array(z.object({ table: z.string(), other: z.string() }));
const Cells = z.array(z.array(z.union([z.string(), z.null()])));
const Counts = z.array(z.tuple([z.coerce.number()]));

const quoted = pg.escapeIdentifier;
const listed = (names: readonly string[]): string => names.map(quoted).join(", ");
/** Text by its bytes, as SQLite orders it, whatever the database speaks. */
const ordered = ({ columns, key }: TableShape): string[] =>
  key.map((name) =>
    columns.find((column) => column.name === name)?.kind === "text" ? `${quoted(name)} COLLATE "C"` : quoted(name),
  );
const selected = ({ name, kind }: Column): string =>
  kind === "time" ? `to_char(${quoted(name)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : quoted(name);

function fromCell(kind: ColumnKind, cell: string | null): Value {
  if (cell === null) return null;
  switch (kind) {
    case "integer":
    case "real":
      return Number(cell);
    case "boolean":
      return cell === "t";
    case "text":
    case "time":
      return cell;
  }
}

const columnsSql = `SELECT c.table_name AS "table", c.column_name AS "name", c.data_type AS "type"
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND left(c.table_name, 1) <> '_'`;
const keysSql = `SELECT c.relname AS "table", a.attname AS "name"
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
  WHERE i.indisprimary AND n.nspname = current_schema() ORDER BY c.relname, k.place`;
const pointersSql = `SELECT c.relname AS "table", o.relname AS "other"
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f' AND n.nspname = current_schema()`;

/** The rows behind an open connection. Who wants them all of one moment has begun a transaction on it. */
export function postgresStore(client: pg.ClientBase): RowStore {
  /** Every cell as the text that the server sends. */
  const cells = async (text: string, values: readonly unknown[] = []): Promise<(string | null)[][]> => {
    const types = { getTypeParser: () => (value: unknown) => value };
    const { rows } = await client.query({ text, values: [...values], rowMode: "array", types });
    return Cells.parse(rows);
  };
  return {
    async tables() {
      const columns = Columns.parse((await client.query(columnsSql)).rows);
      const keys = Keys.parse((await client.query(keysSql)).rows);
      const pointers = Pointers.parse((await client.query(pointersSql)).rows);
      const tables = [...new Set(columns.map(({ table }) => table))].map((name) => ({
        name,
        columns: sortedColumns(
          columns
            .filter(({ table }) => table === name)
            .map((column) => {
              const kind = KINDS[column.type];
              if (kind === undefined)
                throw new Error(`${name}.${column.name} is of type ${column.type}, which is unknown`);
              return { name: column.name, kind };
            }),
        ),
        key: keys.filter(({ table }) => table === name).map((key) => key.name),
        pointsAt: pointers.filter(({ table }) => table === name).map(({ other }) => other),
      }));
      return orderTables(tables).map(({ name, columns: shape, key }) => ({ name, columns: shape, key }));
    },
    async *pages(table, after) {
      const order = `ORDER BY ${ordered(table).join(", ")} LIMIT ${PAGE_ROWS}`;
      const select = `SELECT ${table.columns.map(selected).join(", ")} FROM ${quoted(table.name)}`;
      const beyond = `WHERE (${ordered(table).join(", ")}) > (${table.key.map((_, at) => `$${at + 1}`).join(", ")})`;
      let last = after;
      for (;;) {
        const found = await (last === undefined
          ? cells(`${select} ${order}`)
          : cells(`${select} ${beyond} ${order}`, last));
        const rows: Row[] = found.map((row) =>
          row.map((cell, at) => fromCell(table.columns[at]?.kind ?? "text", cell)),
        );
        const end = rows.at(-1);
        if (end === undefined) return;
        yield rows;
        if (rows.length < PAGE_ROWS) return;
        last = keyOf(table, end);
      }
    },
    async insert(table, rows) {
      if (rows.length === 0) return;
      const names = listed(table.columns.map(({ name }) => name));
      const arrays = table.columns.map(({ kind }, at) => `$${at + 1}::${TYPES[kind]}[]`).join(", ");
      const values = table.columns.map((_, at) => rows.map((row) => row[at] ?? null));
      await client.query(`INSERT INTO ${quoted(table.name)} (${names}) SELECT * FROM unnest(${arrays})`, values);
    },
    async lastKey(table) {
      const kinds = table.key.map((name) => table.columns.find((column) => column.name === name));
      const select = kinds.flatMap((column) => (column === undefined ? [] : [selected(column)])).join(", ");
      const order = ordered(table).map((part) => `${part} DESC`);
      const [found] = await cells(`SELECT ${select} FROM ${quoted(table.name)} ORDER BY ${order.join(", ")} LIMIT 1`);
      return found?.map((cell, at) => fromCell(kinds[at]?.kind ?? "text", cell));
    },
    async count({ name }) {
      return Counts.parse(await cells(`SELECT count(*) FROM ${quoted(name)}`))[0]?.[0] ?? 0;
    },
  };
}
