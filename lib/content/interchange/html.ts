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
import { type Element, type ElementContent, LINK, type Root, sayable, text } from "./sayable-html";
import { tameHtml } from "./tame-html";

/** Text that another system holds, as ours: Markdown, and what of it was lost, in words that follow a place. */
export type FromHtml = { markdown: string; losses: string[] };
/** Ours as another system takes it; `unsafe` where it holds addresses that run, so that it may not go along itself. */
export type ToHtml = { html: string; losses: string[]; unsafe: boolean };

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

/** Whether a text is one line of words that mean the same as text and as Markdown. */
export const isPlainLine = (text: string): boolean => PLAIN.test(text);

/** How a text begins that carries its Markdown along. */
const SOURCE = '<div data-markdown="';

const PLAIN_PARAGRAPH = /^<p(?: dir="(?:ltr|rtl|auto)")?>([^<&]*)<\/p>$/;

/** The text that a field is, where it holds no more than that: most answers do, and the long way takes a millisecond. */
function plainField(html: string): string | null {
  const inner = (PLAIN_PARAGRAPH.exec(html)?.[1] ?? html).trim();
  return PLAIN.test(inner) ? inner : null;
}

/** What Markdown costs to read, in tags: a list's item or a link takes as long as three. */
export const markdownCost = (markdown: string): number =>
  1 + Math.floor(markdown.length / 50) + 3 * (markdown.match(/[*_[\]\n`|<&]/g)?.length ?? 0);

/**
 * What a text costs to convert, in tags: hardly anything for plain ones. Readers add it up over a file and stop at
 * LIMITS.markup, so that no file holds the processor for minutes.
 */
export function markupCost(html: string): number {
  const trimmed = html.trim();
  if (plainField(trimmed) !== null) return 0;
  const carried = trimmed.startsWith(SOURCE) ? markdownCost(trimmed.slice(SOURCE.length, trimmed.indexOf('">'))) : 0;
  let tags = 1 + carried + Math.floor(html.length / 50);
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

const BUSY = 1_000;
/** Markdown whose reading takes the square of its marks, beyond what anybody writes: it is not carried along. */
export const busy = (markdown: string): boolean =>
  markdown.length > 8_000 || (markdown.match(/[*_[\]\n]/g)?.length ?? 0) > BUSY;

/** The Markdown that a text of ours carries along, if the HTML beside it is still what that Markdown comes to. */
function carriedSource(html: string): string | null {
  if (!html.startsWith(SOURCE) || !html.endsWith("</div>")) return null;
  const end = html.indexOf('">', SOURCE.length);
  if (end === -1) return null;
  const source = sourceOf(html.slice(SOURCE.length, end));
  if (busy(source)) return null;
  const plain = plainHtml(source);
  return !plain.unsafe && plain.html === html.slice(end + 2, -"</div>".length) ? source : null;
}

/** Two line breaks are how most editors' users part paragraphs; in a block of code they are blank lines. */
const withParagraphs = (html: string): string =>
  html.includes("<pre>") ? html : html.replaceAll(/<br>(?:\s|&nbsp;)*(?:<br>(?:\s|&nbsp;)*)+/g, "</p><p>");

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
    const clean = sanitize(fromHtml(withParagraphs(tame.html), { fragment: true }), SCHEMA);
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

/** The start of an address that names its scheme, once what browsers drop from it is gone. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** The links of a tree to addresses that are none of the web's, such as `javascript:`. */
function unsafeLinks(tree: MdastRoot): string[] {
  const left: MdastNodes[] = [tree];
  const found: string[] = [];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if ((node.type === "link" || node.type === "definition") && SCHEME.test(node.url.replaceAll(/[\s\p{Cc}]/gu, ""))) {
      if (!LINK.test(node.url)) found.push(node.url);
    }
    if ("children" in node) left.push(...node.children);
  }
  return found;
}

function plainHtml(markdown: string): ToHtml {
  // Most answers hold no markup at all, and the long way takes half a millisecond.
  if (PLAIN.test(markdown) && markdown.trim() === markdown) {
    return { html: `<p>${markdown}</p>`, losses: [], unsafe: false };
  }
  const losses = new Set<string>();
  try {
    if (BURIED.test(markdown)) return { html: `<p>${escaped(markdown)}</p>`, losses: [], unsafe: false };
    const tree: MdastRoot = fromMarkdown(markdown, {
      extensions: [gfmTable()],
      mdastExtensions: [gfmTableFromMarkdown()],
    });
    const hast = toHast(tree, { handlers: handlers((what) => losses.add(what)) });
    const unsafe = unsafeLinks(tree);
    for (const url of unsafe) losses.add(`the address “${url.slice(0, 80)}” was not written`);
    return { html: toHtml(sanitize(hast, SCHEMA)).trim(), losses: [...losses], unsafe: unsafe.length > 0 };
  } catch {
    const losses = ["Markdown that is nested too deeply was written as text"];
    return { html: `<p>${escaped(markdown)}</p>`, losses, unsafe: false };
  }
}

/**
 * Markdown as sanitised HTML. Where reading that HTML again would give the same meaning in other characters (`_so_` for
 * `*so*`), and with `keepSource`, the Markdown goes along in an attribute (`data-markdown`), which `htmlToMarkdown`
 * believes only as long as the HTML beside it has not been changed: what we write then comes back to the character (but
 * for texts of more than a thousand marks, which is said).
 */
export function markdownToHtml(markdown: string, { keepSource = false }: { keepSource?: boolean } = {}): ToHtml {
  const { html, losses, unsafe } = plainHtml(markdown);
  if (!keepSource || unsafe) return { html, losses, unsafe };
  const again = htmlToMarkdown(html);
  if (again.markdown === markdown && again.losses.length === 0) return { html, losses, unsafe };
  if (busy(markdown)) {
    return { html, losses: [...losses, "so much Markdown may come back in other characters"], unsafe };
  }
  return { html: `${SOURCE}${sourceAttribute(markdown)}">${html}</div>`, losses, unsafe };
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
