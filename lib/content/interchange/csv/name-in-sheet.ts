import { nameOfPath } from "@/lib/content/interchange/check-draft";
import { type FixedColumn, type OPTION_COLUMNS, optionColumn, promptColumn } from "./columns";
import type { Part } from "./row";

const COLUMN_OF_FIELD: Readonly<Record<string, FixedColumn>> = {
  stem: "question",
  counterCue: "counter cue",
  verifiedOn: "verified on",
  parallelOf: "parallel of",
};
const COLUMN_OF_CASE: Readonly<Record<string, FixedColumn>> = {
  id: "case",
  title: "case title",
  scenario: "case scenario",
  index: "case place",
};

/** How the sheet calls the place that a path of the draft leads to. */
export function namer(options: readonly Part[], prompts: readonly Part[], items: number) {
  return (path: readonly PropertyKey[]): string => {
    const [field, at, what] = path;
    const place = Number(at);
    const whats: Readonly<Record<string, (typeof OPTION_COLUMNS)[number]>> = {
      text: "option",
      missedTrap: "missed trap",
      trap: "trap",
      why: "why",
      id: "id",
    };
    if (field === "inCase") return `"${COLUMN_OF_CASE[String(at)] ?? "case title"}"`;
    if (field === "options" || field === "items" || field === "responses" || field === "decoys") {
      const part = options[field === "decoys" ? items + place : place];
      if (part === undefined) return "options";
      return `"${optionColumn(whats[String(what)] ?? "option", part.place)}"`;
    }
    if (field === "prompts") {
      const part = prompts[place];
      if (part === undefined) return "prompts";
      return `"${promptColumn(what === "why" ? "why prompt" : what === "id" ? "id prompt" : what === "answer" ? "answer" : "prompt", part.place)}"`;
    }
    const column = COLUMN_OF_FIELD[String(field)];
    return column === undefined ? nameOfPath(path) : `"${column}"`;
  };
}
