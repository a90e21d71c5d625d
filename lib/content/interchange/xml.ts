import { XMLParser } from "fast-xml-parser";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { passXml } from "./xml-gate";

/** An element as it stands in a file. Text and CDATA are strings; comments are left out. */
export type XmlElement = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlNode[];
  /** Of its start tag, from 1; 0 for one that was made. */
  line: number;
};
export type XmlNode = XmlElement | string;

const TEXT = "#text";
const CDATA = "#cdata";
const ATTRIBUTES = ":@";

const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Whether XML 1.0 can hold the character at all (its production 2). */
const isXmlCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

/**
 * Character references and XML's own five entities, once. Others, such as `&nbsp;` without a DTD, stay as they are
 * written: where they occur, the text is HTML and is read as that.
 */
function withoutReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#(\d{1,8})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (all: string, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name) ?? all;
      const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number.parseInt(decimal, 10);
      return isXmlCharacter(code) ? String.fromCodePoint(code) : "";
    },
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function attributesOf(value: unknown): Map<string, string> {
  const attributes = new Map<string, string>();
  if (!isRecord(value)) return attributes;
  for (const [name, text] of Object.entries(value)) attributes.set(name.slice(2), withoutReferences(String(text)));
  return attributes;
}

/** What the parser made, as elements; `line` gives the next element's line. Recursion is bounded by LIMITS.depth. */
function nodesOf(parsed: unknown, line: () => number): XmlNode[] {
  if (!Array.isArray(parsed)) return [];
  const nodes: XmlNode[] = [];
  for (const node of parsed) {
    if (!isRecord(node)) continue;
    for (const [name, content] of Object.entries(node)) {
      if (name === ATTRIBUTES || name.startsWith("?")) continue;
      if (name === TEXT) nodes.push(withoutReferences(String(content)));
      else if (name === CDATA) {
        for (const part of Array.isArray(content) ? content : []) if (isRecord(part)) nodes.push(String(part[TEXT]));
      } else {
        const at = line();
        nodes.push({ name, attributes: attributesOf(node[ATTRIBUTES]), children: nodesOf(content, line), line: at });
      }
    }
  }
  return nodes;
}

/**
 * An XML text as its outermost element. No entity is expanded but XML's own five; DOCTYPE and processing instructions
 * are refused unparsed (see `passXml`), so nothing can be fetched and nothing multiplies. Lines have to end by "\n", as
 * `decodeText` makes them. Failures are one sentence with the line. Never throws.
 */
export function parseXml(text: string): Result<XmlElement, { line: number; message: string }> {
  const passed = passXml(text);
  if (!passed.ok) return passed;
  try {
    const parsed: unknown = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: "@_",
      processEntities: false,
      htmlEntities: false,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      cdataPropName: CDATA,
      textNodeName: TEXT,
    }).parse(text);
    let next = 0;
    const root = nodesOf(parsed, () => passed.value[next++] ?? 0).find((node) => typeof node !== "string");
    if (root !== undefined) return ok(root);
  } catch {
    // The parser knows names that it refuses, such as those of an object's prototype.
  }
  return fail({ line: 1, message: "The file cannot be read as XML: it uses names that no such file has." });
}

/** An element's name without its namespace's prefix: `imsqti:item` is an `item`. */
const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** The child elements of that name, whatever their prefix. */
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).flatMap((node) =>
    typeof node !== "string" && localName(node.name) === name ? [node] : [],
  );

/** The first child element of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];

/** The text of an element and all within it. */
export const textOf = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((node) => (typeof node === "string" ? node : textOf(node))).join("");

/** The text of the first child element of that name, trimmed; empty where there is none. */
export const childText = (element: XmlElement | undefined, name: string): string =>
  textOf(childOf(element, name)).trim();

const escapedText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");

const escapedAttribute = (text: string): string =>
  escapedText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/** The characters of a text that XML can hold; others (control characters, halves of surrogate pairs) are left out. */
export function xmlCharacters(text: string): string {
  // Nearly every text is clean, and looking is much cheaper than building.
  if (!/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/.test(text)) return text;
  return Array.from(text)
    .filter((character) => isXmlCharacter(character.codePointAt(0) ?? 0))
    .join("");
}

/** Text as it stands in a file: a CDATA section where it holds markup, as most systems write their HTML. */
function writtenText(text: string): string {
  const clean = xmlCharacters(text);
  // A section's end within it is written by parting the section. A parser would read a lone CR as a line's end.
  if (!/[&<]/.test(clean) || clean.includes("\r")) return escapedText(clean);
  return `<![CDATA[${clean.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

function writtenAttributes(attributes: XmlElement["attributes"]): string {
  return [...attributes].map(([name, value]) => ` ${name}="${escapedAttribute(xmlCharacters(value))}"`).join("");
}

function writeInto(out: string[], element: XmlElement, indent: string): void {
  const start = `${indent}<${element.name}${writtenAttributes(element.attributes)}`;
  if (element.children.length === 0) {
    out.push(`${start}/>\n`);
    return;
  }
  out.push(`${start}>`);
  // Blanks beside text would become part of it.
  const mixed = element.children.some((node) => typeof node === "string");
  if (!mixed) out.push("\n");
  for (const node of element.children) {
    if (typeof node === "string") out.push(writtenText(node));
    else if (mixed) out.push(markupOf([node]));
    else writeInto(out, node, `${indent}  `);
  }
  out.push(`${mixed ? "" : indent}</${element.name}>\n`);
}

/** An element to be written. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlNode[] = [],
): XmlElement => ({ name, attributes: new Map(Object.entries(attributes)), children, line: 0 });

/** A whole XML file with the element as its outermost. What XML cannot hold is left out: see `xmlCharacters`. */
export function writeXml(root: XmlElement): string {
  const out = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  writeInto(out, root, "");
  return out.join("");
}

const EMPTY_IN_HTML = /^(?:br|hr|img|col|input|source|param)$/;

/** Nodes as the markup that they stand for, on one line and without CDATA: XHTML within XML, to be read as HTML. */
export function markupOf(nodes: readonly XmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escapedText(xmlCharacters(node));
      const start = `<${node.name}${writtenAttributes(node.attributes)}`;
      if (node.children.length === 0 && EMPTY_IN_HTML.test(node.name)) return `${start}/>`;
      return `${start}>${markupOf(node.children)}</${node.name}>`;
    })
    .join("");
}
