/** Attributes by their names in lower case; their values' character references stay as they are written. */
export type Attributes = Map<string, string>;
export type Tag = { name: string; closing: boolean; attributes: Attributes; end: number };

const NAME = /[a-zA-Z][^\s/>]*/y;
const SPACE = /[\s/]*/y;
const ATTRIBUTE_NAME = /[^\s/>=][^\s/>=]*/y;
const EQUALS = /\s*=\s*/y;
const BARE_VALUE = /[^\s>]*/y;

/** What a sticky expression matches at a place, which may be nothing. */
function at(pattern: RegExp, text: string, place: number): string {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0] ?? "";
}

/** The tag that starts with `<` at `start`: null where none does, `unfinished` where it runs into the end of the text. */
export function tagAt(html: string, start: number): Tag | "unfinished" | null {
  const closing = html[start + 1] === "/";
  const name = at(NAME, html, start + (closing ? 2 : 1));
  if (name === "") return null;
  const attributes: Attributes = new Map();
  let place = start + (closing ? 2 : 1) + name.length;
  for (;;) {
    place += at(SPACE, html, place).length;
    if (place >= html.length) return "unfinished";
    if (html[place] === ">") return { name: name.toLowerCase(), closing, attributes, end: place + 1 };
    const key = at(ATTRIBUTE_NAME, html, place);
    // A stray `=` is part of no name.
    place += Math.max(1, key.length);
    const equals = at(EQUALS, html, place);
    if (equals === "") {
      if (key !== "") attributes.set(key.toLowerCase(), "");
      continue;
    }
    place += equals.length;
    const quote = html[place];
    if (quote === '"' || quote === "'") {
      const close = html.indexOf(quote, place + 1);
      if (close === -1) return "unfinished";
      attributes.set(key.toLowerCase(), html.slice(place + 1, close));
      place = close + 1;
    } else {
      const value = at(BARE_VALUE, html, place);
      attributes.set(key.toLowerCase(), value);
      place += value.length;
    }
  }
}
