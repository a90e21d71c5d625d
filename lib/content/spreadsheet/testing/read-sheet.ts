import { XMLParser } from "fast-xml-parser";
import { strFromU8, unzipSync } from "fflate";
import { z } from "zod";

const listOf = <T extends z.ZodType>(one: T) => z.preprocess((value) => value ?? [], z.array(one));

const cellSchema = z.strictObject({
  "@r": z.string().regex(/^[A-Z]+\d+$/),
  "@s": z.string(),
  "@t": z.literal("inlineStr").optional(),
  v: z.string().optional(),
  is: z.strictObject({ t: z.strictObject({ "#text": z.string(), "@xml:space": z.literal("preserve") }) }).optional(),
});

const sheetSchema = z.object({
  worksheet: z.object({
    sheetViews: z.object({ sheetView: z.object({ pane: z.object({ "@ySplit": z.string(), "@state": z.string() }) }) }),
    sheetData: z.preprocess(
      (value) => (value === "" ? {} : value),
      z.object({
        row: listOf(
          z.object({
            "@r": z.string(),
            c: listOf(cellSchema),
          }),
        ),
      }),
    ),
  }),
});

/** The index of a column by its letters, from 0. */
const columnOf = (place: string): number =>
  [...place.replace(/\d+/, "")].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** What a spreadsheet shows for a stored text. */
const shown = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Reads a file of `writeXlsx` as strictly as another program might: by a general XML parser, and with a schema that knows
 * no cell but inline strings and numbers. Rows are filled up with empty texts to the width of the first.
 */
export function readSheet(bytes: Uint8Array): { cells: (string | number)[][]; frozen: string; paths: string[] } {
  const files = unzipSync(bytes);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    isArray: (name) => name === "row" || name === "c",
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
    htmlEntities: true,
  });
  const xml = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
  const { worksheet } = sheetSchema.parse(parser.parse(xml));
  const rows = worksheet.sheetData.row;
  const width = Math.max(0, ...rows.flatMap(({ c }) => c.map((cell) => columnOf(cell["@r"]) + 1)));
  const cells = rows.map(({ c }) => {
    const row: (string | number)[] = Array.from({ length: width }, () => "");
    for (const cell of c)
      row[columnOf(cell["@r"])] = cell.is === undefined ? Number(cell.v) : shown(cell.is.t["#text"]);
    return row;
  });
  const { pane } = worksheet.sheetViews.sheetView;
  return { cells, frozen: `${pane["@state"]} ${pane["@ySplit"]}`, paths: Object.keys(files) };
}
