import { excerpt } from "@/lib/content/interchange/check-draft";
import type { Kind } from "@/lib/core/question/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import {
  lettersOf,
  MOST,
  OPTION_COLUMNS,
  ORDER_COLUMNS,
  orderColumn,
  PAIR_COLUMNS,
  PROMPT_COLUMNS,
  pairColumn,
  promptColumn,
} from "./columns";
import { namer } from "./name-in-sheet";
import { keyOf, type Part, Row, refer } from "./row";

/** What a row comes to: a value for the draft's schema, the columns that no field was made of, and how to name a place. */
export type RowDraft = { draft: unknown; unused: string[]; nameOf: (path: readonly PropertyKey[]) => string };

const TYPES: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    multiplechoice: "multiple-choice",
    mc: "multiple-choice",
    choice: "multiple-choice",
    single: "multiple-choice",
    singlechoice: "multiple-choice",
    multipleresponse: "multiple-response",
    mr: "multiple-response",
    multiple: "multiple-response",
    multipleanswer: "multiple-response",
    multipleanswers: "multiple-response",
    multipleselect: "multiple-response",
    multiselect: "multiple-response",
    ordering: "ordering",
    order: "ordering",
    sequence: "ordering",
    matching: "matching",
    match: "matching",
  } as const),
);

const YES_NO: ReadonlyMap<string, boolean> = new Map(
  Object.entries({
    yes: true,
    y: true,
    true: true,
    "1": true,
    x: true,
    no: false,
    n: false,
    false: false,
    "0": false,
  }),
);

/** A whole number, or the cell itself, which the schema then refuses by name. */
const numberIn = (cell: string | undefined): number | string | undefined =>
  cell !== undefined && /^\d{1,4}(?:[.,]0{1,4})?$/.test(cell) ? Number.parseInt(cell, 10) : cell;

const namesOf = (count: number, columns: (place: number) => string[]): string[][] =>
  Array.from({ length: count }, (_, place) => columns(place));

const PROMPT_NAMES = namesOf(MOST.prompts, (place) => PROMPT_COLUMNS.map((what) => promptColumn(what, place)));
const ORDER_NAMES = namesOf(MOST.wrongOrders, (place) => ORDER_COLUMNS.map((what) => orderColumn(what, place)));
const PAIR_NAMES = namesOf(MOST.wrongPairs, (place) => PAIR_COLUMNS.map((what) => pairColumn(what, place)));

const numberOf = (place: number): string => `${place + 1}`;

function choice(row: Row, type: "multiple-choice" | "multiple-response") {
  const parts = row.options(OPTION_COLUMNS);
  const key = keyOf(row, parts);
  return {
    fields: {
      type,
      options: parts.map(({ place, ...part }) => ({ ...part, key: key.some((each) => each.place === place) })),
      ...(type === "multiple-response" ? { choose: numberIn(row.head("choose")) } : {}),
    },
    options: parts,
    prompts: [],
  };
}

function ordering(row: Row) {
  const parts = row.options(["option", "trap", "why", "id"]);
  const key = row.head("key");
  const items = key === undefined ? parts : keyOf(row, parts);
  const twice = items.find((part, place) => items.indexOf(part) !== place);
  if (twice !== undefined) row.faults.add(`"key" names ${lettersOf(twice.place)} twice. Each step stands once.`);
  const stepWithTrap = items.find(({ trap }) => trap !== undefined);
  if (stepWithTrap !== undefined) {
    row.faults.add(
      `"trap ${lettersOf(stepWithTrap.place)}" is filled, but ${lettersOf(stepWithTrap.place)} is a step of the right order. Take it out of "key" if it is a decoy.`,
    );
  }
  const { resolve } = refer(row, parts, lettersOf, "option");
  const wrongOrders = ORDER_NAMES.flatMap((names, place) => {
    if (!names.some((name) => row.has(name))) return [];
    const cell = (what: "before" | "after"): string =>
      resolve(row.demand(orderColumn(what, place), names), orderColumn(what, place));
    return [
      {
        before: cell("before"),
        after: cell("after"),
        trap: row.demand(orderColumn("trap", place), names),
        why: row.take(orderColumn("why", place)),
      },
    ];
  });
  const decoys = parts.filter((part) => !items.includes(part));
  return {
    fields: {
      type: "ordering",
      items: items.map(({ id, text, why }) => ({ id, text, why })),
      decoys: decoys.map(({ id, text, trap, why }) => ({ id, text, trap, why })),
      wrongOrders,
    },
    options: [...items, ...decoys],
    prompts: [],
  };
}

