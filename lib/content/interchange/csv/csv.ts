import type { Format } from "@/lib/content/interchange/exchange";
import { readCsv } from "./read-csv";
import { writeCsv } from "./write-csv";

/** One question a row, for spreadsheets; nothing of a question is lost. `columns.ts` says what its columns mean. */
export const csv: Format = {
  id: "csv",
  label: "Spreadsheet (CSV)",
  endings: [".csv", ".tsv"],
  read: readCsv,
  write: writeCsv,
};
