import { LIMITS } from "@/lib/content/interchange/exchange";
import { htmlToMarkdown, markupCost } from "@/lib/content/interchange/html";
import { plainMarkdown } from "@/lib/content/interchange/plain-markdown";

/** How a text is to be read; `moodle` is plain text in which HTML has its meaning and line ends are kept. */
export type TextFormat = "html" | "markdown" | "plain" | "moodle";

const FORMAT = /^\[(html|markdown|plain|moodle)\]/;

/** Elements that people write by hand; other angle brackets are less and greater. */
const MARKUP =
  /<\/?(?:p|br|b|i|u|s|a|em|strong|code|pre|span|div|img|ul|ol|li|table|tr|td|th|h[1-6]|sup|sub|hr|blockquote|font|script|style|iframe|object|embed|form|input|video|audio|svg)[\s/>]|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i;

/** A text's own format, where it begins with one, and what follows. */
export function formatOf(text: string): { format: TextFormat | null; rest: string } {
  const name = FORMAT.exec(text);
  if (name === null) return { format: null, rest: text };
  const [whole, format] = name;
  return {
    format: format === "html" || format === "markdown" || format === "plain" ? format : "moodle",
    rest: text.slice(whole.length).trim(),
  };
}

/** Makes Markdown of a file's texts, and keeps count of what that costs. */
export class Texts {
  #cost = 0;

  /** Whether the file has more markup than anybody has the time for: its texts are no longer converted. */
  get isOver(): boolean {
    return this.#cost > LIMITS.markup;
  }

  /** A text as Markdown; it may begin with a format of its own, else it has its question's. `lose` is told what is lost. */
  markdown(text: string, inherited: TextFormat, lose: (what: string) => void): string {
    const { format, rest } = formatOf(text);
    return this.inFormat(rest, format ?? inherited, lose);
  }

  /** A text in this very format, as Markdown; what looks like a format at its beginning is text. */
  inFormat(rest: string, kind: TextFormat, lose: (what: string) => void): string {
    if (kind === "markdown") return rest.trim();
    this.#cost += markupCost(rest);
    if (this.isOver) return rest;
    const isMarkup = kind === "html" || (kind === "moodle" && MARKUP.test(rest));
    if (!isMarkup) return plainMarkdown(rest);
    const made = htmlToMarkdown(kind === "moodle" ? rest.replaceAll("\n", "<br>") : rest);
    for (const what of made.losses) lose(what);
    return made.markdown;
  }
}
