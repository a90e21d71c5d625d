import { plainTextToMarkdown } from "./html";

/** Longer than any text of a draft: such a text is refused for its length, so nobody spends time on its marks. */
const LONGEST = 8_000;

/**
 * Plain text of another system as Markdown that shows exactly it. Beyond what a draft may hold, it comes back as it is, to
 * be refused for its length.
 */
export const plainMarkdown = (text: string): string =>
  text.length > LONGEST ? text.trim() : plainTextToMarkdown(text);