function matching(row: Row) {
  const responses = row.options(["option", "id"]);
  const toResponse = refer(row, responses, lettersOf, "option");
  const prompts: Part[] = [];
  const answers: string[] = [];
  for (const [place, names] of PROMPT_NAMES.entries()) {
    if (!names.some((name) => row.has(name))) continue;
    const answer = promptColumn("answer", place);
    prompts.push({
      place,
      text: row.demand(promptColumn("prompt", place), names),
      id: row.take(promptColumn("id prompt", place)),
      why: row.take(promptColumn("why prompt", place)),
    });
    answers.push(toResponse.resolve(row.demand(answer, names), answer));
  }
  const toPrompt = refer(row, prompts, numberOf, "prompt");
  const wrongPairs = PAIR_NAMES.flatMap((names, place) => {
    if (!names.some((name) => row.has(name))) return [];
    const cell = (what: "prompt" | "response", to: typeof toPrompt): string =>
      to.resolve(row.demand(pairColumn(what, place), names), pairColumn(what, place));
    return [
      {
        prompt: cell("prompt", toPrompt),
        response: cell("response", toResponse),
        trap: row.demand(pairColumn("trap", place), names),
        why: row.take(pairColumn("why", place)),
      },
    ];
  });
  return {
    fields: {
      type: "matching",
      prompts: prompts.map(({ id, text, why }, place) => ({ id, text, answer: answers[place], why })),
      responses: responses.map((part) => ({ id: toResponse.idOf(part), text: part.text })),
      wrongPairs,
    },
    options: responses,
    prompts,
  };
}

function typeOf(row: Row): Kind | null {
  const said = row.head("type");
  if (said !== undefined) {
    const type = TYPES.get(said.toLowerCase().replace(/[\s_-]+/g, ""));
    if (type === undefined)
      row.faults.add(
        `"${excerpt(said)}" is a type that Trapline has not. It has multiple-choice, multiple-response, ordering and matching.`,
      );
    return type ?? null;
  }
  if (row.has(promptColumn("prompt", 0))) return "matching";
  if (row.has(orderColumn("before", 0))) return "ordering";
  const several = keyOf(row, row.options(["option"])).length > 1;
  return several || row.has("choose") ? "multiple-response" : "multiple-choice";
}

function caseOf(row: Row) {
  const [id, title, scenario, place] = (["case", "case title", "case scenario", "case place"] as const).map((column) =>
    row.head(column),
  );
  if ([id, title, scenario, place].every((cell) => cell === undefined)) return undefined;
  const number = numberIn(place);
  return { id, title, scenario, index: typeof number === "number" ? number - 1 : number };
}

function counterCueOf(row: Row): boolean | undefined {
  const cell = row.head("counter cue");
  if (cell === undefined) return undefined;
  const value = YES_NO.get(cell.toLowerCase());
  if (value === undefined) row.faults.add(`"counter cue" says "${excerpt(cell)}". Write yes or no.`);
  return value;
}

/**
 * A row's cells, by their columns, as a value for the draft's schema. What only a look at the whole row can tell (a key
 * that names no option, a cell whose neighbour is missing, an unknown type) is refused here, in words for an author.
 */
export function draftOfRow(cells: ReadonlyMap<string, string>): Result<RowDraft, string> {
  const row = new Row(cells);
  const type = typeOf(row);
  if (type === null) return fail([...row.faults].join(" "));
  const body = type === "ordering" ? ordering(row) : type === "matching" ? matching(row) : choice(row, type);
  const draft = {
    id: row.head("id"),
    lesson: row.head("lesson"),
    exams: row.list("exams", ";,"),
    difficulty: numberIn(row.head("difficulty")),
    stem: row.head("question"),
    ask: row.head("ask"),
    counterCue: counterCueOf(row),
    cues: row.list("cues", ";,"),
    facts: row.list("facts", ";"),
    verifiedOn: row.head("verified on"),
    parallelOf: row.head("parallel of"),
    inCase: caseOf(row),
    feedback: row.head("feedback"),
    ...body.fields,
  };
  if (row.faults.size > 0) return fail([...row.faults].slice(0, 3).join(" "));
  const items = "items" in body.fields ? body.fields.items.length : 0;
  return ok({ draft, unused: row.unused(), nameOf: namer(body.options, body.prompts, items) });
}
