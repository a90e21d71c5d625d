// What stands in comments: Moodle's own [id:…] and [tag:…], and lines of ours about the parts of a question, which have
// no tags in Moodle: "// trapline: option 2 id=b trap=forcing-real-time".

/** What the comments of one question say. */
export type Comments = {
  id: string | null;
  tags: string[];
  /** Of our own lines: the part's kind, its number from 1 (0 where it has none), and what is said of it. */
  parts: { kind: string; number: number; says: ReadonlyMap<string, string> }[];
};

const ESCAPED = /[%[\]\\\p{Cc}]/gu;

/** A value within brackets: what would end it, and what Moodle takes no tag with, as in an address (`%5D`). */
export const inBrackets = (value: string): string =>
  value.replace(ESCAPED, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

const fromBrackets = (value: string): string =>
  value
    .replaceAll("\\]", "]")
    .replace(/%(25|5B|5C|5D|[01][0-9A-F]|7F|[89][0-9A-F])/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .trim();

/** What stands in brackets that begin with `[name:` in a line, in order. A bracket after a backslash closes nothing. */
function bracketed(line: string, name: string): string[] {
  const open = `[${name}:`;
  const found: string[] = [];
  for (let start = line.indexOf(open); start !== -1; start = line.indexOf(open, start + 1)) {
    let end = line.indexOf("]", start);
    while (end > 0 && line.charAt(end - 1) === "\\") end = line.indexOf("]", end + 1);
    if (end === -1) break;
    found.push(fromBrackets(line.slice(start + open.length, end)));
    start = end;
  }
  return found.filter((value) => value !== "");
}

const OURS = "// trapline:";

const decoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

function partOf(line: string): Comments["parts"][number] {
  const [kind = "", ...words] = line.slice(OURS.length).trim().split(" ");
  const number = /^\d{1,3}$/.test(words[0] ?? "") ? Number(words[0]) : 0;
  const says = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals > 0) says.set(word.slice(0, equals), decoded(word.slice(equals + 1)));
  }
  return { kind, number, says };
}

/** The comment lines of a question (each begins with "//"), read. Comments that say nothing of these are just comments. */
export function readComments(lines: readonly string[]): Comments {
  const comments: Comments = { id: null, tags: [], parts: [] };
  for (const line of lines) {
    if (line.startsWith(OURS)) comments.parts.push(partOf(line));
    else {
      comments.id ??= bracketed(line, "id")[0] ?? null;
      comments.tags.push(...bracketed(line, "tag"));
    }
  }
  return comments;
}

/** A line of ours about a part, or none where there is nothing to say. */
export function partComment(
  kind: string,
  number: number,
  says: Readonly<Record<string, string | undefined>>,
): string[] {
  const words = Object.entries(says).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  if (words.length === 0) return [];
  return [[OURS, kind, ...(number > 0 ? [`${number}`] : []), ...words].join(" ")];
}
