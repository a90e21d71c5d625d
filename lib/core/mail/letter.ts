import { escaped } from "@/lib/core/shared/markup";
import { oneLine } from "./one-line";

/** A mail as it is written, without who it goes to: the same words as plain text and as HTML. */
export type Letter = { subject: string; text: string; html: string };

/** What a letter is made of. `href` is an address of this server. */
export type LetterPart =
  | { kind: "words"; words: string }
  | { kind: "list"; items: readonly string[] }
  | { kind: "code"; code: string }
  | { kind: "button"; label: string; href: string }
  | { kind: "small"; words: string; label: string; href: string };

function asText(part: LetterPart): string {
  switch (part.kind) {
    case "words":
      return part.words;
    case "list":
      return part.items.map((item) => `- ${item}`).join("\n");
    case "code":
      return `    ${part.code}`;
    case "button":
      return `${part.label}:\n${part.href}`;
    case "small":
      return `--\n${part.words}\n${part.label}: ${part.href}`;
  }
}

function asHtml(part: LetterPart): string {
  switch (part.kind) {
    case "words":
      return `<p>${escaped(part.words)}</p>`;
    case "list":
      return `<ul>${part.items.map((item) => `<li>${escaped(item)}</li>`).join("")}</ul>`;
    case "code":
      return `<p style="font-family:monospace;font-size:1.25em"><strong>${escaped(part.code)}</strong></p>`;
    case "button":
      return `<p><a href="${escaped(part.href)}"><strong>${escaped(part.label)}</strong></a></p>`;
    case "small":
      return `<p style="font-size:0.875em">${escaped(part.words)} <a href="${escaped(part.href)}">${escaped(part.label)}</a></p>`;
  }
}

/** Writes a letter. All words are escaped in the HTML, and the subject is one line whatever is in it. */
export function writeLetter(subject: string, parts: readonly LetterPart[]): Letter {
  return {
    subject: oneLine(subject, 150),
    text: parts.map(asText).join("\n\n"),
    html: parts.map(asHtml).join("\n"),
  };
}

/** The letter as it is sent: with what stands below it, such as the way out of mail of its kind. */
export function withFoot(letter: Letter, why: string, link: { label: string; href: string }): Letter {
  const part: LetterPart = { kind: "small", words: why, ...link };
  return {
    subject: letter.subject,
    text: `${letter.text}\n\n${asText(part)}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif;line-height:1.5;max-width:40em">\n${letter.html}\n<hr>\n${asHtml(part)}\n</body></html>`,
  };
}
