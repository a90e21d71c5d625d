import { LIMITS } from "@/lib/content/interchange/exchange";
import { fail, ok, type Result } from "@/lib/core/shared/result";

/** A row that has a cell that is not blank, with its number in a spreadsheet (from 1, blank rows counted). */
export type SheetRow = { row: number; cells: string[] };

/** The rows of a sheet, and why nothing after them could be read, if so. */
export type Sheet = { rows: SheetRow[]; broken: { row: number; message: string } | null };

const SEPARATORS = [",", ";", "\t"] as const;

/** More than any sheet of ours has; what stands further right is one surplus cell. */
const MOST_CELLS = 2_000;

/** The separator that stands most often outside quotes in the first line; a comma where none does. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
  let inQuotes = false;
  for (const letter of text) {
    if (letter === '"') inQuotes = !inQuotes;
    if (letter === "\n" && !inQuotes) break;
    const count = counts.get(letter);
    if (count !== undefined && !inQuotes) counts.set(letter, count + 1);
  }
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

/** Excel's own first line, which names the separator and is no row. */
const DECLARED = /^sep=([,;\t])\n/i;

type Cell = { text: string; end: number };

const isBlank = (letter: string | undefined): boolean => letter === " " || letter === "\t";

/** The first place from `from` on that is no blank of this line; a tab is none where it separates. */
function afterBlanks(text: string, from: number, separator: string): number {
  let place = from;
  while (isBlank(text[place]) && text[place] !== separator) place += 1;
  return place;
}

/** Splits rows and cells in one pass: no place of the text is looked at more than a fixed number of times. */
class Splitter {
  readonly #text: string;
  readonly #separator: string;
  #nextSeparator = -2;
  #nextLine = -2;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  isEnd(place: number): boolean {
    return place >= this.#text.length || this.#text[place] === "\n" || this.#text[place] === this.#separator;
  }

  /** Where the cell without quotes ends: each search starts where the last one found its mark. */
  #plainEnd(from: number): number {
    if (this.#nextSeparator !== -1 && this.#nextSeparator < from) {
      this.#nextSeparator = this.#text.indexOf(this.#separator, from);
    }
    if (this.#nextLine !== -1 && this.#nextLine < from) this.#nextLine = this.#text.indexOf("\n", from);
    const ends = [this.#nextSeparator, this.#nextLine].filter((end) => end !== -1);
    return ends.length === 0 ? this.#text.length : Math.min(...ends);
  }

  /**
   * The cell that starts here, or null where its quote is never closed. What follows a closing quote up to the end of
   * the cell makes the whole cell plain text, quotes included: nobody knows what its author meant by them.
   */
  cell(start: number): Cell | null {
    const open = afterBlanks(this.#text, start, this.#separator);
    if (this.#text[open] !== '"') {
      const end = this.#plainEnd(start);
      return { text: this.#text.slice(start, end), end };
    }
    const pieces: string[] = [];
    for (let from = open + 1; ; ) {
      const quote = this.#text.indexOf('"', from);
      if (quote === -1) return null;
      pieces.push(this.#text.slice(from, quote));
      if (this.#text[quote + 1] === '"') {
        pieces.push('"');
        from = quote + 2;
        continue;
      }
      const end = afterBlanks(this.#text, quote + 1, this.#separator);
      if (this.isEnd(end)) return { text: pieces.join(""), end };
      const rest = this.#plainEnd(end);
      return { text: this.#text.slice(start, rest), end: rest };
    }
  }
}

/**
 * The rows of a CSV file, whatever separates its cells (comma, semicolon or tab; RFC 4180 and what spreadsheets make of
 * it). Refused: files of more rows than there may be questions. A quote that nothing closes ends the reading.
 *
 * Not csv-parse, which has no bound on the cells of a row and takes 20 to 30 µs a row: 20 MB of line ends and quotes
 * kept it busy for minutes. A test holds this splitter to csv-parse on whatever we write.
 */
export function splitCsv(text: string): Result<Sheet, string> {
  const declared = DECLARED.exec(text)?.[1];
  const body = declared === undefined ? text : text.slice(text.indexOf("\n") + 1);
  const separator = declared ?? separatorOf(body);
  const splitter = new Splitter(body, separator);
  const rows: SheetRow[] = [];
  let place = 0;
  for (let row = 1; place < body.length; row += 1) {
    const cells: string[] = [];
    for (let more = true; more; ) {
      const cell = splitter.cell(place);
      if (cell === null) {
        const message = `From row ${row} on, nothing could be read: a quote (") opens a cell and is never closed. Close it, and double quotes within a cell ("").`;
        return ok({ rows, broken: { row, message } });
      }
      if (cells.length < MOST_CELLS) cells.push(cell.text);
      more = body[cell.end] === separator;
      place = cell.end + 1;
    }
    if (!cells.some((cell) => cell.trim() !== "")) continue;
    rows.push({ row, cells });
    if (rows.length > LIMITS.questions + 1) {
      return fail(`The file has more than ${LIMITS.questions} questions. Split it into smaller files.`);
    }
  }
  return ok({ rows, broken: null });
}
