import { fromHtml } from "hast-util-from-html";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { toMdast } from "hast-util-to-mdast";
import type { Nodes as MdastNodes, Root as MdastRoot, Paragraph, PhrasingContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown, gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Handlers, toHast } from "mdast-util-to-hast";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import { gfmTable } from "micromark-extension-gfm-table";
import { shifted } from "./shifted-digits";
import { tameHtml } from "./tame-html";

type Root = ReturnType<typeof fromHtml>;
type RootContent = Root["children"][number];
type Element = Extract<RootContent, { type: "element" }>;
type ElementContent = Element["children"][number];

/** Text that another system holds, as ours: Markdown, and what of it was lost, in words that follow a place. */
export type FromHtml = { markdown: string; losses: string[] };
/** Ours as another system takes it. */
export type ToHtml = { html: string; losses: string[] };

/** What Markdown has a word for. Whatever passes, nothing else does: the second wall behind `tameHtml`. */
const SCHEMA: Schema = {
  tagNames: [
    ..."p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr th td".split(" "),
    ..."strong em s code a sup sub q caption".split(" "),
  ],
  attributes: {
    a: ["href"],
    ol: ["start"],
    code: [["className", /^language-[\w+#.-]{1,30}$/]],
    td: ["align", "colSpan", "rowSpan"],
    th: ["align", "colSpan", "rowSpan"],
  },
  protocols: { href: ["http", "https", "mailto"] },
  strip: ["script", "style"],
  ancestors: {},
  clobber: [],
  required: {},
};

/** Only links that lead somewhere from here, spelt without what browsers drop from an address before they follow it. */
const LINK = /^(?:https?:\/\/|mailto:)[^\s\\]+$/i;

const wordsOf = (nodes: readonly RootContent[]): string =>
  nodes.map((node) => (node.type === "text" ? node.value : "children" in node ? wordsOf(node.children) : "")).join("");

const text = (value: string): ElementContent => ({ type: "text", value });

/** Blocks within a table cell, which Markdown has not: their words, parted by spaces. */
function flat(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    if (/^(?:p|div|h[1-6]|ul|ol|dl|li|dt|dd|blockquote|table|thead|tbody|tfoot|tr|td|th|caption)$/.test(node.tagName)) {
      return [text(" "), ...flat(node.children), text(" ")];
    }
    if (node.tagName === "br" || node.tagName === "hr") return [text(" ")];
    if (node.tagName === "pre") return [{ ...node, tagName: "code", children: [text(wordsOf(node.children))] }];
    return [{ ...node, children: flat(node.children) }];
  });
}

/** The children as Markdown can say them; says what it cannot. Recursion is bounded by the tame text's depth. */
function sayable(nodes: readonly RootContent[], lose: (what: string) => void): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === "text") return [node];
    if (node.type !== "element") return [];
    const children = sayable(node.children, lose);
    switch (node.tagName) {
      case "a": {
        const href = node.properties.href;
        if (typeof href === "string" && LINK.test(href)) return [{ ...node, children }];
        lose(`the address behind “${wordsOf(children).trim().slice(0, 80)}” was not taken`);
        return children;
      }
      case "sup":
      case "sub": {
        const shift = shifted(wordsOf(children), node.tagName);
        if (!shift.exact) lose(`${node.tagName === "sup" ? "raised" : "lowered"} text was written as “${shift.text}”`);
        return [text(shift.text)];
      }
      case "s":
        lose(`“${wordsOf(children).trim().slice(0, 80)}” was struck through and no longer is`);
        return children;
      case "caption":
        lose(`a table's caption “${wordsOf(children).trim().slice(0, 80)}” was not taken`);
        return [];
      case "table":
      case "thead":
      case "tbody":
      case "tfoot":
      case "tr":
        return [{ ...node, children }];
      case "td":
      case "th":
        return [{ ...node, children: flat(children) }];
      default:
        return [{ ...node, children }];
    }
  });
}

const MARKDOWN_OUT: Options = {
  bullet: "-",
  emphasis: "*",
  rule: "-",
  fences: true,
  listItemIndent: "one",
  incrementListMarker: true,
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
};

const written = (tree: MdastNodes): string => toMarkdown(tree, MARKDOWN_OUT).trim();

