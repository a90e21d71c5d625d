import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { parseXml } from "@/lib/content/interchange/xml";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { readSheet } from "./testing/read-sheet";
import { type Cell, writeXlsx } from "./write-xlsx";

const fileOf = (rows: readonly (readonly Cell[])[]) => writeXlsx({ title: "Sheet", rows });
const backOf = (...row: Cell[]) => readSheet(fileOf([["head"], row])).cells[1];

describe("a table as an XLSX file", () => {
  test("reads back with its texts as texts and its numbers as numbers, under a head that stays", () => {
    const rows = [
      ["name", "right", "share"],
      ["Ada", 12, 0.5],
      ["", 0, -3],
      ["007", 3, ""],
    ];
    const sheet = readSheet(fileOf(rows));
    expect(sheet.cells).toEqual(rows);
    expect(sheet.frozen).toBe("frozen 1");
    expect(sheet.paths[0]).toBe("[Content_Types].xml");
    for (const xml of Object.values(unzipSync(fileOf(rows)))) {
      expect(parseXml(strFromU8(xml).replace(/^<\?.*\?>\n/, ""))).toMatchObject({ ok: true });
    }
  });

  test.each([
    ["=", '=HYPERLINK("https://a.example","x")'],
    ["+", "+1+1"],
    ["-", "-1+1"],
    ["@", "@SUM(A1)"],
    ["TAB", "\t=1+1"],
    ["CR", "\r=1+1"],
    ["LF", "\n=1+1"],
    ["a full-width =", "＝1+1"],
    ["a full-width +", "＋1"],
    ["a full-width -", "－1"],
    ["a full-width @", "＠SUM(A1)"],
    ["|", "|cmd"],
  ])("a text that begins with %s is no formula: it stands there as it is, in the format of text", (_, text) => {
    const bytes = fileOf([[text], [text]]);
    const xml = strFromU8(unzipSync(bytes)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect(xml).not.toMatch(/<f[ >/]/);
    expect([...xml.matchAll(/<c r="A\d" s="([12])" t="inlineStr">/g)].map(([, style]) => style)).toEqual(["1", "2"]);
    expect(readSheet(bytes).cells).toEqual([[text], [text]]);
    const formats = strFromU8(unzipSync(bytes)["xl/styles.xml"] ?? new Uint8Array());
    expect(formats.match(/numFmtId="49" [^>]*quotePrefix="1"/g)).toHaveLength(2);
  });

  test.each([
    ["markup", "</t></is></c><c><f>1+1</f></c>&amp;&lt;\"'"],
    ["blanks at its ends", "  a  "],
    ["what readers take for a character", "_x0041_ _x005F_x0041_ _x000D_"],
    ["what other markup knows", "]]> <![CDATA[a]]> <!-- a -->"],
    ["letters beyond the basic plane", "𝒜 👩‍🏫"],
  ])("a text with %s comes back as it is", (_, text) => {
    expect(backOf(text)).toEqual([text]);
  });

  test("characters that XML cannot hold are left out, and so is what no cell has room for", () => {
    expect(backOf("a\u0000b\u0007c\u001bd\ufffee\ud800f")).toEqual(["abcdef"]);
    expect(backOf(`${"a".repeat(32_766)}𝒜`)).toEqual(["a".repeat(32_766)]);
  });

  test("columns go on after Z", () => {
    const row = Array.from({ length: 60 }, (_, index) => `c${index}`);
    expect(readSheet(fileOf([row, row])).cells).toEqual([row, row]);
  });

  test("what is no number is refused", () => {
    expect(() => fileOf([["head"], [Number.NaN]])).toThrow(RangeError);
    expect(() => fileOf([["head"], [Number.POSITIVE_INFINITY]])).toThrow(RangeError);
  });

  test("any table without control characters comes back cell by cell", () => {
    // Leaving them out is tested above; here every character has to come back.
    const text = fc
      .string({ unit: "binary", maxLength: 30 })
      .filter((made) => !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(made));
    const number = fc
      .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
      .filter((made) => !Object.is(made, -0));
    const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.tuple(
        fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }), {
          minLength: width,
          maxLength: width,
        }),
        fc.array(fc.array(fc.oneof(text, number), { minLength: width, maxLength: width }), { maxLength: 8 }),
      ),
    );
    fc.assert(
      fc.property(tables, ([head, rows]) => {
        const bytes = fileOf([head, ...rows]);
        expect(readSheet(bytes).cells).toEqual([head, ...rows]);
      }),
      { ...FIXED_RUNS, numRuns: 50 },
    );
  });
});
