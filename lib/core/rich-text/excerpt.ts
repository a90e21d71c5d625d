/** The line under a table's head. */
const RULE = /^[|:\s-]*$/;

/** A line without the marks that say what kind of line it is. */
function plainLine(line: string): string {
  const text = line.trim();
  if (text.startsWith("```") || (text.includes("|") && text.includes("--") && RULE.test(text))) return "";
  const words = text.replace(/^(?:#{1,6}|>|[-*+]|\d{1,9}\.)\s+/, "");
  const cells = words.startsWith("|") ? words.slice(1) : words;
  // A table's last bar, or a line that is broken by hand.
  return cells.endsWith("|") || cells.endsWith("\\") ? cells.slice(0, -1) : cells;
}

/** Marks inside a line, each with what is left of it where a text is told in passing. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/!?\[([^\][]*)\]\([^()]*\)/g, "$1"],
  [/(\*\*|__)(?=\S)(.+?)\1/g, "$2"],
  [/`([^`]*)`/g, "$1"],
  [/(?<!\\) ?\| ?/g, " · "],
  // Signs that are meant as they are.
  [/\\([!-/:-@[-`{-~])/g, "$1"],
];

/** The words of a Markdown text in one line, as lists tell what a question is about; nothing of it is markup. */
export function excerpt(markdown: string): string {
  const line = markdown.split("\n").map(plainLine).join(" ").replace(/\s+/g, " ");
  return MARKS.reduce((text, [mark, left]) => text.replace(mark, left), line)
    .replace(/\s+/g, " ")
    .trim();
}