/** One line of letters and what no Markdown gives a meaning to after a letter: such a text is its own Markdown. */
const PLAIN = /^\p{L}[\p{L}\p{M}\p{N} ,;:.!?'"()%/+=@$–—’‘“”…-]*$/u;
const PLAIN_PARAGRAPH = /^<p(?: dir="(?:ltr|rtl|auto)")?>([^<&]*)<\/p>$/;

/** The text that a field is, where it holds no more than that: most answers do, and the long way takes a millisecond. */
function plainField(html: string): string | null {
  const inner = (PLAIN_PARAGRAPH.exec(html)?.[1] ?? html).trim();
  return PLAIN.test(inner) ? inner : null;
}

/**
 * What a text costs to convert, in tags: hardly anything for plain ones. Readers add it up over a file and stop at
 * LIMITS.markup, so that no file holds the processor for minutes.
 */
export function markupCost(html: string): number {
  if (plainField(html.trim()) !== null) return 0;
  let tags = 1 + Math.floor(html.length / 50);
  for (let place = html.indexOf("<"); place !== -1; place = html.indexOf("<", place + 1)) tags += 1;
  return tags;
}

/** Text without any markup as Markdown that shows exactly it: blank lines part paragraphs, line ends are kept. */
export function plainTextToMarkdown(plain: string): string {
  const trimmed = plain.trim();
  if (PLAIN.test(trimmed)) return trimmed;
  const paragraphs: Paragraph[] = [];
  let lines: PhrasingContent[] = [];
  const end = () => {
    if (lines.length > 0) paragraphs.push({ type: "paragraph", children: lines });
    lines = [];
  };
  for (const line of trimmed.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n")) {
    const value = line.trim();
    if (value === "") {
      end();
      continue;
    }
    if (lines.length > 0) lines.push({ type: "break" });
    lines.push({ type: "text", value });
  }
  end();
  return written({ type: "root", children: paragraphs });
}

const SOURCE = '<div data-markdown="';

const sourceAttribute = (markdown: string): string =>
  markdown
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\n", "&#10;");

const sourceOf = (attribute: string): string =>
  attribute
    .replaceAll("&#10;", "\n")
    .replaceAll("&#13;", "\r")
    .replaceAll("&lt;", "<")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** Markdown whose reading takes the square of its marks, beyond what anybody writes: it is not carried along. */
const BUSY = 1_000;
const busy = (markdown: string): boolean =>
  markdown.length > 8_000 || (markdown.match(/[*_[\]\n]/g)?.length ?? 0) > BUSY;

/** The Markdown that a text of ours carries along, if the HTML beside it is still what that Markdown comes to. */
function carriedSource(html: string): string | null {
  if (!html.startsWith(SOURCE) || !html.endsWith("</div>")) return null;
  const end = html.indexOf('">', SOURCE.length);
  if (end === -1) return null;
  const source = sourceOf(html.slice(SOURCE.length, end));
  if (busy(source)) return null;
  return plainHtml(source).html === html.slice(end + 2, -"</div>".length) ? source : null;
}

/**
 * HTML as Markdown by an allow-list: paragraphs, headings, lists, quotes, code, tables, links to http(s) and mail,
 * bold, italics. Everything else leaves its text or, where it is active or embedded, goes with all it holds; `losses`
 * says what. Linear in the text; callers bound its length (LIMITS.fieldBytes). Never throws.
 */
export function htmlToMarkdown(html: string): FromHtml {
  const trimmed = html.trim();
  const plain = plainField(trimmed);
  if (plain !== null) return { markdown: plain, losses: [] };
  const source = carriedSource(trimmed);
  if (source !== null) return { markdown: source, losses: [] };
  const tame = tameHtml(trimmed);
  const losses = new Set(tame.losses);
  try {
    const clean = sanitize(fromHtml(tame.html, { fragment: true }), SCHEMA);
    const children = clean.type === "root" || clean.type === "element" ? clean.children : [clean];
    const tree: Root = { type: "root", children: sayable(children, (what) => losses.add(what)) };
    return { markdown: written(toMdast(tree, { newlines: true })), losses: [...losses] };
  } catch {
    // Whatever a parser may think of: the words are kept, and that their shape is not is said.
    return {
      markdown: plainTextToMarkdown(tame.html.replaceAll(/<[^<>]*>/g, " ")),
      losses: [...losses, "markup that cannot be read was taken as plain text"],
    };
  }
}

/** HTML in Markdown is text here (see `richText`), and pictures are not in the file: their words stay. */
const handlers = (lose: (what: string) => void): Handlers => ({
  html: (_state, node: { value: string }, parent?: MdastNodes): Element | ElementContent =>
    parent === undefined || parent.type === "paragraph" || !/^(?:root|blockquote|listItem)$/.test(parent.type)
      ? text(node.value)
      : { type: "element", tagName: "p", properties: {}, children: [text(node.value)] },
  image: (_state, node: { alt?: string | null; url: string }): ElementContent => {
    lose(`image “${(node.alt || node.url).slice(0, 80)}” was not written`);
    return text(node.alt ?? "");
  },
  imageReference: (_state, node: { alt?: string | null; identifier: string }): ElementContent => {
    lose(`image “${(node.alt || node.identifier).slice(0, 80)}” was not written`);
    return text(node.alt ?? "");
  },
});

/** Nobody nests deeper by hand; deeper texts are shown as they are written, as `richText` does. */
const BURIED = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){24}/m;

