import { z } from "zod";
import { unguarded } from "@/lib/content/interchange/csv/cells";
import { splitCsv } from "@/lib/content/interchange/csv/split-csv";

/** One person of a roster. `row` is the number of the line in a spreadsheet, from 1. */
export type RosterEntry = { row: number; name: string; email: string };
export type RosterProblem = { row: number; message: string };

/** What a roster comes to: who is in it, and why a row was left out. A row is in one of both. */
export type Roster = { entries: RosterEntry[]; problems: RosterProblem[] };

const MOST_ROWS = 1_000;
const NAMES = ["name", "full name", "student", "learner", "participant", "display name"];
const FIRST = ["first name", "given name", "firstname"];
const LAST = ["last name", "family name", "surname", "lastname"];
const EMAILS = ["email", "e-mail", "email address", "e-mail address", "mail", "login id", "sis login id"];

const addressSchema = z.email().max(254);
const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

type Columns = { email: number; name: number; first: number; last: number };

/** Where the columns stand by their headings; null where no heading names an address. */
function columnsOf(cells: readonly string[]): Columns | null {
  const heads = cells.map((cell) => plain(cell).toLowerCase());
  const find = (names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const email = find(EMAILS);
  return email === -1 ? null : { email, name: find(NAMES), first: find(FIRST), last: find(LAST) };
}

const isAddress = (cell: string): boolean => addressSchema.safeParse(plain(cell)).success;

/** Without headings: the address stands where the first row has one, the name in the first other column. */
function guessedColumns(cells: readonly string[]): Columns | null {
  const email = cells.findIndex(isAddress);
  return email === -1 ? null : { email, name: cells.findIndex((_, index) => index !== email), first: -1, last: -1 };
}

function nameIn(cells: readonly string[], { name, first, last }: Columns): string {
  const at = (index: number): string => plain(unguarded(cells[index] ?? ""));
  return name === -1 ? plain(`${at(first)} ${at(last)}`) : at(name);
}

/**
 * Reads a roster: rows of name and address, with headings or without, separated by commas, semicolons or tabs. Of two
 * rows with one address the second is left out. At most 1,000 rows are read.
 */
export function readRoster(text: string): Roster {
  if (text.includes("\uFFFD"))
    return { entries: [], problems: [{ row: 1, message: "The file is not UTF-8. Save it as “CSV UTF-8”." }] };
  const split = splitCsv(text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n"));
  if (!split.ok) return { entries: [], problems: [{ row: 1, message: "It has too many rows. Split it." }] };
  const { rows, broken } = split.value;
  const [first] = rows;
  if (first === undefined) return { entries: [], problems: [{ row: 1, message: "There is nothing in it." }] };
  const headed = columnsOf(first.cells);
  const columns = headed ?? guessedColumns(first.cells);
  if (columns === null) {
    const message = "No column holds an e-mail address. Name one “email” in the first row.";
    return { entries: [], problems: [{ row: first.row, message }] };
  }
  const problems: RosterProblem[] = broken === null ? [] : [{ row: broken.row, message: broken.message }];
  const entries: RosterEntry[] = [];
  const seen = new Map<string, number>();
  const people = headed === null ? rows : rows.slice(1);
  for (const { row, cells } of people.slice(0, MOST_ROWS)) {
    const email = plain(unguarded(cells[columns.email] ?? ""))
      .normalize("NFC")
      .toLowerCase();
    const name = nameIn(cells, columns).slice(0, 80);
    const before = seen.get(email);
    if (email === "") problems.push({ row, message: `${name || "The row"} has no address.` });
    else if (!isAddress(email)) problems.push({ row, message: `“${email.slice(0, 60)}” is no e-mail address.` });
    else if (before !== undefined) problems.push({ row, message: `${email} stands in row ${before} already.` });
    else {
      seen.set(email, row);
      entries.push({ row, name: name || (email.split("@")[0] ?? email), email });
    }
  }
  if (people.length > MOST_ROWS)
    problems.push({ row: people[MOST_ROWS]?.row ?? 0, message: `Only ${MOST_ROWS} rows are read at a time.` });
  return { entries, problems: problems.sort((a, b) => a.row - b.row) };
}
