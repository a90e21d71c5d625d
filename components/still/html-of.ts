import { Fragment, isValidElement, type ReactNode } from "react";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#x27;",
  "<": "&lt;",
  ">": "&gt;",
};
const escaped = (text: string): string =>
  /["&'<>]/.test(text) ? text.replace(/["&'<>]/g, (sign) => ESCAPES[sign] ?? "") : text;

/** The elements that have no end. */
const VOID: ReadonlySet<string> = new Set(["br", "hr", "img", "input", "wbr"]);

const NAMES = new Map([
  ["className", "class"],
  ["htmlFor", "for"],
  ["tabIndex", "tabindex"],
  ["colSpan", "colspan"],
  ["rowSpan", "rowspan"],
]);

/** Where a link may lead and a picture may come from: nothing that a browser would run. */
const isSafeAddress = (address: string): boolean => /^(https?:|mailto:|[/#?])/i.test(address);

function attribute(name: string, value: unknown): string {
  // The values of these are words; all other attributes are there or not.
  if (typeof value === "boolean" && /^(aria|data)-/.test(name)) return ` ${nameOf(name)}="${value}"`;
  if (typeof value === "boolean") return value ? ` ${nameOf(name)}=""` : "";
  if (typeof value !== "string" && typeof value !== "number") throw new Error(`${name} cannot be written out`);
  if ((name === "href" || name === "src") && !isSafeAddress(String(value))) return "";
  return ` ${nameOf(name)}="${escaped(String(value))}"`;
}

/** The elements that still parts are made of. */
const ELEMENTS: ReadonlySet<string> = new Set(
  "a article b blockquote br circle code dd details div dl dt em figcaption figure h1 h2 h3 h4 header hr i img li mark ol p path pre section span strong summary svg table tbody td th thead time tr ul".split(
    " ",
  ),
);

/** No handler, style or string of HTML; and no name that is markup. */
const ATTRIBUTE = /^(?!on|style$|ref$|dangerouslySetInnerHTML$)[a-zA-Z]+(-[a-z-]+)?$/;

/** The name of an attribute as it is written; it was looked at before where it is known. */
function nameOf(name: string): string {
  const known = NAMES.get(name);
  if (known !== undefined) return known;
  if (!ATTRIBUTE.test(name)) throw new Error(`${name} cannot be written out`);
  NAMES.set(name, name);
  return name;
}

function tag(name: string, props: Readonly<Record<string, unknown>>): string {
  if (!ELEMENTS.has(name)) throw new Error(`<${name}> cannot be written out`);
  let attributes = "";
  for (const key in props) {
    const value = props[key];
    if (key === "children" || value === undefined || value === null) continue;
    attributes += attribute(key, value);
  }
  const { children } = props;
  return VOID.has(name) ? `<${name}${attributes}/>` : `<${name}${attributes}>${written(children)}</${name}>`;
}

type Plain = (props: Readonly<Record<string, unknown>>) => unknown;

/** A function that makes elements; not a class, and not the name of a component that is in the browser alone. */
const isPlain = (type: unknown): type is Plain =>
  typeof type === "function" && !("$$typeof" in type) && type.prototype?.isReactComponent === undefined;

function written(node: unknown): string {
  if (typeof node === "string") return escaped(node);
  if (typeof node === "number") return String(node);
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (Array.isArray(node)) {
    let all = "";
    for (const each of node) all += written(each);
    return all;
  }
  if (!isValidElement<Readonly<Record<string, unknown>>>(node)) throw new Error("only elements can be written out");
  const { props } = node;
  const type: unknown = node.type;
  if (typeof type === "string") return tag(type, props);
  if (type === Fragment) return written(props.children);
  if (isPlain(type)) return written(type(props));
  throw new Error("a component of the browser cannot be written out");
}

/**
 * Elements as HTML: for what never changes once it is shown, and is made of plain components without hooks. All text is
 * escaped; what could be run (handlers, styles, HTML strings, other addresses) is refused or left out.
 */
export const htmlOf = (node: ReactNode): string => written(node);