const escaped = (plain: string): string =>
  plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function plainHtml(markdown: string): ToHtml {
  // Most answers hold no markup at all, and the long way takes half a millisecond.
  if (PLAIN.test(markdown) && markdown.trim() === markdown) return { html: `<p>${markdown}</p>`, losses: [] };
  const losses = new Set<string>();
  try {
    if (BURIED.test(markdown)) return { html: `<p>${escaped(markdown)}</p>`, losses: [] };
    const tree: MdastRoot = fromMarkdown(markdown, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    const hast = toHast(tree, { handlers: handlers((what) => losses.add(what)) });
    return { html: toHtml(sanitize(hast, SCHEMA)).trim(), losses: [...losses] };
  } catch {
    return { html: `<p>${escaped(markdown)}</p>`, losses: ["Markdown that is nested too deeply was written as text"] };
  }
}

/**
 * Markdown as sanitised HTML. Where reading that HTML again would give the same meaning in other characters (`_so_` for
 * `*so*`), and with `keepSource`, the Markdown goes along in an attribute (`data-markdown`), which `htmlToMarkdown`
 * believes only as long as the HTML beside it has not been changed: what we write then comes back to the character (but
 * for texts of more than a thousand marks, which is said).
 */
export function markdownToHtml(markdown: string, { keepSource = false }: { keepSource?: boolean } = {}): ToHtml {
  const { html, losses } = plainHtml(markdown);
  if (!keepSource) return { html, losses };
  const again = htmlToMarkdown(html);
  if (again.markdown === markdown && again.losses.length === 0) return { html, losses };
  if (busy(markdown)) return { html, losses: [...losses, "so much Markdown may come back in other characters"] };
  return { html: `${SOURCE}${sourceAttribute(markdown)}">${html}</div>`, losses };
}

/** Whether a Markdown tree holds what a text from outside may not bring as it is: HTML, pictures, unsafe addresses. */
function bringsMore(tree: MdastRoot): boolean {
  const left: MdastNodes[] = [tree];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.type === "html" || node.type === "image" || node.type === "imageReference") return true;
    if ((node.type === "link" || node.type === "definition") && !LINK.test(node.url)) return true;
    if ("children" in node) left.push(...node.children);
  }
  return false;
}

/**
 * Markdown of another system, in which HTML is HTML, as ours, in which it is text. As it is where it holds none, no
 * pictures and no unsafe addresses; else by way of HTML, with the same losses as `htmlToMarkdown`. Never throws.
 */
export function foreignMarkdownToMarkdown(markdown: string): FromHtml {
  const trimmed = markdown.trim();
  if (!/[<&]|!\[|\]/.test(trimmed)) return { markdown: trimmed, losses: [] };
  if (busy(trimmed) || BURIED.test(trimmed)) {
    return { markdown: plainTextToMarkdown(trimmed), losses: ["so much Markdown was taken as plain text"] };
  }
  try {
    const tree: MdastRoot = fromMarkdown(trimmed, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    if (!bringsMore(tree)) return { markdown: trimmed, losses: [] };
    const hast = toHast(tree, { allowDangerousHtml: true });
    return htmlToMarkdown(toHtml(hast, { allowDangerousHtml: true }));
  } catch {
    return {
      markdown: plainTextToMarkdown(trimmed),
      losses: ["Markdown that is nested too deeply was taken as plain text"],
    };
  }
}
