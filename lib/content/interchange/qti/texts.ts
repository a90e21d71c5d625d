import { LIMITS } from "@/lib/content/interchange/exchange";
import { htmlToMarkdown, markdownCost, markupCost, plainTextToMarkdown } from "@/lib/content/interchange/html";
import type { XmlElement } from "@/lib/content/interchange/xml";
import { carriedHtml, SOURCE_ATTRIBUTE } from "./markup";
import { htmlWithin, isElement } from "./tree";

/** Thrown within reading where a file's markup costs more than LIMITS.markup; it is refused as a whole then. */
export class TooMuchMarkup extends Error {}

const NOTHING: ReadonlySet<string> = new Set();

/** Elements that would fetch something, and what an author would call them; they stay where they are. */
const FETCHING: ReadonlySet<string> = new Set(["include"]);

/** Joins texts as paragraphs, without the empty ones. */
export const paragraphs = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n\n");

/** Texts of one file as Markdown, within one budget; `lose` is told of what Markdown cannot say. */
export class Texts {
  private cost = 0;
  /** Where the losses of the present question go. */
  lose: (what: string) => void = () => {};

  private spend(cost: number): void {
    this.cost += cost;
    if (this.cost > LIMITS.markup) throw new TooMuchMarkup();
  }

  html(html: string): string {
    this.spend(markupCost(html));
    const { markdown, losses } = htmlToMarkdown(html);
    for (const what of losses) this.lose(what);
    return markdown;
  }

  plain(text: string): string {
    this.spend(markupCost(text));
    return plainTextToMarkdown(text);
  }

  /** What is within an element, without the elements whose names are in `leave`. */
  within(element: XmlElement, leave: ReadonlySet<string> = NOTHING): string {
    const source = this.carried(element, leave);
    if (source !== null) return source;
    const html = htmlWithin(element, new Set([...leave, ...FETCHING]));
    if (element.children.some((node) => isElement(node) && FETCHING.has(node.name))) {
      this.lose("a text that stands in another file was not fetched");
    }
    return this.html(html);
  }

  /** The Markdown that a text of ours carries along, where the markup beside it still says the same. */
  private carried(element: XmlElement, leave: ReadonlySet<string>): string | null {
    const inside = element.children.filter((node) => (isElement(node) ? !leave.has(node.name) : node.trim() !== ""));
    const [only] = inside;
    if (inside.length !== 1 || only === undefined || !isElement(only)) return null;
    const source = only.attributes.get(SOURCE_ATTRIBUTE)?.trim();
    if (source === undefined || source === "") return null;
    this.spend(markdownCost(source));
    const ours = carriedHtml(source);
    const html = htmlWithin(only, NOTHING);
    if (ours === null || ours === html) return ours === null ? null : source;
    this.spend(markupCost(ours) + markupCost(html));
    return htmlToMarkdown(ours).markdown === htmlToMarkdown(html).markdown ? source : null;
  }
}
