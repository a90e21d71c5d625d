const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const SPECIAL = /[&<>"']/g;
const HAS_SPECIAL = /[&<>"']/;

/** A text as it may stand between tags and in a quoted attribute. */
export const escaped = (text: string): string =>
  HAS_SPECIAL.test(text) ? text.replace(SPECIAL, (sign) => ENTITIES[sign] ?? "") : text;

class SafeHtml {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  /** The HTML: what is not written in a program stands in it escaped. */
  get html(): string {
    return this.#html;
  }
}

/** HTML that only `markup` makes. */
export type Markup = SafeHtml;

export const isMarkup = (value: unknown): value is Markup => value instanceof SafeHtml;

type Value = string | number | Markup | readonly Markup[] | null;

function htmlOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(value);
  return isMarkup(value) ? value.html : value.map(({ html }) => html).join("");
}

/**
 * HTML from a template that a program holds. Every text in it is escaped, for between tags and for a quoted attribute;
 * markup stands as it is, null is nothing. Not for the names of tags or attributes, nor for the whole of an address.
 */
export function markup(template: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let html = template[0] ?? "";
  for (let index = 0; index < values.length; index += 1) {
    html += htmlOf(values[index] ?? null) + (template[index + 1] ?? "");
  }
  return new SafeHtml(html);
}
