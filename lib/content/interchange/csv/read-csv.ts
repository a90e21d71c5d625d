import { checkDraft, excerpt } from "@/lib/content/interchange/check-draft";
import { decodeText, utf8Length } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS, refusedFile } from "@/lib/content/interchange/exchange";
import { unguarded } from "./cells";
import { columnOf } from "./columns";
import { draftOfRow } from "./row-to-draft";
import { splitCsv } from "./split-csv";

type Heading = { place: number; text: string; column: string | null };

/** The headings of a sheet, or why they are none. */
function headingsOf(row: readonly string[]): { headings: Heading[]; fault: string | null } {
  const headings = row.map((cell, place) => ({ place, text: cell.trim(), column: columnOf(cell) }));
  const columns = headings.flatMap(({ column }) => (column === null ? [] : [column]));
  const twice = columns.find((column, place) => columns.indexOf(column) !== place);
  if (twice !== undefined)
    return { headings, fault: `Two columns are headed "${twice}". Rename or remove one of them.` };
  if (!columns.includes("question")) {
    return {
      headings,
      fault:
        'The first row must hold the headings of the columns, among them "question". See the guide for all of them.',
    };
  }
  return { headings, fault: null };
}

/**
 * Questions from a sheet (`columns.ts` says what its columns mean). A row that is no question is a problem with its row
 * number; cells that say nothing about its type, and columns that nobody knows, are losses.
 */
export function readCsv(bytes: Uint8Array): Imported {
  const text = decodeText(bytes);
  if (!text.ok) return refusedFile(text.error);
  const sheet = splitCsv(text.value);
  if (!sheet.ok) return refusedFile(sheet.error);
  const { rows, broken } = sheet.value;
  const [first, ...others] = rows;
  const { headings, fault } = headingsOf(first?.cells ?? []);
  if (first === undefined || fault !== null) return refusedFile(broken?.message ?? fault ?? "The file is empty.");

  const result: Imported = { drafts: [], problems: [], losses: [] };
  const unknown = new Map<string, number>();
  for (const { row, cells: all } of others) {
    const at = { line: row };
    const cells = new Map<string, string>();
    for (const { place, text: heading, column } of headings) {
      const cell = unguarded((all[place] ?? "").trim());
      if (cell === "") continue;
      if (column === null) unknown.set(heading, (unknown.get(heading) ?? 0) + 1);
      else cells.set(column, cell);
    }
    const long = [...cells].find(
      ([, cell]) => cell.length * 3 > LIMITS.fieldBytes && utf8Length(cell) > LIMITS.fieldBytes,
    );
    if (long !== undefined) {
      result.problems.push({
        at,
        message: `"${long[0]}" is longer than ${LIMITS.fieldBytes / 1024} KB. Is a quote (") missing?`,
      });
      continue;
    }
    if (all.slice(headings.length).some((cell) => cell.trim() !== "")) {
      result.problems.push({
        at,
        message: "The row has more cells than the heading row. Put texts that hold the separator into quotes.",
      });
      continue;
    }
    const made = draftOfRow(cells);
    const draft = made.ok ? checkDraft(made.value.draft, made.value.nameOf) : made;
    if (!draft.ok) {
      result.problems.push({ at, message: draft.error });
      continue;
    }
    result.drafts.push({ at, draft: draft.value });
    for (const column of made.ok ? made.value.unused : []) {
      result.losses.push({
        at,
        what: `"${column}" says nothing about ${draft.value.type}: "${excerpt(cells.get(column) ?? "")}" was not taken`,
      });
    }
  }
  for (const [heading, count] of unknown) {
    result.losses.push({
      at: { line: first.row },
      what: `the column "${excerpt(heading)}" is none that Trapline knows; ${count} ${count === 1 ? "cell" : "cells"} in it were not taken`,
    });
  }
  if (broken !== null) result.problems.push({ at: { line: broken.row }, message: broken.message });
  return result;
}
