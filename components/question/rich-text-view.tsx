import { Fragment, type ReactNode } from "react";
import { type Block, type Inline, plainText, type RichText } from "@/lib/core/rich-text/rich-text";
import type { Range } from "./highlights";

/** Figures by their source, for lessons that have drawings of their own. */
export type Figures = Readonly<Record<string, ReactNode>>;

type Painter = { highlights: readonly Range[] | null; figures: Figures };

const inlineLength = (inlines: readonly Inline[]): number =>
  plainText([{ kind: "paragraph", inlines: [...inlines] }]).length;

/** Each part with the place of its first character; `gap` characters part them. Only highlights ask for characters. */
function placed<T>(
  parts: readonly T[],
  at: number,
  gap: number,
  length: (part: T) => number,
  { highlights }: Painter,
): { part: T; at: number }[] {
  if (highlights === null) return parts.map((part, index) => ({ part, at: index }));
  let next = at;
  return parts.map((part) => {
    const here = next;
    next += length(part) + gap;
    return { part, at: here };
  });
}

/** A run of text in pieces that are wholly highlighted or not at all. */
function pieces(text: string, at: number, highlights: readonly Range[]): { at: number; text: string; lit: boolean }[] {
  const end = at + text.length;
  const cuts = highlights.flatMap((range) => [range.start, range.end]).filter((cut) => cut > at && cut < end);
  const bounds = [...new Set([at, ...cuts, end])].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? end;
    const lit = highlights.some((range) => range.start <= from && to <= range.end);
    return { at: from, text: text.slice(from - at, to - at), lit };
  });
}

function run(text: string, at: number, { highlights }: Painter): ReactNode {
  if (highlights === null) return text;
  return pieces(text, at, highlights).map((piece) =>
    piece.lit ? (
      <mark key={piece.at} data-at={piece.at}>
        {piece.text}
      </mark>
    ) : (
      <span key={piece.at} data-at={piece.at}>
        {piece.text}
      </span>
    ),
  );
}

function inlineNode(inline: Inline, at: number, painter: Painter): ReactNode {
  switch (inline.kind) {
    case "text":
      return run(inline.text, at, painter);
    case "code":
      return <code>{run(inline.text, at, painter)}</code>;
    case "strong":
      return <strong>{inlineNodes(inline.inlines, at, painter)}</strong>;
    case "em":
      return <em>{inlineNodes(inline.inlines, at, painter)}</em>;
    case "link":
      return <a href={inline.href}>{inlineNodes(inline.inlines, at, painter)}</a>;
    case "break":
      return <br />;
  }
}

const inlineNodes = (inlines: readonly Inline[], at: number, painter: Painter): ReactNode =>
  placed(inlines, at, 0, (inline) => inlineLength([inline]), painter).map((inline) => (
    <Fragment key={inline.at}>{inlineNode(inline.part, inline.at, painter)}</Fragment>
  ));

/** What is in a table must not make the question wider than a phone, however long a word is. */
const TABLE_REGION = "overflow-x-auto wrap-break-word [contain:inline-size] [&_code]:whitespace-nowrap";

const ALIGNED = { center: "text-center", end: "text-end tabular-nums" } as const;

function tableNode({ head, rows, align }: Extract<Block, { kind: "table" }>, at: number, painter: Painter): ReactNode {
  const width = (row: readonly Inline[][]): number =>
    row.reduce((sum, cell) => sum + inlineLength(cell), 0) + Math.max(0, row.length - 1);
  const [first, ...body] = placed([head, ...rows], at, 1, width, painter);
  const cells = (row: { part: Inline[][]; at: number }) =>
    placed(row.part, row.at, 1, inlineLength, painter).map((cell, column) => {
      const side = align?.[column] ?? null;
      return { ...cell, looks: side === null ? {} : { className: ALIGNED[side] } };
    });
  return (
    // A wide table scrolls by itself: the region takes the focus so that the keyboard can do it too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable (WCAG 2.1.1)
    <section className={TABLE_REGION} aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {first === undefined
              ? null
              : cells(first).map((cell) => (
                  <th key={cell.at} {...cell.looks}>
                    {inlineNodes(cell.part, cell.at, painter)}
                  </th>
                ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr key={row.at}>
              {cells(row).map((cell) => (
                <td key={cell.at} {...cell.looks}>
                  {inlineNodes(cell.part, cell.at, painter)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function listNode({ ordered, items }: Extract<Block, { kind: "list" }>, at: number, painter: Painter): ReactNode {
  const List = ordered ? "ol" : "ul";
  return (
    <List>
      {placed(items, at, 1, (item) => plainText(item).length, painter).map((item) => (
        <li key={item.at}>{itemNodes(item.part, item.at, painter)}</li>
      ))}
    </List>
  );
}

/** A list item of one paragraph is set without it, so that lists stay tight. */
function itemNodes(item: RichText, at: number, painter: Painter): ReactNode {
  const [only] = item;
  if (item.length === 1 && only?.kind === "paragraph") return inlineNodes(only.inlines, at, painter);
  return blockNodes(item, at, painter);
}

function blockNode(block: Block, at: number, painter: Painter): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return <p>{inlineNodes(block.inlines, at, painter)}</p>;
    case "heading": {
      const Heading = block.level === 3 ? "h3" : "h4";
      return <Heading>{inlineNodes(block.inlines, at, painter)}</Heading>;
    }
    case "list":
      return listNode(block, at, painter);
    case "code":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable (WCAG 2.1.1)
        <pre tabIndex={0}>
          <code>{run(block.text, at, painter)}</code>
        </pre>
      );
    case "quote":
      return <blockquote>{blockNodes(block.blocks, at, painter)}</blockquote>;
    case "table":
      return tableNode(block, at, painter);
    case "figure":
      return <figure>{painter.figures[block.source] ?? <figcaption>{run(block.alt, at, painter)}</figcaption>}</figure>;
    case "picture":
      return (
        <figure>
          {/* biome-ignore lint/performance/noImgElement: kept small and served as it is; its size is said, so nothing moves */}
          <img src={block.address} alt={block.alt} width={block.width} height={block.height} decoding="async" />
        </figure>
      );
  }
}

const blockNodes = (blocks: RichText, at: number, painter: Painter): ReactNode =>
  placed(blocks, at, 1, (block) => plainText([block]).length, painter).map((block) => (
    <Fragment key={block.at}>{blockNode(block.part, block.at, painter)}</Fragment>
  ));

export type RichTextViewProps = {
  text: RichText;
  /** Stretches of the plain text to show as marked. Given at all, the text can be selected for highlighting. */
  highlights?: readonly Range[];
  /** Drawings for figure blocks, by source; one that is missing shows its description. */
  figures?: Figures;
};

/** Rich text as elements; never as HTML strings. Put it into `.prose` or `.prose-stem`. */
export function RichTextView({ text, highlights, figures = {} }: RichTextViewProps) {
  return blockNodes(text, 0, { highlights: highlights ?? null, figures });
}

/** Inlines alone, for lines such as an ask or an option. */
export function InlineView({ inlines, highlights }: { inlines: readonly Inline[]; highlights?: readonly Range[] }) {
  return inlineNodes(inlines, 0, { highlights: highlights ?? null, figures: {} });
}
