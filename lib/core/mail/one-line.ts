/**
 * A text that may stand in a header: control characters and line ends become blanks, runs of blanks one, the rest is cut.
 * A name with a line end in it can so never begin a header of its own.
 */
export function oneLine(text: string, max: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length <= max ? line : `${line.slice(0, max - 1).trimEnd()}…`;
}

/** Whether a text is one plain address, with nothing in it that a header or an SMTP command could take for more. */
export const isPlainAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s\p{Cc}\p{Cf}<>@,;:"()[\]\\]{1,64}@[^\s\p{Cc}\p{Cf}<>@,;:"()[\]\\]+$/u.test(text);
