import { existsSync } from "node:fs";
import path from "node:path";
import type { FormStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { readTable, type Table } from "@/lib/evaluation/read-table";
import { itemRow, optionRow, QUIRKS, type Row, testRow } from "./columns";

/** Reference figures are written to six digits. */
export const TOLERANCE = 1e-6;

/** How far one column is from its reference; `largest` is Infinity where a figure is missing on either side. */
export type Deviation = { file: string; column: string; compared: number; largest: number; at: string };

export type Comparison = {
  deviations: readonly Deviation[];
  /** Columns that are no target, by file. */
  quirks: readonly string[];
  /** What could not be compared: files, rows and columns that one side has not. Nothing, in a good run. */
  problems: readonly string[];
};

const isNothing = (cell: string): boolean => ["", "na", "nan", "null", "none"].includes(cell.toLowerCase());

/** A difference; 0 where both say that there is no such figure, Infinity where one does or the texts differ. */
function distance(ours: string | number | null, reference: string): number {
  if (ours === null || isNothing(reference)) return ours === null && isNothing(reference) ? 0 : Infinity;
  if (typeof ours === "string") return ours === reference ? 0 : Infinity;
  const difference = Math.abs(ours - Number(reference));
  return Number.isNaN(difference) ? Infinity : difference;
}

function compareTable(file: string, table: Table, ours: readonly Row[], names: readonly string[]): Comparison {
  const nameOf = (row: Row): string => names.map((name) => String(row[name])).join(" ");
  const named = names.map((name) => table.column(name));
  const places = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) places.set(named.map((cells) => cells[row]).join(" "), row);
  const known = new Set(ours.map(nameOf));
  // A table of what was chosen has no row for an option that nobody chose.
  const needed = new Set(ours.filter(({ n }) => n !== 0).map(nameOf));
  const problems = [
    ...[...places.keys()].filter((name) => !known.has(name)).map((name) => `${file}: ${name} is not in the answers`),
    ...[...needed].filter((name) => !places.has(name)).map((name) => `${file}: it has no row ${name}`),
  ];
  const deviations: Deviation[] = [];
  const quirks: string[] = [];
  for (const column of table.columns) {
    if (names.includes(column)) continue;
    if (QUIRKS.includes(column)) {
      quirks.push(column);
      continue;
    }
    if (!ours.every((row) => column in row)) {
      problems.push(`${file}: no such figure is worked out: ${column}`);
      continue;
    }
    const cells = table.column(column);
    const deviation: Deviation = { file, column, compared: 0, largest: 0, at: "" };
    for (const row of ours) {
      const place = places.get(nameOf(row));
      if (place === undefined) continue;
      const far = distance(row[column] ?? null, cells[place] ?? "");
      deviation.compared += 1;
      if (far > deviation.largest || deviation.at === "") Object.assign(deviation, { largest: far, at: nameOf(row) });
    }
    deviations.push(deviation);
  }
  return { deviations, quirks, problems };
}

/** Holds a form's figures against `X_items_reference.csv`, `X_options_reference.csv` and its row of `tests_reference.csv`. */
export function compareReference(folder: string, dataset: string, form: FormStatistics): Comparison {
  const tables = [
    { file: "tests_reference.csv", rows: [testRow(dataset, form)], names: ["dataset"], isShared: true },
    { file: `${dataset}_items_reference.csv`, rows: form.items.map(itemRow), names: ["item"], isShared: false },
    {
      file: `${dataset}_options_reference.csv`,
      rows: form.items.flatMap(({ name, options }) => options.map((option) => optionRow(name, option))),
      names: ["item", "option"],
      isShared: false,
    },
  ];
  const compared = tables.map(({ file, rows, names, isShared }): Comparison => {
    const where = path.join(folder, file);
    if (!existsSync(where)) return { deviations: [], quirks: [], problems: [`${file}: there is no such file`] };
    const result = compareTable(file, readTable(where), rows, names);
    // The file of all tests has rows of other ones.
    const isOurs = (problem: string): boolean => !isShared || !problem.endsWith("is not in the answers");
    return { ...result, problems: result.problems.filter(isOurs) };
  });
  return {
    deviations: compared.flatMap(({ deviations }) => deviations),
    quirks: compared.flatMap(({ quirks }) => quirks),
    problems: compared.flatMap(({ problems }) => problems),
  };
}

/** Whether every figure is within the tolerance, and none is missing. */
export const agrees = ({ deviations, problems }: Comparison): boolean =>
  problems.length === 0 && deviations.every(({ largest }) => largest <= TOLERANCE);
