/** One element of a figure as it is written. */
type Tag = { name: string; attributes: [string, string][]; closing: boolean; empty: boolean };

const TEXT_ATTRIBUTES = ["x", "y", "dx", "dy", "font-size", "font-weight", "text-anchor", "dominant-baseline"];
const SHAPE_ATTRIBUTES = ["class", "transform"];

/** The elements that a figure may use, each with its attributes. Colour comes from the classes, never from here. */
const ALLOWED = new Map<string, ReadonlySet<string>>(
  Object.entries({
    svg: ["xmlns", "viewBox", "role", "width", "height"],
    title: [],
    desc: [],
    g: SHAPE_ATTRIBUTES,
    rect: [...SHAPE_ATTRIBUTES, "x", "y", "width", "height", "rx", "ry"],
    circle: [...SHAPE_ATTRIBUTES, "cx", "cy", "r"],
    ellipse: [...SHAPE_ATTRIBUTES, "cx", "cy", "rx", "ry"],
    line: [...SHAPE_ATTRIBUTES, "x1", "y1", "x2", "y2"],
    polyline: [...SHAPE_ATTRIBUTES, "points"],
    polygon: [...SHAPE_ATTRIBUTES, "points"],
    path: [...SHAPE_ATTRIBUTES, "d"],
    text: [...SHAPE_ATTRIBUTES, ...TEXT_ATTRIBUTES],
    tspan: ["class", ...TEXT_ATTRIBUTES],
  }).map(([name, attributes]) => [name, new Set(attributes)]),
);

const CLASSES = new Set(["d-box", "d-soft", "d-trap", "d-ok", "d-no", "d-line", "d-text", "d-small", "d-strong"]);

const NAMESPACE = "http://www.w3.org/2000/svg";
const PIECE = /<(\/?)([A-Za-z]+)((?:\s+[A-Za-z:-]+="[^"<>&]*")*)\s*(\/?)>|([^<>&]+)|(&(?:amp|lt|gt|quot|#\d{1,6});)/y;

/**
 * Cuts the text into tags by a grammar far narrower than XML: no comments, entities of one's own, CDATA, processing
 * instructions or single quotes, so that no browser reads it otherwise than we do. Null where it does not fit.
 */
function tagsOf(svg: string): { tags: Tag[]; at: number } {
  const tags: Tag[] = [];
  PIECE.lastIndex = 0;
  let at = 0;
  while (at < svg.length) {
    const match = PIECE.exec(svg);
    if (match === null) break;
    at = PIECE.lastIndex;
    const [, slash = "", name, attributes = "", end = ""] = match;
    if (name === undefined) continue;
    const pairs = [...attributes.matchAll(/([A-Za-z:-]+)="([^"]*)"/g)].map(
      ([, key = "", value = ""]): [string, string] => [key, value],
    );
    tags.push({ name, attributes: pairs, closing: slash !== "", empty: end !== "" });
  }
  return { tags, at };
}

function attributeFaults({ name, attributes }: Tag): string[] {
  const allowed = ALLOWED.get(name);
  if (allowed === undefined) return [`the element ${name} is not allowed`];
  const names = attributes.map(([key]) => key);
  return [
    ...names.filter((key) => !allowed.has(key)).map((key) => `the attribute ${key} of ${name} is not allowed`),
    ...names.filter((key, index) => names.indexOf(key) !== index).map((key) => `${name} has ${key} twice`),
    ...attributes.flatMap(([key, value]) => {
      if (key === "xmlns") return value === NAMESPACE ? [] : [`the namespace ${value} is not that of SVG`];
      if (key === "class") {
        const unknown = value.split(/\s+/).filter((word) => !CLASSES.has(word));
        return unknown.map((word) => `there is no class "${word}" for figures`);
      }
      return /url\s*\(|:/i.test(value) ? [`${key}="${value}" leads out of the figure`] : [];
    }),
  ];
}

/** Whether tags close in the order in which they opened, with one svg around all. */
function nestingFaults(tags: readonly Tag[]): string[] {
  const open: string[] = [];
  for (const [index, tag] of tags.entries()) {
    if (tag.name === "svg" && !tag.closing && index > 0) return ["an svg stands inside the figure"];
    if (open.length === 0 && (tag.closing || tag.name !== "svg")) return [`${tag.name} stands outside of the svg`];
    if (tag.closing) {
      if (open.pop() !== tag.name) return [`${tag.name} is closed where another element is open`];
    } else if (!tag.empty) open.push(tag.name);
  }
  return open.length === 0 ? [] : [`${open.join(", ")} is not closed`];
}

/**
 * What keeps a figure from being put into a page as it is: anything outside a short list of elements, attributes and
 * classes, anything that leads out of the figure, and a missing `viewBox` or `<title>`.
 */
export function svgFaults(svg: string): string[] {
  const { tags, at } = tagsOf(svg);
  if (at < svg.length) {
    return [`cannot be read from "${svg.slice(at, at + 30).replace(/\s+/g, " ")}" on; only plain elements are allowed`];
  }
  const [root] = tags;
  const title = /<title>\s*[^<\s][^<]*<\/title>/.test(svg);
  return [
    ...new Set([
      ...(root?.name === "svg" && !root.closing ? [] : ["does not begin with svg"]),
      ...(root?.attributes.some(([key]) => key === "viewBox") ? [] : ["has no viewBox"]),
      ...(title ? [] : ["has no title"]),
      ...tags.filter(({ closing }) => !closing).flatMap(attributeFaults),
      ...nestingFaults(tags),
    ]),
  ];
}
