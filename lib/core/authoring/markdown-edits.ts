/** Text to put in place of what stands from `from` to `to`; `select`: what is selected then, counted in the new text. */
export type Edit = { from: number; to: number; insert: string; select: [number, number] };

type Editor = (text: string, from: number, to: number) => Edit;

/** Signs around what is selected, or around a word to write over; taken away where they are there already. */
function around(sign: string, word: string): Editor {
  return (text, from, to) => {
    const chosen = text.slice(from, to);
    const wrapped = text.slice(from - sign.length, from) === sign && text.slice(to, to + sign.length) === sign;
    if (wrapped && from >= sign.length) {
      return { from: from - sign.length, to: to + sign.length, insert: chosen, select: [0, chosen.length] };
    }
    const inner = chosen === "" ? word : chosen;
    return { from, to, insert: sign + inner + sign, select: [sign.length, sign.length + inner.length] };
  };
}

/** A block of its own: with an empty line before and after it where there is other text. */
function block(make: (chosen: string) => { lines: string; select: [number, number] }): Editor {
  return (text, from, to) => {
    const before = text.slice(0, from);
    const after = text.slice(to);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const tail = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
    const { lines, select } = make(text.slice(from, to));
    return {
      from,
      to,
      insert: lead + lines + tail,
      select: [lead.length + select[0], lead.length + select[1]],
    };
  };
}

const whole = (lines: string): { lines: string; select: [number, number] } => ({ lines, select: [0, lines.length] });

/** What the buttons over a text do to it. */
export const edits = {
  bold: around("**", "bold"),
  code: around("`", "code"),
  "code-block": block((chosen) => {
    const inner = chosen === "" ? "code" : chosen;
    return { lines: `\`\`\`\n${inner}\n\`\`\``, select: [4, 4 + inner.length] };
  }),
  table: block(() => ({ lines: "| Head | Head |\n| --- | --- |\n| cell | cell |", select: [2, 6] })),
  list: block((chosen) =>
    chosen === ""
      ? { lines: "- item", select: [2, 6] }
      : whole(
          chosen
            .split("\n")
            .map((line) => (line.startsWith("- ") ? line : `- ${line}`))
            .join("\n"),
        ),
  ),
} as const satisfies Record<string, Editor>;
export type MarkdownEdit = keyof typeof edits;
