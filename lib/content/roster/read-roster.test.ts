import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { readRoster } from "./read-roster";

const people = (text: string) => readRoster(text).entries.map(({ name, email }) => `${name} <${email}>`);

test.each([
  ["headings", "name,email\nAda Lovelace,ada@example.org\n"],
  ["semicolons and CRLF", "Name;E-Mail\r\nAda Lovelace;ada@example.org\r\n"],
  ["tabs, no headings", "Ada Lovelace\tada@example.org"],
  ["a byte order mark and capitals", "\uFEFFEmail address,Full name\nADA@Example.org,Ada  Lovelace"],
  ["first and last name", "First name,Last name,SIS Login ID\nAda,Lovelace,ada@example.org"],
  ["quotes", '"name","email"\n"Ada Lovelace","ada@example.org"'],
])("a roster with %s is read", (_what, text) => {
  expect(people(text)).toEqual(["Ada Lovelace <ada@example.org>"]);
});

test("rows that cannot be used are told by their number, the others are read", () => {
  const text = "name,email\nAda,ada@example.org\n,\nBob,no address\nCleo,\nDan,ADA@example.org\nEve,eve@example.org";
  const { entries, problems } = readRoster(text);
  expect(entries.map(({ row, name }) => [row, name])).toEqual([
    [2, "Ada"],
    [7, "Eve"],
  ]);
  expect(problems).toEqual([
    { row: 4, message: "“no address” is no e-mail address." },
    { row: 5, message: "Cleo has no address." },
    { row: 6, message: "ada@example.org stands in row 2 already." },
  ]);
});

test.each([
  ["nothing", "", "There is nothing in it."],
  ["no address", "name,phone\nAda,123", "No column holds an e-mail address. Name one “email” in the first row."],
  ["another encoding", "name,email\nAd\uFFFD,ada@example.org", "The file is not UTF-8. Save it as “CSV UTF-8”."],
])("a roster with %s is refused in words", (_what, text, message) => {
  expect(readRoster(text)).toEqual({ entries: [], problems: [{ row: 1, message }] });
});

test("more than a thousand rows are not read", () => {
  const rows = Array.from({ length: 1_200 }, (_, index) => `P ${index},p${index}@example.org`);
  const { entries, problems } = readRoster(["name,email", ...rows].join("\n"));
  expect(entries).toHaveLength(1_000);
  expect(problems).toEqual([{ row: 1_002, message: "Only 1000 rows are read at a time." }]);
});

test("whatever the text, each address comes once and every row is answered for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("name", "email", ",", ";", "\n", '"', "a@b.org", "x", "\t", "=1")),
      (parts) => {
        const { entries } = readRoster(parts.join(""));
        expect(new Set(entries.map(({ email }) => email)).size).toBe(entries.length);
      },
    ),
    FIXED_RUNS,
  );
});
