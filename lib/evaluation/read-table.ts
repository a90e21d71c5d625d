import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";

/** A table as columns of text by name; all columns have `rows` entries. An empty cell is "". */
export type Table = { rows: number; columns: readonly string[]; column: (name: string) => string[] };

/**
 * Reads a CSV file with a header, packed with gzip or not.
 *
 * @throws when the file cannot be read, is no CSV of equal rows, or a column is asked for that it has not.
 */
export function readTable(file: string): Table {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const [columns = [], ...rows]: string[][] = parse(text, { bom: true, skip_empty_lines: true });
  return {
    rows: rows.length,
    columns,
    column: (name) => {
      const at = columns.indexOf(name);
      if (at < 0) throw new Error(`${file} has no column ${name}; it has ${columns.join(", ")}`);
      return rows.map((row) => row[at] ?? "");
    },
  };
}

/** A column of numbers. @throws on a cell that is none. */
export function numbers(table: Table, name: string): Float64Array {
  return Float64Array.from(table.column(name), (cell, row) => {
    const value = Number(cell);
    if (cell === "" || Number.isNaN(value)) throw new Error(`column ${name}, row ${row + 1}: ${cell} is no number`);
    return value;
  });
}
