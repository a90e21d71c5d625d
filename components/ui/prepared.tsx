import Link from "next/link";
import { Fragment, isValidElement, type ReactNode } from "react";
import { isMarkup, type Markup, markup } from "@/lib/core/shared/markup";
import { remember } from "@/lib/core/shared/remember";
import { PreparedView } from "./prepared-view";

type Props = Readonly<Record<string, unknown>>;

const VOID = new Set(["br", "hr", "img", "input", "wbr"]);
/** In them text is no text, or not all of it. */
const NEVER = new Set(["script", "style", "iframe", "object", "embed", "template", "noscript", "textarea", "select"]);
/** Attributes that React names otherwise than HTML and SVG do. Any other name in camel case is not known here. */
const NAMES: Readonly<Record<string, string>> = {
  className: "class",
  htmlFor: "for",
  tabIndex: "tabindex",
  colSpan: "colspan",
  rowSpan: "rowspan",
  dateTime: "datetime",
  viewBox: "viewBox",
  preserveAspectRatio: "preserveAspectRatio",
  strokeWidth: "stroke-width",
  strokeLinecap: "stroke-linecap",
  strokeLinejoin: "stroke-linejoin",
  strokeDasharray: "stroke-dasharray",
  vectorEffect: "vector-effect",
  textAnchor: "text-anchor",
  dominantBaseline: "dominant-baseline",
};
const PLAIN_TAG = /^[a-z][a-z0-9]*$/;
const PLAIN_NAME = /^(?!on|style$|srcdoc$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const ADDRESS = /^(?:\/|#|https?:\/\/)/;

const names = new Map<string, string>();

/** @throws where an attribute is none that only shows: what acts is for React. */
function nameOf(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const own = NAMES[name] ?? name;
  if (NAMES[name] === undefined && !PLAIN_NAME.test(name)) throw new Error(`“${name}” cannot be prepared`);
  names.set(name, own);
  return own;
}

/** @throws where it is no attribute that only shows, or no address. */
function attributeOf(name: string, value: string): Markup {
  const own = nameOf(name);
  if ((own === "href" || own === "src") && !ADDRESS.test(value)) throw new Error(`no address: ${value}`);
  return markup` ${own}="${value}"`;
}

// The same classes stand at many elements of many pages.
const classes = remember(2_000, (value) => attributeOf("className", value));

function attribute(name: string, value: unknown): Markup | null {
  if (name === "children" || value === undefined || value === null) return null;
  switch (typeof value) {
    case "string":
      return name === "className" ? classes(value) : attributeOf(name, value);
    case "number":
      return attributeOf(name, String(value));
    case "boolean":
      if (name.startsWith("aria-") || name.startsWith("data-")) return attributeOf(name, String(value));
      return value ? attributeOf(name, "") : null;
    default:
      throw new Error(`“${name}” cannot be prepared`);
  }
}

function element(tag: string, props: Props): Markup {
  if (!PLAIN_TAG.test(tag) || NEVER.has(tag)) throw new Error(`<${tag}> cannot be prepared`);
  const attributes: Markup[] = [];
  for (const name in props) {
    const made = attribute(name, props[name]);
    if (made !== null) attributes.push(made);
  }
  return VOID.has(tag)
    ? markup`<${tag}${attributes}>`
    : markup`<${tag}${attributes}>${prepare(props.children)}</${tag}>`;
}

const isComponent = (type: unknown): type is (props: Props) => unknown => typeof type === "function";

function linkOf({ prefetch: _prefetch, scroll: _scroll, ...props }: Props): Markup {
  return element("a", props);
}

/**
 * The HTML of what only shows: elements, and components of the server that wait for nothing. A link of Next becomes a
 * plain one, which `Prepared` follows.
 *
 * @throws for anything that acts, or that brings HTML or style of its own.
 */
export function prepare(node: unknown): Markup {
  if (node === null || node === undefined || typeof node === "boolean") return markup``;
  if (typeof node === "string" || typeof node === "number") return markup`${node}`;
  if (Array.isArray(node)) return markup`${node.map(prepare)}`;
  if (!isValidElement<Props>(node)) throw new Error("what is no element cannot be prepared");
  const { type, props }: { type: unknown; props: Props } = node;
  if (type === Fragment) return prepare(props.children);
  if (type === Link) return linkOf(props);
  if (type === Prepared) return isMarkup(props.of) ? props.of : prepare(props.children);
  if (typeof type === "string") return element(type, props);
  if (isComponent(type)) return prepare(type(props));
  throw new Error("this component cannot be prepared");
}

type PreparedProps = { of: Markup; children?: never } | { of?: never; children: ReactNode };

/**
 * A large part of a page that only shows, as one piece of HTML: as elements it would be rendered, sent and taken up one by
 * one, and then a second time beside the HTML. It is given as what `prepare` takes, or, where there are very many, as
 * markup. Its links lead on without a page load, and its moments (`momentMarkup`) become the reader's own.
 */
export function Prepared({ of, children }: PreparedProps) {
  return <PreparedView html={(of ?? prepare(children)).html} />;
}
