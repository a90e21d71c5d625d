/** The lines between two blank ones: a question, a description or a change of category. */
export type GiftBlock = {
  /** The line (from 1) of the block's first line that is no comment. */
  line: number;
  comments: string[];
  /** What is no comment, each line trimmed, as Moodle does. */
  text: string;
};

/** A file's blocks. Comments alone make none: like every comment they speak to people. */
export function splitGift(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let comments: string[] = [];
  let lines: string[] = [];
  let first = 0;
  let number = 0;
  const close = () => {
    if (lines.length > 0) blocks.push({ line: first, comments, text: lines.join("\n") });
    comments = [];
    lines = [];
  };
  for (const raw of text.split("\n")) {
    number += 1;
    const line = raw.trim();
    if (line === "") close();
    else if (line.startsWith("//")) comments.push(line);
    else {
      if (lines.length === 0) first = number;
      lines.push(line);
    }
  }
  close();
  return blocks;
}

/** What a block is: its parts as they stand, before anything is made of them. */
export type GiftEntry = { kind: "category"; path: string; rest: string } | { kind: "question"; text: string };

const CATEGORY = /^\$CATEGORY:(.*)(?:\n|$)/;

/** A line that changes the category; Moodle wants a blank line after it, which people forget. */
export function entryOf(text: string): GiftEntry {
  const category = CATEGORY.exec(text);
  if (category === null) return { kind: "question", text };
  return { kind: "category", path: (category[1] ?? "").trim(), rest: text.slice(category[0].length) };
}

/** What Moodle puts above its categories, or calls those that nobody named. */
const NAMELESS = /^(?:\$\w{1,20}\$|top|Default(?: for .*)?)$/;

/** The innermost category of a path, or null where nobody named one. "//" in a path is a slash. */
export function categoryIn(path: string): string | null {
  const names = path
    .replaceAll("//", "\0")
    .split("/")
    .map((name) => name.replaceAll("\0", "/").trim())
    .filter((name) => name !== "" && !NAMELESS.test(name));
  return names.at(-1) ?? null;
}
