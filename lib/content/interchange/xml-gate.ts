import { fail, ok, type Result } from "@/lib/core/shared/result";
import { LIMITS } from "./exchange";

// Before a parser sees any XML: nothing that defines or fetches, no depth, nothing left open. The same walk finds the
// line of every element, which parsers do not keep.

const NAME = /[A-Za-z_\u00c0-\ud7ff][\w.:\u00b7-\ud7ff-]*/y;
const SPACE = /\s*/y;
/** Where a schema for checking the file can be had. */
const MODEL = /<\?xml-model\s[^<>?]{1,500}\?>/y;
const MOST_ATTRIBUTES = 100;
const LONGEST_NAME = 200;

function at(pattern: RegExp, text: string, place: number): string {
  pattern.lastIndex = place;
  return pattern.exec(text)?.[0] ?? "";
}

type Start = { name: string; end: number; empty: boolean };

/** The start tag at `<`, or what is wrong with it. */
function startTag(text: string, start: number): Start | string {
  const name = at(NAME, text, start + 1);
  if (name === "") return "a “<” starts no element; write it as &lt;";
  if (name.length > LONGEST_NAME) return "an element's name is too long";
  const seen = new Set<string>();
  let place = start + 1 + name.length;
  for (;;) {
    const space = at(SPACE, text, place);
    place += space.length;
    if (text[place] === ">") return { name, end: place + 1, empty: false };
    if (text.startsWith("/>", place)) return { name, end: place + 2, empty: true };
    const attribute = at(NAME, text, place);
    if (attribute === "" || space === "") return `<${name}> is not closed by “>” or holds a broken attribute`;
    if (seen.has(attribute)) return `<${name}> has the attribute ${attribute} twice`;
    seen.add(attribute);
    if (seen.size > MOST_ATTRIBUTES) return `<${name}> has more than ${MOST_ATTRIBUTES} attributes`;
    place += attribute.length;
    place += at(SPACE, text, place).length;
    if (text[place] !== "=") return `the attribute ${attribute} of <${name}> has no value`;
    place += 1;
    place += at(SPACE, text, place).length;
    const quote = text[place];
    if (quote !== '"' && quote !== "'") return `the attribute ${attribute} of <${name}> has no quotes`;
    const close = text.indexOf(quote, place + 1);
    if (close === -1) return `the attribute ${attribute} of <${name}> has no closing quote`;
    if (text.slice(place + 1, close).includes("<")) {
      return `the attribute ${attribute} of <${name}> holds a “<”, or a quote is missing`;
    }
    place = close + 1;
  }
}

/** Counts lines up to places that only grow. */
class Lines {
  private line = 1;
  /** Where the present line ends. Found once a line: a file of one line has no end to look for at every element. */
  private end: number;
  constructor(private readonly text: string) {
    this.end = text.indexOf("\n");
  }

  at(place: number): number {
    while (this.end !== -1 && this.end < place) {
      this.line += 1;
      this.end = this.text.indexOf("\n", this.end + 1);
    }
    return this.line;
  }
}

type Refused = { message: string; place: number };

/** The places at which the elements start, in the order of their start tags. */
function walk(text: string): number[] | Refused {
  const refuse = (message: string, place: number): Refused => ({ message, place });
  const open: { name: string; place: number }[] = [];
  const starts: number[] = [];
  let place = 0;
  if (/^<\?xml\s/.test(text.slice(0, 6))) {
    const end = text.indexOf("?>");
    if (end === -1 || end > 500) return refuse("the declaration <?xml …?> does not end", 0);
    place = end + 2;
  }
  while (place < text.length) {
    const start = text.indexOf("<", place);
    const between = text.slice(place, start === -1 ? text.length : start);
    if (open.length === 0 && between.trim() !== "") {
      return refuse("there is text outside the outermost element; the file is no XML or is cut off", place);
    }
    if (start === -1) break;
    if (text.startsWith("<!--", start)) {
      const end = text.indexOf("-->", start + 4);
      if (end === -1) return refuse("a comment does not end", start);
      place = end + 3;
    } else if (text.startsWith("<![CDATA[", start)) {
      const end = text.indexOf("]]>", start + 9);
      if (end === -1) return refuse("a CDATA section does not end; the file is cut off", start);
      if (open.length === 0) return refuse("there is text outside the outermost element", start);
      place = end + 3;
    } else if (text[start + 1] === "!") {
      return refuse("it has a DOCTYPE or another declaration, which is refused; remove it", start);
    } else if (starts.length === 0 && at(MODEL, text, start) !== "") {
      place = start + at(MODEL, text, start).length;
    } else if (text[start + 1] === "?") {
      return refuse("it has a processing instruction (<?…?>), which is refused; remove it", start);
    } else if (text[start + 1] === "/") {
      const name = at(NAME, text, start + 2);
      const end = start + 2 + name.length + at(SPACE, text, start + 2 + name.length).length;
      const innermost = open.pop();
      if (text[end] !== ">") return refuse(`the end tag </${name.slice(0, 40)} is not closed by “>”`, start);
      if (innermost === undefined) return refuse(`</${name}> ends an element that never started`, start);
      if (innermost.name !== name) return refuse(`</${name}> stands where <${innermost.name}> has to end`, start);
      place = end + 1;
    } else {
      if (open.length === 0 && starts.length > 0) return refuse("a second outermost element starts", start);
      const tag = startTag(text, start);
      if (typeof tag === "string") return refuse(tag, start);
      starts.push(start);
      if (starts.length > LIMITS.elements)
        return refuse(`it has more than ${LIMITS.elements} elements; split it`, start);
      if (!tag.empty) open.push({ name: tag.name, place: start });
      if (open.length > LIMITS.depth) return refuse(`elements are nested deeper than ${LIMITS.depth}`, start);
      place = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return refuse(`<${unclosed.name}> never ends; the file is cut off`, unclosed.place);
  return starts.length === 0 ? refuse("it has no element", 0) : starts;
}

/**
 * Whether a text is XML that may be parsed: well-formed, without DOCTYPE and processing instructions but the names of
 * schemas that QTI 3.0 puts before its items (nothing of them is fetched), nested within LIMITS.depth and with at most LIMITS.elements elements. Comes to the line of each element, in the order of their start
 * tags, or to one sentence with its line. Linear in the text; lines end by "\n".
 */
export function passXml(text: string): Result<number[], { line: number; message: string }> {
  const walked = walk(text);
  const lines = new Lines(text);
  if (Array.isArray(walked)) return ok(walked.map((place) => lines.at(place)));
  const line = lines.at(walked.place);
  return fail({ line, message: `The file cannot be read as XML. Line ${line}: ${walked.message}.` });
}
