import { busy, htmlToMarkdown, markdownToHtml } from "@/lib/content/interchange/html";
import { xmlCharacters } from "@/lib/content/interchange/xml";

// Markdown as the XHTML that QTI has, and the Markdown beside it where reading that XHTML would give other characters.

/** The text without characters that XML cannot hold; says when there were some. */
export function possibleText(text: string, lose: (what: string) => void): string {
  const possible = xmlCharacters(text);
  if (possible !== text) lose("control characters, which XML cannot hold, were left out");
  return possible;
}

/** Text between tags. A carriage return would be read as a line feed if it were not spelt out. */
export const xmlText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("]]>", "]]&gt;").replaceAll("\r", "&#13;");

/** Text within double quotes, where line ends and tabs would be read as spaces. */
export const xmlAttribute = (text: string): string =>
  xmlText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");

/**
 * HTML as QTI allows it: no numbers of lists or alignments of cells, which it has no attributes for, and no table
 * without a body. References are spelt as XML's own.
 */
function portable(html: string): string {
  const bare = html
    .replaceAll("&#x3C;", "&lt;")
    .replaceAll("&#x26;", "&amp;")
    .replaceAll("&#x22;", "&quot;")
    .replaceAll("\r", "&#13;")
    .replaceAll(/<ol start="\d+">/g, "<ol>")
    .replaceAll(/<(t[dh]) align="[a-z]+">/g, "<$1>");
  return bare
    .split("</table>")
    .map((part) =>
      part.includes("<tbody>") ? part : part.replace("<thead>", "<tbody>").replace("</thead>", "</tbody>"),
    )
    .join("</table>");
}

/** The same, spelt as XML: empty elements are closed. */
const asXml = (html: string): string =>
  html.replaceAll("<br>", "<br/>").replaceAll("<hr>", "<hr/>").replaceAll("]]>", "]]&gt;");

/** The HTML that goes with a Markdown that is carried along, or null for one that may not be. */
export function carriedHtml(markdown: string): string | null {
  if (busy(markdown)) return null;
  const { html, unsafe } = markdownToHtml(markdown);
  return unsafe ? null : portable(html);
}

/** The attribute that carries Markdown along. */
export const SOURCE_ATTRIBUTE = "data-markdown";

/** Where a text stands: among blocks, or where a text of one paragraph needs none. */
type Flow = "blocks" | "inline";

/** The Markdown as XHTML for a place in an item; says what QTI cannot hold. */
export function markup(text: string, flow: Flow, lose: (what: string) => void): string {
  const markdown = possibleText(text, lose);
  const written = markdownToHtml(markdown);
  for (const what of written.losses) lose(what);
  const html = portable(written.html);
  const single = html.startsWith("<p>") && html.indexOf("</p>") === html.length - "</p>".length;
  const short = flow === "inline" && single ? html.slice("<p>".length, -"</p>".length) : html;
  const again = htmlToMarkdown(short);
  if (again.markdown === markdown && again.losses.length === 0) return asXml(short);
  if (written.unsafe) return asXml(html);
  if (busy(markdown)) {
    lose("so much Markdown may come back in other characters");
    return asXml(html);
  }
  return `<div ${SOURCE_ATTRIBUTE}="${xmlAttribute(markdown)}">${asXml(html)}</div>`;
}
