import { excerpt } from "@/lib/content/interchange/check-draft";
import { listOf } from "./cells";
import { type FixedColumn, MOST, OPTION_COLUMNS, optionColumn, placeOf } from "./columns";

/** An option, step, response or prompt, with the place from 0 that its letter or number names. */
export type Part = { place: number; id?: string; text: string; trap?: string; missedTrap?: string; why?: string };

const OPTION_NAMES = Array.from({ length: MOST.options }, (_, place) =>
  OPTION_COLUMNS.map((what) => optionColumn(what, place)),
);

/** A row's cells, which of them have been read, and what was found wrong with them, in words. */
export class Row {
  readonly #cells: ReadonlyMap<string, string>;
  readonly #used = new Set<string>();
  readonly faults = new Set<string>();

  constructor(cells: ReadonlyMap<string, string>) {
    this.#cells = cells;
  }

  has(column: string): boolean {
    return this.#cells.has(column);
  }

  take(column: string): string | undefined {
    this.#used.add(column);
    return this.#cells.get(column);
  }

  head(column: FixedColumn): string | undefined {
    return this.take(column);
  }

  list(column: FixedColumn, separators: string): string[] | undefined {
    return listOf(this.take(column) ?? "", separators);
  }

  unused(): string[] {
    return [...this.#cells.keys()].filter((column) => !this.#used.has(column));
  }

  /** A cell that must be filled because a neighbour of it is. */
  demand(column: string, because: readonly string[]): string {
    const cell = this.take(column);
    if (cell !== undefined) return cell;
    const filled = because.find((each) => this.has(each)) ?? because[0] ?? column;
    this.faults.add(`"${column}" is blank, but "${filled}" is not. Fill it in or clear the other.`);
    return "";
  }

  /** Options, steps or responses: each place that has a text. Gaps between letters are allowed. */
  options(columns: readonly (typeof OPTION_COLUMNS)[number][]): Part[] {
    return OPTION_NAMES.flatMap((names, place) => {
      if (!names.some((name) => this.has(name))) return [];
      const cell = (what: (typeof OPTION_COLUMNS)[number]): string | undefined =>
        columns.includes(what) ? this.take(optionColumn(what, place)) : undefined;
      return [
        {
          place,
          text: this.demand(optionColumn("option", place), names),
          id: cell("id"),
          trap: cell("trap"),
          missedTrap: cell("missed trap"),
          why: cell("why"),
        },
      ];
    });
  }
}

/** The parts that the key names, in its order: letters ("A C", "A, C", "AC") or numbers from 1. */
export function keyOf(row: Row, parts: readonly Part[]): Part[] {
  const at = (token: string): Part | undefined => {
    const place = /^\d{1,2}$/.test(token) ? Number(token) - 1 : placeOf(token);
    return parts.find((part) => part.place === place);
  };
  const tokens = (row.head("key") ?? "")
    .split(/[\s,;+&/]+/)
    .map((token) => token.replace(/[).]$/, ""))
    .filter((token) => token !== "" && token.toLowerCase() !== "and");
  return tokens.flatMap((token) => {
    const whole = at(token);
    if (whole !== undefined) return [whole];
    const each = /^[A-Za-z]{2,26}$/.test(token) ? [...token].flatMap((letter) => at(letter) ?? []) : [];
    if (each.length !== token.length) {
      row.faults.add(
        `"key" says "${excerpt(token)}", but there is no such option. Write the letters of the right options, such as B or A C.`,
      );
    }
    return each;
  });
}

/** Gives parts the ids by which others refer to them: their own, or the letter or number of their place. */
export function refer(row: Row, parts: Part[], name: (place: number) => string, what: string) {
  const taken = new Set(parts.flatMap(({ id }) => (id === undefined ? [] : [id])));
  const idOf = (part: Part): string => {
    if (part.id !== undefined) return part.id;
    let id = name(part.place).toLowerCase();
    while (taken.has(id)) id = `${id}-`;
    taken.add(id);
    part.id = id;
    return id;
  };
  const resolve = (cell: string, column: string): string => {
    if (cell.startsWith("id:")) return cell.slice(3).trim();
    const part = parts.find(({ place }) => name(place) === cell.toUpperCase());
    if (part !== undefined) return idOf(part);
    if (cell !== "") row.faults.add(`"${column}" says "${excerpt(cell)}", which is no ${what} of this row.`);
    return "";
  };
  return { idOf, resolve };
}
