import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { numbers, readTable, type Table } from "@/lib/evaluation/read-table";

/** People who answered practice questions and then an exam, as the folder holds them. */
export type PracticeTest = {
  name: string;
  persons: number;
  items: number;
  /** Person by person: 1 where the response is the key. An omission is wrong. */
  right: Int8Array;
  /** Person by person: the response as it was written; "" where omitted. */
  responses: readonly (readonly string[])[];
  keys: readonly string[];
  exam: readonly number[];
  /** For each person the practice items, by index, in the order met. */
  order: readonly (readonly number[])[];
  fold: readonly string[];
};

const SUFFIXES = ["_items_role", "_key", "_persons", "_responses"] as const;

/** The file of a table, packed or not; null when it is not there. */
function fileOf(folder: string, stem: string): string | null {
  return [`${stem}.csv`, `${stem}.csv.gz`].map((name) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** Names of the data sets in a folder that have all four tables. */
export function practiceTestNames(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).flatMap((file) => /^(.+)_items_role\.csv(?:\.gz)?$/.exec(file)?.[1] ?? []);
  return [...new Set(names)]
    .sort()
    .filter((name) => SUFFIXES.every((suffix) => fileOf(folder, name + suffix) !== null));
}

/** @throws when a table is missing or the tables do not fit together. */
export function readPracticeTest(folder: string, name: string): PracticeTest {
  const table = (suffix: (typeof SUFFIXES)[number]): Table => {
    const file = fileOf(folder, name + suffix);
    if (file === null) throw new Error(`${name}${suffix} is not in ${folder}`);
    return readTable(file);
  };
  const roles = table("_items_role");
  const items = roles.column("item");
  const role = roles.column("role");
  const keyTable = table("_key");
  const keyOf = new Map(keyTable.column("item").map((item, i) => [item, keyTable.column("key")[i] ?? ""]));
  const keys = items.map((item) => {
    const key = keyOf.get(item);
    if (key === undefined) throw new Error(`${name}: item ${item} has no key`);
    return key;
  });
  const answers = table("_responses");
  const rowOf = new Map(answers.column("person").map((person, row) => [person, row]));
  const columns = items.map((item) => answers.column(item));
  const people = table("_persons");
  const rows = people.column("person").map((person) => {
    const row = rowOf.get(person);
    if (row === undefined) throw new Error(`${name}: person ${person} has no responses`);
    return row;
  });
  const responses = rows.map((row) => columns.map((column) => column[row] ?? ""));
  const right = Int8Array.from(responses.flatMap((own) => own.map((answer, j) => (answer === keys[j] ? 1 : 0))));
  return {
    name,
    persons: rows.length,
    items: items.length,
    right,
    responses,
    keys,
    exam: items.flatMap((_, j) => (role[j] === "exam" ? [j] : [])),
    order: practiceOrder(people, items, role, name),
    fold: people.column("fold"),
  };
}

/** The columns X1, X2, … of a person name practice items by their place among the items, counted from 1, in order. */
function practiceOrder(people: Table, items: readonly string[], role: readonly string[], name: string): number[][] {
  const steps = people.columns.filter((column) => /^X\d+$/.test(column));
  const places = steps.map((step) => numbers(people, step));
  return Array.from({ length: people.rows }, (_, person) =>
    places.map((place) => {
      const item = (place[person] ?? 0) - 1;
      if (role[item] !== "practice") throw new Error(`${name}: ${items[item] ?? item} is no practice item`);
      return item;
    }),
  );
}
