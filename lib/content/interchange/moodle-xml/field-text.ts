import { LIMITS, type Loss } from "@/lib/content/interchange/exchange";
import {
  foreignMarkdownToMarkdown,
  htmlToMarkdown,
  markupCost,
  plainTextToMarkdown,
} from "@/lib/content/interchange/html";
import { childOf, childrenOf, markupOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";

/** One question while it is read: what it loses, and why it cannot be taken, if it cannot. */
export class Reading {
  fault: string | null = null;
  private readonly lost = new Set<string>();
  constructor(
    /** Says where the question stands, for authors. */
    readonly at: string,
    private readonly budget: { markup: number },
  ) {}

  lose = (what: string): void => {
    this.lost.add(what);
  };

  /** Only the first fault counts: what follows often comes of it. */
  refuse(fault: string): void {
    this.fault ??= fault;
  }

  get losses(): Loss[] {
    return [...this.lost].map((what) => ({ at: { element: this.at }, what }));
  }

  spend(text: string): void {
    this.budget.markup += markupCost(text);
  }
}

/** Moodle's text formats by the names and the numbers that files have used. */
const FORMATS: ReadonlyMap<string, "html" | "auto" | "plain" | "markdown"> = new Map([
  ["html", "html"],
  ["1", "html"],
  ["moodle_auto_format", "auto"],
  ["0", "auto"],
  ["plain_text", "plain"],
  ["2", "plain"],
  ["markdown", "markdown"],
  ["4", "markdown"],
]);

export type TextFormat = "html" | "auto" | "plain" | "markdown";

/** The format that an element's text is in; `otherwise` where it does not say. */
export function formatOf(
  element: XmlElement | undefined,
  otherwise: TextFormat,
  lose: (what: string) => void,
): TextFormat {
  const name = element?.attributes.get("format")?.trim();
  if (name === undefined || name === "") return otherwise;
  const format = FORMATS.get(name);
  if (format === undefined) lose(`the text format “${name.slice(0, 40)}” is not known; the text was read as HTML`);
  return format ?? "html";
}

/** What Moodle shows of its auto format: HTML in which line ends count, unless a tag stands beside them. */
const autoHtml = (text: string): string =>
  text.trim().replaceAll(/>\s+</g, "><").replaceAll(/\n</g, " <").replaceAll(/>\n/g, "> ").replaceAll("\n", "<br>\n");

/** The text that an element holds in `<text>` (old files: directly), trimmed; markup that nobody escaped is kept as such. */
export function rawText(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  const holder = childOf(element, "text");
  if (holder === undefined) {
    return element.children
      .filter((node) => typeof node === "string")
      .join("")
      .trim();
  }
  const nested = holder.children.some((node) => typeof node !== "string");
  return (nested ? markupOf(holder.children) : textOf(holder)).trim();
}

/** The files that come with a text, which are not taken. */
function loseFiles(element: XmlElement | undefined, lose: (what: string) => void): void {
  for (const file of childrenOf(element, "file")) {
    lose(`the file “${(file.attributes.get("name") ?? "without a name").slice(0, 80)}” was not taken`);
  }
}

/** Whether Moodle's filters would typeset a formula in the text. */
function holdsTex(text: string): boolean {
  return [
    ["$$", "$$"],
    ["\\(", "\\)"],
    ["\\[", "\\]"],
  ].some(([start = "", end = ""]) => {
    const at = text.indexOf(start);
    return at !== -1 && text.includes(end, at + start.length);
  });
}

/** Text of a known format as Markdown. */
export function toMarkdown(text: string, format: TextFormat, reading: Reading): string {
  if (text.length > LIMITS.fieldBytes) {
    reading.refuse(`one of its texts is longer than ${LIMITS.fieldBytes / 1024} KB; shorten it`);
    return "";
  }
  if (format === "plain") return plainTextToMarkdown(text);
  reading.spend(text);
  const { markdown, losses } =
    format === "markdown" ? foreignMarkdownToMarkdown(text) : htmlToMarkdown(format === "auto" ? autoHtml(text) : text);
  losses.forEach(reading.lose);
  if (holdsTex(text)) reading.lose("a formula in TeX is shown as it is written");
  if (text.includes("multilang") || text.includes("{mlang")) {
    reading.lose("a text in several languages holds all of them now");
  }
  return markdown;
}

/** The Markdown of an element's text. */
export function fieldText(element: XmlElement | undefined, otherwise: TextFormat, reading: Reading): string {
  if (element === undefined) return "";
  loseFiles(element, reading.lose);
  return toMarkdown(rawText(element), formatOf(element, otherwise, reading.lose), reading);
}

/** As `fieldText`, but absent where there is none. */
export const optionalText = (
  element: XmlElement | undefined,
  otherwise: TextFormat,
  reading: Reading,
): string | undefined => fieldText(element, otherwise, reading) || undefined;

/** The HTML of an element whose text may hold sections; null for formats that have none. */
export function sectionedHtml(element: XmlElement | undefined, otherwise: TextFormat, reading: Reading): string | null {
  loseFiles(element, reading.lose);
  return formatOf(element, otherwise, reading.lose) === "html" ? rawText(element) : null;
}
