import { richText } from "@/lib/content/markdown";
import { plainText } from "@/lib/core/rich-text/rich-text";

// Nearly every rule asks for the same texts, and parsing Markdown is most of what they cost.
const shown = new Map<string, string>();
const MOST_KEPT = 20_000;

/** What stands on the screen for a piece of Markdown, without its marks. */
export function shownText(markdown: string): string {
  const known = shown.get(markdown);
  if (known !== undefined) return known;
  const text = plainText(richText(markdown));
  if (shown.size >= MOST_KEPT) shown.clear();
  shown.set(markdown, text);
  return text;
}

/** Words as a reader counts them: runs between blanks that hold a letter or a digit. */
export const countWords = (text: string): number => text.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

/** Lower-case words; a number is one, and what hyphens join is one. */
export const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Words without their plural s, for comparing vocabulary. */
export const vocabulary = (text: string): string[] =>
  wordsOf(text).map((word) => (word.length > 4 && !word.endsWith("ss") ? word.replace(/s$/, "") : word));
