import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FormFileError, readForm, readTraps } from "./read-form";

const folder = mkdtempSync(path.join(tmpdir(), "item-analysis-"));
let files = 0;

function file(content: string | Uint8Array, name = "x.csv"): string {
  files += 1;
  const where = path.join(folder, `${files}-${name}`);
  writeFileSync(where, content);
  return where;
}

const KEY = "item,key\nQ1,A\nQ2,B\n";
const RESPONSES = "person,Q1,Q2\n1,A,B\n2,A,\n3,C,B\n";

/** Who chose what, in words: "Q1 A 2" for two people. */
async function counted(responses: string | Uint8Array, key = KEY, name?: string): Promise<string[]> {
  const { form } = await readForm(file(responses, name), file(key));
  return form.items.flatMap((item) =>
    [...item.options].map(([option, byTotal]) => `${item.name} ${option} ${byTotal.reduce((a, b) => a + b, 0)}`),
  );
}

const PLAIN = ["Q1 A 2", "Q1 C 1", "Q2 B 2", "Q2 OMIT 1"];

describe("the same answers in other clothes", () => {
  test.each([
    { name: "as they should be", responses: RESPONSES },
    { name: "with a byte order mark and CRLF", responses: `\uFEFF${RESPONSES.replaceAll("\n", "\r\n")}` },
    { name: "without an end of line, with empty lines", responses: `${RESPONSES.trimEnd().replaceAll("\n", "\n\n")}` },
    { name: "quoted, with blanks", responses: 'id, "Q1" ,q2\n1,"A", B\n2,A,""\n3,C,B \n' },
    { name: "columns in another order", responses: "person,Q2,Q1\n1,B,A\n2,,A\n3,B,C\n" },
    { name: "OMIT in words", responses: RESPONSES.replace("A,\n", "A,OMIT\n") },
    { name: "without a person", responses: "Q1,Q2\nA,B\nA,\nC,B\n" },
    { name: "a key without a header", responses: RESPONSES, key: "Q1,A\nQ2,B\n" },
    { name: "a key with a header of other words", responses: RESPONSES, key: "question,correct\nQ1,A\nQ2,B\n" },
    { name: "a key with more columns", responses: RESPONSES, key: "\uFEFFlesson,Key,Item\r\n1,A,q1\r\n2,B,q2\r\n" },
  ])("$name", async ({ responses, key }) => {
    const found = await counted(responses, key);
    expect(found.map((line) => line.toUpperCase()).sort()).toEqual(PLAIN);
  });

  test("packed", async () => {
    expect((await counted(gzipSync(RESPONSES), KEY, "x.csv.gz")).sort()).toEqual(PLAIN);
  });

  test("columns that the key does not name are left out, and said", async () => {
    const { form, ignored } = await readForm(file("person,group,Q1,Q2\n1,x,A,B\n"), file(KEY));
    expect(ignored).toEqual(["group"]);
    expect(form.totals).toEqual([0, 0, 1]);
  });

  test("a header without people is a form that nobody took", async () => {
    expect((await readForm(file("person,Q1,Q2\n"), file(KEY))).form.totals).toEqual([0, 0, 0]);
  });
});

describe("what is wrong is said, with its row and column", () => {
  test.each([
    { name: "a short row", responses: "person,Q1,Q2\n1,A,B\n2,A\n", says: "row 3 has 2 cells" },
    { name: "where it ends", responses: "person,Q1,Q2\n2,A\n", says: "ends before column 3" },
    { name: "a long row", responses: "person,Q1,Q2\n1,A,B,D\n", says: '"D" in column 4' },
    { name: "an open quote", responses: 'person,Q1,Q2\n1,"A,B\n', says: "Quote" },
    {
      name: "a missing item",
      responses: "person,Q1,Q3\n1,A,B\n",
      says: "no column for Q2 of the key; without a key are Q3",
    },
    { name: "a column twice", responses: "person,Q1,q1\n1,A,B\n", says: "columns 2 and 3 are both named q1" },
    { name: "an empty file", responses: "", says: "it is empty" },
    { name: "an empty key", responses: RESPONSES, key: "", says: "it is empty" },
    { name: "a key of a header", responses: RESPONSES, key: "item,key\n", says: "it has no items" },
    { name: "an item without a key", responses: RESPONSES, key: "item,key\nQ1,A\nQ2,\n", says: "row 3: Q2 has no key" },
    { name: "a key without its item", responses: RESPONSES, key: "item,key\n,A\n", says: "row 2 names no item" },
    {
      name: "an item twice",
      responses: RESPONSES,
      key: "item,key\nQ1,A\nQ1,B\n",
      says: "row 3: Q1 stands in row 2 already",
    },
  ])("$name", async ({ responses, key, says }) => {
    const reading = readForm(file(responses), file(key ?? KEY));
    await expect(reading).rejects.toBeInstanceOf(FormFileError);
    await expect(readForm(file(responses), file(key ?? KEY))).rejects.toThrow(says);
  });

  test("a file that is not there", async () => {
    await expect(readForm(path.join(folder, "none.csv"), file(KEY))).rejects.toThrow("none.csv: ENOENT");
    await expect(readForm(file(RESPONSES), path.join(folder, "no-key.csv"))).rejects.toThrow("no-key.csv: ENOENT");
  });
});

describe("traps of options", () => {
  test("by item and option", () => {
    const traps = readTraps(file("Trap,Item,Option\nforce,Q1,C\nskip,Q1,B\n"));
    expect(traps.get("q1")).toEqual(
      new Map([
        ["C", "force"],
        ["B", "skip"],
      ]),
    );
  });

  test.each([
    { content: "item,option\nQ1,C\n", says: "must name the columns" },
    { content: "item,option,trap\nQ1,C,\n", says: "row 2 needs" },
    { content: "", says: "must name the columns" },
  ])("$says", ({ content, says }) => {
    expect(() => readTraps(file(content))).toThrow(says);
  });
});
