import { htmlToMarkdown } from "@/lib/content/interchange/html";
import { type Reading, toMarkdown } from "./field-text";
import { type Sections, section, sectionOf, takeSections } from "./sections";

/** What a part of an ordering or matching question is explained by, for which Moodle has the general feedback alone. */
export type Explanation = { text?: string; why?: string };

/** The sections of a general feedback, each of which is asked for once; what nobody asked for has lost its part. */
export class Explanations {
  private readonly left: Map<string, string>;

  constructor(
    sections: Sections,
    private readonly reading: Reading,
  ) {
    this.left = new Map(sections.sections.map(({ name, html }) => [name, html]));
  }

  /** The names of the sections that start so. */
  namesOf(prefix: string): string[] {
    return [...this.left.keys()].filter((name) => name.startsWith(prefix));
  }

  take(name: string): Explanation {
    const html = this.left.get(name);
    if (html === undefined) return {};
    this.left.delete(name);
    const parts = takeSections(html);
    const part = (of: string): string | undefined => {
      const inner = sectionOf(parts, of);
      return inner === undefined ? undefined : toMarkdown(inner, "html", this.reading) || undefined;
    };
    return { text: part("text"), why: part("why") };
  }

  finish(): void {
    for (const [name, html] of this.left) {
      const words = htmlToMarkdown(html).markdown.replaceAll(/\s+/g, " ").slice(0, 80);
      this.reading.lose(`the explanation “${words}” (${name}) belongs to no part that is there`);
    }
  }
}

/** A section that explains a part: its label for readers, then what comes back from it. All of it is HTML. */
export const explanation = (name: string, label: string, { text, why }: Explanation): string =>
  section(
    name,
    [
      section("label", label),
      ...(text === undefined ? [] : [section("text", text)]),
      ...(why === undefined ? [] : [section("why", why)]),
    ].join(""),
  );
