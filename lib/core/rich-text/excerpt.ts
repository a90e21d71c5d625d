/** Marks of our Markdown, each with what is left of it where a text is told in passing. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  // A fence's line, and the line under a table's head.
  [/^\s*```.*$/gm, " "],
  [/^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$/gm, " "],
  [/!?\[([^\]]*)\]\([^)]*\)/g, "$1"],
  [/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, ""],
  [/(\*\*|__)(?=\S)(.+?)\1/g, "$2"],
  [/`([^`\n]*)`/g, "$1"],
  // Cells of a table.
  [/^\s*\||\|\s*$/gm, " "],
  [/(?<!\\)\s*\|\s*/g, " · "],
  // A line that is broken by hand, and signs that are meant as they are.
  [/\\$/gm, " "],
  [/\\([!-/:-@[-`{-~])/g, "$1"],
];

/** The words of a Markdown text in one line, as lists tell what a question is about; nothing of it is markup. */
export const excerpt = (markdown: string): string =>
  MARKS.reduce((text, [mark, left]) => text.replace(mark, left), markdown)
    .replace(/\s+/g, " ")
    .trim();
