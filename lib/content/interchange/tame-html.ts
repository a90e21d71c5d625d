import { LIMITS } from "./exchange";
import { ACTIVE, ALLOWED, BLOCKS, DROPPED, FORMATTING, IMPLIED_ENDS, RAW_TEXT, RENAMED, VOID } from "./html-elements";
import { type Attributes, type Tag, tagAt } from "./html-tags";

// Real HTML parsers repair by rules under which a short hostile text makes millions of nodes (formatting that is opened
// again in every paragraph) or a tree too deep to walk. So the text is tamed first, in one pass: only known elements
// without attributes that matter, each closed, no deeper than the bound.

/** More tags than anybody writes into one field: what follows is taken as text. */
const MOST_TAGS = 4_000;
const MOST_ROWS = 500;
const MOST_CELLS_OF_A_ROW = 40;
const MOST_SPANS = 200;
const MOST_LOSSES = 40;

const attribute = (name: string, value: string): string =>
  ` ${name}="${value.replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Emits tame HTML; every method is one step of the tokens. */
class Tamer {
  readonly losses = new Set<string>();
  private readonly out: string[] = [];
  private readonly open: { name: string; emitted: boolean }[] = [];
  private skipped: { name: string; depth: number } | null = null;
  private tags = 0;
  private rows = 0;
  private cells = 0;
  private spans = 0;

  lose(what: string): void {
    if (this.losses.size < MOST_LOSSES) this.losses.add(what);
  }

  text(raw: string): void {
    if (this.skipped === null) this.out.push(raw.replaceAll("\0", "").replaceAll("<", "&lt;"));
  }

  /** Takes the tag; the name of the element whose end has to be looked for as text, or null. */
  tag({ name, closing, attributes }: Tag): string | null {
    if (this.skipped !== null) return this.skip(name, closing);
    if (closing) {
      this.close(name);
      return null;
    }
    this.noteAttributes(attributes);
    const dropped = DROPPED.get(name);
    if (dropped !== undefined) {
      this.lose(`${dropped} (<${name}>) was not taken`);
      if (VOID.has(name)) return null;
      this.skipped = { name, depth: 1 };
      return RAW_TEXT.has(name) ? name : null;
    }
    if (name === "img" || name === "image") {
      const what = attributes.get("alt")?.trim() || attributes.get("src")?.trim() || "without a name";
      const label = what.startsWith("data:") ? "embedded in the text" : `“${short(what.replaceAll(/\s+/g, " "))}”`;
      this.lose(`image ${label} was not taken`);
      return null;
    }
    this.start(RENAMED.get(name) ?? name, attributes);
    return null;
  }

  finish(): string {
    this.closeDownTo(0);
    return this.out.join("");
  }

  private skip(name: string, closing: boolean): string | null {
    const skipped = this.skipped;
    if (skipped === null) return null;
    if (name === skipped.name) {
      skipped.depth += closing ? -1 : 1;
      if (skipped.depth === 0) this.skipped = null;
    }
    return null;
  }

  private noteAttributes(attributes: Attributes): void {
    for (const name of attributes.keys()) {
      if (name.startsWith("on")) this.lose(`${ACTIVE} (${short(name)}) was not taken`);
      else if (name === "style" || name === "bgcolor" || name === "color") {
        this.lose("colours, fonts and sizes were not taken");
      }
    }
  }

  private start(name: string, attributes: Attributes): void {
    if (!ALLOWED.has(name)) return;
    this.tags += 1;
    if (this.tags > MOST_TAGS) {
      this.lose(`markup after the first ${MOST_TAGS} tags was not taken`);
      return;
    }
    this.endImplied(name);
    if (name === "br" || name === "hr") {
      this.out.push(`<${name}>`);
      return;
    }
    if (this.open.length >= LIMITS.depth) {
      this.lose(`markup nested deeper than ${LIMITS.depth} elements was not taken`);
      return;
    }
    const written = this.written(name, attributes);
    if (written !== null) this.out.push(written);
    this.open.push({ name, emitted: written !== null });
  }

  /** The start tag as it is emitted, or null for one that only its end tag is waited for. */
  private written(name: string, attributes: Attributes): string | null {
    switch (name) {
      case "a": {
        const href = attributes.get("href");
        return href === undefined || this.isOpen("a") ? null : `<a${attribute("href", href)}>`;
      }
      case "ol": {
        const start = attributes.get("start") ?? "";
        return /^\d{1,9}$/.test(start) ? `<ol${attribute("start", start)}>` : "<ol>";
      }
      case "code": {
        if (this.isOpen("code")) return null;
        const language = /(?:^|\s)(language-[\w+#.-]{1,30})(?:\s|$)/.exec(attributes.get("class") ?? "")?.[1];
        return language === undefined ? "<code>" : `<code${attribute("class", language)}>`;
      }
      case "tr":
        this.rows += 1;
        this.cells = 0;
        if (this.rows > MOST_ROWS) this.lose(`table rows after the first ${MOST_ROWS} were run together`);
        return this.rows > MOST_ROWS ? null : "<tr>";
      case "td":
      case "th":
        return this.cell(name, attributes);
      default:
        return FORMATTING.has(name) && this.isOpen(name) ? null : `<${name}>`;
    }
  }

  private cell(name: string, attributes: Attributes): string | null {
    this.cells += 1;
    if (this.cells > MOST_CELLS_OF_A_ROW || this.rows > MOST_ROWS) {
      this.lose(`table cells after the first ${MOST_CELLS_OF_A_ROW} of a row were run together`);
      this.out.push(" ");
      return null;
    }
    const align = /^(?:left|right|center)$/i.exec(attributes.get("align") ?? "")?.[0].toLowerCase();
    let tag = align === undefined ? `<${name}` : `<${name}${attribute("align", align)}`;
    for (const span of ["colspan", "rowspan"]) {
      const cells = attributes.get(span)?.trim() ?? "";
      if (!/^(?:[2-9]|1\d)$/.test(cells) || this.spans >= MOST_SPANS) continue;
      this.spans += 1;
      this.lose("merged table cells were parted");
      tag += attribute(span, cells);
    }
    return `${tag}>`;
  }

  private isOpen(name: string): boolean {
    return this.open.some((element) => element.name === name && element.emitted);
  }

  /** Ends what the start of this element ends by itself: `<li>` ends the `<li>` before it. */
  private endImplied(name: string): void {
    const rule = IMPLIED_ENDS.get(name) ?? (BLOCKS.has(name) ? IMPLIED_ENDS.get("p") : undefined);
    if (rule === undefined) return;
    let ended = -1;
    for (let index = this.open.length - 1; index >= 0; index -= 1) {
      const element = this.open[index]?.name ?? "";
      if (rule.until.has(element)) break;
      if (rule.ends.has(element)) ended = index;
    }
    if (ended !== -1) this.closeDownTo(ended);
  }

  private close(raw: string): void {
    const name = RENAMED.get(raw) ?? raw;
    const ofTable = name === "table" || IMPLIED_ENDS.get(name)?.until.has("table") === true;
    for (let index = this.open.length - 1; index >= 0; index -= 1) {
      const element = this.open[index]?.name ?? "";
      if (element === name) {
        this.closeDownTo(index);
        return;
      }
      if (element === "table" || (!ofTable && (element === "td" || element === "th"))) return;
    }
  }

  private closeDownTo(length: number): void {
    while (this.open.length > length) {
      const element = this.open.pop();
      if (element?.emitted) this.out.push(`</${element.name}>`);
    }
  }
}

/** Where the text of an element like `<script>` ends: at its end tag, in any case of letters, or nowhere. */
function endOfRawText(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/** Where a comment or declaration that starts at `<!` or `<?` ends. */
function endOfComment(html: string, start: number): number {
  const comment = html.startsWith("<!--", start);
  const end = html.indexOf(comment ? "-->" : ">", start + (comment ? 4 : 2));
  return end === -1 ? html.length : end + (comment ? 3 : 1);
}

/**
 * The same content with known elements only, closed and nested within LIMITS.depth, in time linear in the text; what
 * was left out comes back in words. Its character references stay as they are. Never throws.
 */
export function tameHtml(html: string): { html: string; losses: string[] } {
  const tamer = new Tamer();
  let place = 0;
  while (place < html.length) {
    const start = html.indexOf("<", place);
    tamer.text(html.slice(place, start === -1 ? html.length : start));
    if (start === -1) break;
    const mark = html[start + 1];
    if (mark === "!" || mark === "?") {
      place = endOfComment(html, start);
      continue;
    }
    const tag = tagAt(html, start);
    if (tag === "unfinished") {
      // No browser shows it, but a person who wrote "a <b" meant it. Looking for further tags would not be linear.
      tamer.text(html.slice(start));
      break;
    }
    if (tag === null) {
      tamer.text("<");
      place = start + 1;
      continue;
    }
    const rawText = tamer.tag(tag);
    place = rawText === null ? tag.end : endOfRawText(html, rawText, tag.end);
  }
  return { html: tamer.finish(), losses: [...tamer.losses] };
}
