import { htmlToMarkdown, markdownToHtml } from "@/lib/content/interchange/html";

// Markdown as the XHTML that QTI has, and the Markdown beside it where reading that XHTML would give other characters.

/** What XML 1.0 cannot hold in any spelling. */
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** The text without characters that XML cannot hold; says when there were some. */
export function possibleText(text: string, lose: (what: string) => void): string {
  const possible = text.replace(IMPOSSIBLE, "");
  if (possible !== text) lose("control characters, which XML cannot hold, were left out");
  return possible;
}

/** Text between tags. A carriage return would be read as a line feed if it were not spelt out. */
export const xmlText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\r", "&#13;");

/** Text within double quotes, where line ends and tabs would be read as spaces. */
export const xmlAttribute = (text: string): string =>
  xmlText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/**
 * HTML as QTI allows it and XML spells it: empty elements closed, no numbers of lists or alignments of cells, which QTI
 * has no attributes for, and no table without a body.
 */
function portable(html: string): string {
  const closed = html.replaceAll("<br>", "<br/>").replaceAll("<hr>", "<hr/>").replaceAll("\r", "&#13;");
  const bare = closed.replaceAll(/<ol start="\d+">/g, "<ol>").replaceAll(/<(t[dh]) align="[a-z]+">/g, "<$1>");
  return bare
    .split("</table>")
    .map((part) => (part.includes("<tbody>") ? part : part.replace("<thead>", "<tbody>").replace("</thead>", "</tbody>")))
    .join("</table>");
}

/** What reading the XHTML of this Markdown comes to; the Markdown that goes along is believed if this is still so. */
export const readBack = (markdown: string): string => htmlToMarkdown(portable(markdownToHtml(markdown).html)).markdown;

/** The element that carries Markdown along. */
export const SOURCE_ATTRIBUTE = "data-markdown";

/** Where a text stands: among blocks, or where a text of one paragraph needs none. */
type Flow = "blocks" | "inline";

/** The Markdown as XHTML for a place in an item; says what QTI cannot hold. */
export function markup(text: string, flow: Flow, lose: (what: string) => void): string {
  const markdown = possibleText(text, lose);
  const written = markdownToHtml(markdown);
  for (const what of written.losses) lose(what);
  const html = portable(written.html);
  const only = /^<p>((?:(?!<\/?p>)[^])*)<\/p>$/.exec(html)?.[1];
  const short = flow === "inline" && only !== undefined ? only : html;
  for (const candidate of [short, html]) {
    const again = htmlToMarkdown(candidate);
    if (again.markdown === markdown && again.losses.length === 0) return candidate;
  }
  return `<div ${SOURCE_ATTRIBUTE}="${xmlAttribute(markdown)}">${html}</div>`;
}
