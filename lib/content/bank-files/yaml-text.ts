import { stringify } from "yaml";

/** A value as the files of the questions folder have it: long texts in blocks, nothing folded. */
export const yamlText = (value: unknown): string => stringify(value, { lineWidth: 0, blockQuote: "literal" });
