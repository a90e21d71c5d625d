import { richText } from "@/lib/content/markdown";
import { plainText } from "@/lib/core/rich-text/rich-text";

/** What stands on the screen for a piece of Markdown, without its marks. */
export const shownText = (markdown: string): string => plainText(richText(markdown));

/** Words as a reader counts them: runs between blanks that hold a letter or a digit. */
export const countWords = (text: string): number => text.split(/\s+/).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

/** Lower-case words without their plural s, for comparing vocabulary; a number is a word too. */
export const vocabulary = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []).map((word) =>
    word.length > 4 && !word.endsWith("ss") ? word.replace(/s$/, "") : word,
  );
