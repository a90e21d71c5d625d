/** What a spreadsheet takes for the start of a formula; full-width forms included, since some programs narrow them. */
const FORMULA = /^[=+\-@\t\r\n|%＝＋－＠]/;

/**
 * What a spreadsheet would read as a number, day, time or truth value and save in another form: `3.10` as 3.1, `007` as
 * 7, `1-2` as a day. Whole numbers as anybody writes them stay as they are.
 */
const CHANGED = /^(?:\d[\d.,:/ \-eE+%]{0,60}|true|false)$/i;
const WHOLE = /^(?:0|[1-9]\d{0,14})$/;

function needsGuard(text: string): boolean {
  const bare = text.slice(leadingApostrophes(text));
  return FORMULA.test(bare) || (CHANGED.test(bare) && !WHOLE.test(bare));
}

function leadingApostrophes(text: string): number {
  let count = 0;
  while (text[count] === "'") count += 1;
  return count;
}

/** A text as a cell that no spreadsheet runs or rewrites: with an apostrophe before it where it needs one. */
export const guarded = (text: string): string => (needsGuard(text) ? `'${text}` : text);

/** The text of a cell, without the apostrophe that `guarded` put there. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell;

/** A cell as it stands in the file: in quotes where its characters demand them (RFC 4180). */
export const quoted = (cell: string): string =>
  /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const NONE = "(none)";

/** A list as one cell: entries separated by "; ", a backslash before what would separate; an empty list says so. */
export function listCell(entries: readonly string[] | undefined): string {
  if (entries === undefined) return "";
  if (entries.length === 0) return NONE;
  const cell = entries.map((entry) => entry.replace(/[\\;,\n]/g, "\\$&")).join("; ");
  return cell === NONE ? `\\${NONE}` : cell;
}

/**
 * The entries of a list cell, split at `separators` (each one character) and line ends; undefined where it is blank.
 * A backslash takes the meaning from a separator, a backslash or a bracket after it and stays itself before all else.
 */
export function listOf(cell: string, separators: string): string[] | undefined {
  if (cell.trim() === "") return undefined;
  if (cell.trim() === NONE) return [];
  const entries: string[] = [];
  let entry = "";
  for (let place = 0; place < cell.length; place += 1) {
    const letter = cell[place] ?? "";
    const next = cell[place + 1] ?? "";
    if (letter === "\\" && next !== "" && "\\;,\n(".includes(next)) {
      entry += next;
      place += 1;
    } else if (letter === "\n" || separators.includes(letter)) {
      entries.push(entry);
      entry = "";
    } else entry += letter;
  }
  entries.push(entry);
  return entries.map((text) => text.trim()).filter((text) => text !== "");
}

/** A time or a day as this server writes it: a spreadsheet may read it as one. */
const OWN_TIME = /^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/;

/** A table as a CSV file (RFC 4180) with a byte order mark, for spreadsheets; no cell is run as a formula. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(OWN_TIME.test(cell) ? cell : guarded(cell))).join(",")).join("\r\n")}\r\n`;
