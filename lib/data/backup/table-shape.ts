import { createHash } from "node:crypto";

/** What a column holds, whatever an engine calls it. Times are ISO text in UTC with milliseconds. */
export type ColumnKind = "text" | "integer" | "real" | "boolean" | "time";
export type Column = { name: string; kind: ColumnKind };

/** A table as both engines have it: columns by name, and the columns of its primary key in their order. */
export type TableShape = { name: string; columns: readonly Column[]; key: readonly string[] };

export type Value = string | number | boolean | null;
/** The values of a row, in the order of the table's columns. */
export type Row = readonly Value[];

/** The rows of a database as plain values that are the same on both engines. Tables come before those that point at them. */
export type RowStore = {
  tables(): Promise<TableShape[]>;
  /** All rows in the order of the primary key, those after a key only if there is one. */
  pages(table: TableShape, after?: Row): AsyncGenerator<Row[]>;
  insert(table: TableShape, rows: readonly Row[]): Promise<void>;
  /** The greatest primary key that is there. */
  lastKey(table: TableShape): Promise<Row | undefined>;
  count(table: TableShape): Promise<number>;
};

/** So many rows are in memory at a time. */
export const PAGE_ROWS = 500;

const byName = <T extends { name: string }>(a: T, b: T): number => (a.name < b.name ? -1 : 1);

export const sortedColumns = (columns: readonly Column[]): Column[] => [...columns].sort(byName);

/**
 * Tables in an order in which each comes after those that its rows point at; by name where that leaves a choice.
 *
 * @throws when they point at each other in a circle.
 */
export function orderTables<T extends { name: string; pointsAt: readonly string[] }>(tables: readonly T[]): T[] {
  const ordered: T[] = [];
  let left = [...tables].sort(byName);
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const next = left.find(({ name, pointsAt }) => pointsAt.every((other) => other === name || !waiting.has(other)));
    if (next === undefined) throw new Error(`tables point at each other: ${[...waiting].join(", ")}`);
    ordered.push(next);
    left = left.filter((table) => table !== next);
  }
  return ordered;
}

/** The key of a row. */
export const keyOf = ({ columns, key }: TableShape, row: Row): Row =>
  key.map((name) => row[columns.findIndex((column) => column.name === name)] ?? null);

/** A row as a line of a backup. */
export const lineOf = (row: Row): string => `${JSON.stringify(row)}\n`;

/** How many rows a table has, and the SHA-256 of them all: the same for the same rows, on either engine. */
export type TableSum = { rows: number; sha256: string };

/** Adds rows up to the sum of a table. */
export class Summing {
  readonly #hash = createHash("sha256");
  #rows = 0;

  add(line: string): void {
    this.#hash.update(line);
    this.#rows++;
  }

  sum(): TableSum {
    return { rows: this.#rows, sha256: this.#hash.copy().digest("hex") };
  }
}

/** The sums of all tables of a database. */
export async function sumsOf(store: RowStore): Promise<Map<string, TableSum>> {
  const sums = new Map<string, TableSum>();
  for (const table of await store.tables()) {
    const summing = new Summing();
    for await (const rows of store.pages(table)) for (const row of rows) summing.add(lineOf(row));
    sums.set(table.name, summing.sum());
  }
  return sums;
}

/** The tables whose sums differ, or that one side lacks. */
export function differingTables(a: ReadonlyMap<string, TableSum>, b: ReadonlyMap<string, TableSum>): string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  return names.filter((name) => {
    const [one, other] = [a.get(name), b.get(name)];
    return one === undefined || one.rows !== other?.rows || one.sha256 !== other.sha256;
  });
}
