import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { createGunzip, gunzipSync } from "node:zlib";
import { parse } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { type CountedForm, type FormItem, type FormTally, tallyForm } from "@/lib/core/item-analysis/form/form-tally";
import { OMIT } from "@/lib/core/item-analysis/statistics/cell";

/** A file that cannot be used, in words for whoever wrote it. */
export class FormFileError extends Error {
  constructor(file: string, problem: string) {
    super(`${path.basename(file)}: ${problem}`);
    this.name = "FormFileError";
  }
}

const CSV = { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true } as const;

const isPacked = (file: string): boolean => file.endsWith(".gz");
const problemOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readRows(file: string): { cells: string[]; line: number }[] {
  try {
    const bytes = readFileSync(file);
    const rows: { cells: string[]; line: number }[] = [];
    parseAtOnce(isPacked(file) ? gunzipSync(bytes) : bytes, {
      ...CSV,
      on_record: (cells: string[], { lines }) => {
        rows.push({ cells, line: lines });
        return null;
      },
    });
    return rows;
  } catch (error) {
    throw new FormFileError(file, problemOf(error));
  }
}

/** Header names are the same in any case. */
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** One row per item and option: which trap choosing it admits. */
export function readTraps(file: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const [header, ...rows] = readRows(file);
  const at = ["item", "option", "trap"].map((name) => header?.cells.findIndex((cell) => same(cell, name)) ?? -1);
  const [item = -1, option = -1, trap = -1] = at;
  if (at.includes(-1)) throw new FormFileError(file, "the first row must name the columns item, option and trap");
  const traps = new Map<string, Map<string, string>>();
  for (const { cells, line } of rows) {
    const [name, choice, taken] = [cells[item], cells[option], cells[trap]];
    if (!name || !choice || !taken) throw new FormFileError(file, `row ${line} needs an item, an option and a trap`);
    traps.set(name.toLowerCase(), (traps.get(name.toLowerCase()) ?? new Map<string, string>()).set(choice, taken));
  }
  return traps;
}

/** The first columns of a key file, where its header does not say which they are. */
const KEY_COLUMNS = { item: 0, key: 1 };

/**
 * Reads a key: a row per item with its name and the right answer. The header may be missing, its columns in any order,
 * and others beside them.
 *
 * @param columns of the responses, by which a first row that is no header is told from one.
 */
function readKey(file: string, columns: readonly string[]): FormItem[] {
  const rows = readRows(file);
  const [first] = rows;
  if (first === undefined) throw new FormFileError(file, "it is empty");
  const at = {
    item: first.cells.findIndex((cell) => same(cell, "item")),
    key: first.cells.findIndex((cell) => same(cell, "key")),
  };
  const named = at.item >= 0 && at.key >= 0;
  const isHeader = named || !columns.some((column) => same(column, first.cells[0] ?? ""));
  const { item, key } = named ? at : KEY_COLUMNS;
  const items: FormItem[] = [];
  const lines = new Map<string, number>();
  for (const { cells, line } of isHeader ? rows.slice(1) : rows) {
    const name = cells[item] ?? "";
    const right = cells[key] ?? "";
    if (name === "") throw new FormFileError(file, `row ${line} names no item`);
    if (right === "" || right === OMIT) throw new FormFileError(file, `row ${line}: ${name} has no key`);
    const before = lines.get(name.toLowerCase());
    if (before !== undefined) throw new FormFileError(file, `row ${line}: ${name} stands in row ${before} already`);
    lines.set(name.toLowerCase(), line);
    items.push({ name, key: right });
  }
  if (items.length === 0) throw new FormFileError(file, "it has no items");
  return items;
}

/** Where each item stands in the responses, and which columns are no items. */
function placeItems(
  file: string,
  header: readonly string[],
  items: readonly FormItem[],
): { columns: number[]; ignored: string[] } {
  for (const [at, name] of header.entries()) {
    const first = header.findIndex((other) => same(other, name));
    if (first < at) throw new FormFileError(file, `columns ${first + 1} and ${at + 1} are both named ${name}`);
  }
  const ignored = header.slice(1).filter((name) => !items.some((item) => same(item.name, name)));
  const columns = items.map(({ name }) => header.findIndex((column) => same(column, name)));
  const missing = items.filter((_, place) => columns[place] === -1).map(({ name }) => name);
  if (missing.length > 0) {
    const left = ignored.length === 0 ? "" : `; without a key are ${ignored.join(", ")}`;
    throw new FormFileError(file, `no column for ${missing.join(", ")} of the key${left}`);
  }
  return { columns, ignored };
}

export type ReadForm = {
  form: CountedForm;
  /** Columns that the key does not name; the first one names the person and is none of them. */
  ignored: string[];
};

/**
 * Reads answers, a row per person with the chosen option of every item, and counts them as they come: nothing of the
 * file is kept but the counts and a bit per answer. An empty cell, or `OMIT`, is an omission.
 *
 * @throws FormFileError with row and column where the files are not of this layout.
 */
export async function readForm(responsesFile: string, keyFile: string): Promise<ReadForm> {
  let width = 0;
  let columns: number[] = [];
  let ignored: string[] = [];
  const open: { tally: FormTally | null } = { tally: null };

  function take(cells: string[], line: number): void {
    if (open.tally === null) {
      const items = readKey(keyFile, cells);
      width = cells.length;
      ({ columns, ignored } = placeItems(responsesFile, cells, items));
      open.tally = tallyForm(items);
      return;
    }
    if (cells.length !== width) {
      const [first, column] =
        cells.length < width
          ? ["ends before", cells.length + 1]
          : [`goes on after the last one, with "${cells[width]}" in`, width + 1];
      throw new FormFileError(
        responsesFile,
        `row ${line} has ${cells.length} cells where the first row has ${width}: it ${first} column ${column}`,
      );
    }
    open.tally.add(
      columns.map((column) => {
        const cell = cells[column] ?? "";
        return cell === OMIT ? "" : cell;
      }),
    );
  }

  const parser = parse({
    ...CSV,
    on_record: (record: string[], { lines }) => {
      take(record, lines);
      // Nothing is passed on: the row is counted.
      return null;
    },
  });
  const source = createReadStream(responsesFile);
  try {
    await new Promise<void>((resolve, reject) => {
      const unpacked = isPacked(responsesFile) ? source.pipe(createGunzip()).on("error", reject) : source;
      source.on("error", reject);
      unpacked.pipe(parser).on("error", reject).on("end", resolve).resume();
    });
  } catch (error) {
    if (error instanceof FormFileError) throw error;
    throw new FormFileError(responsesFile, problemOf(error));
  } finally {
    source.destroy();
  }
  if (open.tally === null) throw new FormFileError(responsesFile, "it is empty");
  return { form: open.tally.close(), ignored };
}
