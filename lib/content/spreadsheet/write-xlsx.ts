import { writeArchive } from "@/lib/content/interchange/archive";
import { lettersOf } from "@/lib/content/interchange/csv/columns";
import { element, markupOf, type XmlElement, type XmlNode, xmlCharacters } from "@/lib/content/interchange/xml";

// The least of Office Open XML (ECMA-376) that a table needs. No formula, no link and no macro can be written with it.

/** A text or a number; nothing else stands in a sheet. */
export type Cell = string | number;

const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** What a spreadsheet holds at most: rows, and characters in a cell. */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
/** Widths of columns, in characters. */
const NARROWEST = 8;
const WIDEST = 60;

const part = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${markupOf([root])}`;

/** A text as a cell can hold it: readers take `_x0041_` for an A, so that an underscore before such is written so itself. */
const storedText = (text: string): string =>
  xmlCharacters(text.slice(0, LONGEST_TEXT)).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");

/** Styles by their number: as it comes, the head row, and text that stays text even when somebody edits the cell. */
const STYLE = { plain: "0", head: "1", text: "2" } as const;

function styles(): XmlElement {
  const font = (bold: boolean) =>
    element("font", {}, [
      ...(bold ? [element("b")] : []),
      element("sz", { val: "11" }),
      element("name", { val: "Calibri" }),
    ]);
  const fill = (patternType: string) => element("fill", {}, [element("patternFill", { patternType })]);
  const sides = ["left", "right", "top", "bottom", "diagonal"].map((side) => element(side));
  const base = { numFmtId: "0", fontId: "0", fillId: "0", borderId: "0" };
  const format = (more: Record<string, string>) => element("xf", { ...base, xfId: "0", ...more });
  const many = (name: string, children: XmlElement[]) => element(name, { count: String(children.length) }, children);
  // 49 is the format "@".
  const text = { numFmtId: "49", applyNumberFormat: "1", quotePrefix: "1" };
  return element("styleSheet", { xmlns: SHEET }, [
    many("fonts", [font(false), font(true)]),
    many("fills", [fill("none"), fill("gray125")]),
    many("borders", [element("border", {}, sides)]),
    many("cellStyleXfs", [element("xf", base)]),
    many("cellXfs", [format({}), format({ ...text, fontId: "1", applyFont: "1" }), format(text)]),
  ]);
}

function written(cell: Cell, place: string, isHead: boolean): XmlElement[] {
  if (typeof cell === "number") {
    if (!Number.isFinite(cell)) throw new RangeError(`${place} holds no number`);
    return [element("c", { r: place, s: isHead ? STYLE.head : STYLE.plain }, [element("v", {}, [String(cell)])])];
  }
  if (cell === "") return [];
  const text = element("t", { "xml:space": "preserve" }, [storedText(cell)]);
  const style = isHead ? STYLE.head : STYLE.text;
  return [element("c", { r: place, s: style, t: "inlineStr" }, [element("is", {}, [text])])];
}

function columns(rows: readonly (readonly Cell[])[]): XmlElement[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.min(WIDEST, Math.max(widths[index] ?? NARROWEST, String(cell).length + 2));
    }
  }
  const each = widths.map((width, index) =>
    element("col", { min: String(index + 1), max: String(index + 1), width: String(width), customWidth: "1" }),
  );
  return each.length === 0 ? [] : [element("cols", {}, each)];
}

/** The first row stays in sight. */
const frozenHead = (): XmlElement =>
  element("sheetViews", {}, [
    element("sheetView", { workbookViewId: "0" }, [
      element("pane", { ySplit: "1", topLeftCell: "A2", activePane: "bottomLeft", state: "frozen" }),
    ]),
  ]);

function sheetOf(rows: readonly (readonly Cell[])[]): XmlElement {
  const data = rows.map((row, index): XmlNode => {
    const number = String(index + 1);
    return element(
      "row",
      { r: number },
      row.flatMap((cell, at) => written(cell, `${lettersOf(at)}${number}`, index === 0)),
    );
  });
  return element("worksheet", { xmlns: SHEET }, [frozenHead(), ...columns(rows), element("sheetData", {}, data)]);
}

const relation = (Id: string, kind: string, Target: string): XmlElement =>
  element("Relationship", { Id, Type: `${OFFICE}/${kind}`, Target });

const relations = (...children: XmlElement[]): XmlElement =>
  element("Relationships", { xmlns: `${PACKAGE}/relationships` }, children);

/**
 * A table as an XLSX file with one sheet, whose first row is its head. Texts are inline strings in the format of text, so
 * that no cell is a formula, whatever it begins with; numbers are numbers. Characters that XML cannot hold are left out.
 *
 * @throws RangeError for more rows than a sheet has, and for a number that is none.
 */
export function writeXlsx(sheet: { title: string; rows: readonly (readonly Cell[])[] }): Uint8Array {
  if (sheet.rows.length > MOST_ROWS) throw new RangeError(`a sheet has no place for ${sheet.rows.length} rows`);
  const override = (PartName: string, kind: string) =>
    element("Override", { PartName, ContentType: `${TYPE}.${kind}+xml` });
  const types = element("Types", { xmlns: `${PACKAGE}/content-types` }, [
    element("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }),
    element("Default", { Extension: "xml", ContentType: "application/xml" }),
    override("/xl/workbook.xml", "sheet.main"),
    override("/xl/worksheets/sheet1.xml", "worksheet"),
    override("/xl/styles.xml", "styles"),
  ]);
  const workbook = element("workbook", { xmlns: SHEET, "xmlns:r": OFFICE }, [
    element("sheets", {}, [element("sheet", { name: sheet.title, sheetId: "1", "r:id": "rId1" })]),
  ]);
  const ofWorkbook = relations(
    relation("rId1", "worksheet", "worksheets/sheet1.xml"),
    relation("rId2", "styles", "styles.xml"),
  );
  return writeArchive([
    { path: "[Content_Types].xml", content: part(types) },
    { path: "_rels/.rels", content: part(relations(relation("rId1", "officeDocument", "xl/workbook.xml"))) },
    { path: "xl/workbook.xml", content: part(workbook) },
    { path: "xl/_rels/workbook.xml.rels", content: part(ofWorkbook) },
    { path: "xl/styles.xml", content: part(styles()) },
    { path: "xl/worksheets/sheet1.xml", content: part(sheetOf(sheet.rows)) },
  ]);
}
