import { tagAt } from "@/lib/content/interchange/html-tags";

// Parts of a question that Moodle has no field for stand in its texts, where learners see them at the right time, each
// in a `<div class="trapline-…">` of its own. Moodle and its editor keep classes.

const CLASS = /(?:^|\s)trapline-([a-z0-9-]{1,40})(?:\s|$)/;

/** A text's sections in order, by their class without `trapline-`, and the text around them. */
export type Sections = { rest: string; sections: { name: string; html: string }[] };

/** A section as it is written. */
export const section = (name: string, html: string): string => `<div class="trapline-${name}">${html}</div>`;

/** Takes the outermost sections out of a text. Sections within them stay in their HTML. Linear in the text. */
export function takeSections(html: string): Sections {
  const found: Sections = { rest: "", sections: [] };
  if (!html.includes("trapline-")) return { rest: html, sections: [] };
  const rest: string[] = [];
  let place = 0;
  let open: { name: string; start: number; depth: number } | null = null;
  for (let start = html.indexOf("<"); start !== -1; ) {
    const tag = tagAt(html, start);
    if (tag === "unfinished") break;
    if (tag?.name === "div") {
      if (open !== null) {
        open.depth += tag.closing ? -1 : 1;
        if (open.depth === 0) {
          found.sections.push({ name: open.name, html: html.slice(open.start, start).trim() });
          place = tag.end;
          open = null;
        }
      } else if (!tag.closing) {
        const name = CLASS.exec(tag.attributes.get("class") ?? "")?.[1];
        if (name !== undefined) {
          rest.push(html.slice(place, start));
          open = { name, start: tag.end, depth: 1 };
        }
      }
    }
    start = html.indexOf("<", tag === null ? start + 1 : tag.end);
  }
  if (open !== null) found.sections.push({ name: open.name, html: html.slice(open.start).trim() });
  else rest.push(html.slice(place));
  return { ...found, rest: rest.join("\n").trim() };
}

/** The section of that name among those taken, if it is there. */
export const sectionOf = ({ sections }: Sections, name: string): string | undefined =>
  sections.find((one) => one.name === name)?.html;
