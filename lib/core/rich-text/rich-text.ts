// Markdown as data: a small allow-listed tree that components render as elements, never as HTML strings.
// No zod in here: the browser uses this file.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "em"; inlines: Inline[] }
  | { kind: "link"; href: string; inlines: Inline[] }
  | { kind: "break" };

export type Block =
  | { kind: "paragraph"; inlines: Inline[] }
  | { kind: "heading"; level: 3 | 4; inlines: Inline[] }
  | { kind: "list"; ordered: boolean; items: RichText[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; blocks: RichText }
  /** `align`: of each column, where its Markdown says one. */
  | { kind: "table"; head: Inline[][]; rows: Inline[][][]; align?: ColumnAlign[] }
  | { kind: "figure"; source: string; alt: string }
  /** A picture of a question: its size is known before it is there. */
  | { kind: "picture"; address: string; width: number; height: number; alt: string };

/** How the cells of a table's column stand; null as text does. */
export type ColumnAlign = "center" | "end" | null;

export type RichText = Block[];

function oneInline(inline: Inline): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "break":
      return "\n";
    case "strong":
    case "em":
    case "link":
      return inlineText(inline.inlines);
  }
}

const inlineText = (inlines: readonly Inline[]): string => inlines.map(oneInline).join("");

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return inlineText(block.inlines);
    case "list":
      return block.items.map(plainText).join("\n");
    case "code":
      return block.text;
    case "quote":
      return plainText(block.blocks);
    case "table":
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join("\t")).join("\n");
    case "figure":
    case "picture":
      return block.alt;
  }
}

/** The words alone, blocks parted by line breaks. */
export const plainText = (text: RichText): string => text.map(blockText).join("\n");
