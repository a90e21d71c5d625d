import type { XmlElement, XmlNode } from "@/lib/content/interchange/xml";
import { SOURCE_ATTRIBUTE } from "./markup";

/** `qti-simple-choice` and `response-identifier` of QTI 3.0 as 2.x has them: `simpleChoice`, `responseIdentifier`. */
const camel = (name: string): string => name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** An element's name without its prefix, in the spelling of QTI 2.x. */
export function plainName(name: string): string {
  const local = name.slice(name.indexOf(":") + 1);
  return local.startsWith("qti-") ? camel(local.slice("qti-".length)) : local;
}

/** The tree with one spelling for all versions: no prefixes, and the names of QTI 2.x for those of 3.0. */
export function plainTree(element: XmlElement): XmlElement {
  const attributes = new Map<string, string>();
  for (const [name, value] of element.attributes) {
    attributes.set(name.startsWith("data-") || name.includes(":") ? name : camel(name), value);
  }
  return {
    ...element,
    name: plainName(element.name),
    attributes,
    children: element.children.map((node) => (typeof node === "string" ? node : plainTree(node))),
  };
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== "string";

/** The elements of those names within, in the order of the file; what is found is not searched further. */
export function elementsWithin(element: XmlElement, names: ReadonlySet<string>): XmlElement[] {
  return element.children.flatMap((node) => {
    if (!isElement(node)) return [];
    return names.has(node.name) ? [node] : elementsWithin(node, names);
  });
}

/** Every element within, at any depth, in the order of the file. */
export function* everyElement(element: XmlElement): Generator<XmlElement> {
  for (const node of element.children) {
    if (!isElement(node)) continue;
    yield node;
    yield* everyElement(node);
  }
}

/** Elements of HTML that have no end tag. */
const VOID = new Set(["br", "hr", "img", "col", "input", "source", "track", "param", "embed", "area", "link", "meta"]);

/** As the HTML writer spells references, so that what has not been changed is seen at once. */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\r", "&#13;");

/** What is within an element, as HTML, without the elements whose names are in `leave`; Markdown that goes along is left out. */
export function htmlWithin(element: XmlElement, leave: ReadonlySet<string>): string {
  return element.children
    .map((node) => {
      if (!isElement(node)) return escaped(node);
      if (leave.has(node.name)) return "";
      const attributes = [...node.attributes]
        .filter(([name]) => name !== SOURCE_ATTRIBUTE)
        .map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', "&quot;")}"`)
        .join("");
      const start = `<${node.name}${attributes}>`;
      return VOID.has(node.name.toLowerCase()) ? start : `${start}${htmlWithin(node, leave)}</${node.name}>`;
    })
    .join("");
}
