import type { Image, Nodes, Paragraph, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { pictureAddress, pictureOfSource, pictureSize } from "@/lib/core/media/picture";
import type { Block, ColumnAlign, Inline, RichText } from "@/lib/core/rich-text/rich-text";
import { remember } from "@/lib/core/shared/remember";

/** Only addresses that a browser may follow without running anything. */
function safeHref(href: string): string | null {
  // Browsers drop tabs and take a backslash for a slash, which would turn a path into another host's address.
  if (!/^[!-~\u00a0-\uffff]*$/.test(href) || href.includes("\\")) return null;
  return /^(https:\/\/|\/(?!\/)|#)/.test(href) ? href : null;
}

/** What nobody writes by hand: deeper nesting than this is shown as its text, so that no input exhausts the stack. */
const DEEPEST = 24;
const BURIED = new RegExp(`^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${DEEPEST}}`, "m");

/** The text of a tree of any depth, without recursion. */
function flatText(node: PhrasingContent): string {
  const left: PhrasingContent[] = [node];
  let text = "";
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ("value" in next) text += next.value;
    if ("children" in next) left.push(...next.children.toReversed());
  }
  return text;
}

function inline(node: PhrasingContent, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: "text", text: flatText(node) }];
  const inner = (nodes: readonly PhrasingContent[]): Inline[] => nodes.flatMap((child) => inline(child, depth + 1));
  switch (node.type) {
    case "text":
      return [{ kind: "text", text: node.value.replaceAll("\n", " ") }];
    case "inlineCode":
      return [{ kind: "code", text: node.value }];
    case "strong":
      return [{ kind: "strong", inlines: inner(node.children) }];
    case "emphasis":
      return [{ kind: "em", inlines: inner(node.children) }];
    case "break":
      return [{ kind: "break" }];
    case "link": {
      const href = safeHref(node.url);
      const inlines = inner(node.children);
      return href === null ? inlines : [{ kind: "link", href, inlines }];
    }
    case "html":
      // Markup is no markup here: it is shown as the text that it is.
      return [{ kind: "text", text: node.value }];
    default:
      return "children" in node ? inner(node.children) : [];
  }
}

/** A picture that was sent in, by the size that its name says; null for an image of another kind. */
function picture({ url, alt }: Image): Extract<Block, { kind: "picture" }> | null {
  const name = pictureOfSource(url);
  const size = name === null ? null : pictureSize(name);
  return name === null || size === null
    ? null
    : { kind: "picture", address: pictureAddress(name), ...size, alt: alt ?? "" };
}

/** A paragraph; a picture in it stands by itself between what comes before and after. */
function paragraph({ children }: Paragraph): Block[] {
  const [only] = children;
  const blocks: Block[] = [];
  let inlines: Inline[] = [];
  const end = () => {
    if (inlines.some((part) => part.kind !== "break" && (part.kind !== "text" || part.text.trim() !== "")))
      blocks.push({ kind: "paragraph", inlines });
    inlines = [];
  };
  for (const child of children) {
    const shown = child.type === "image" ? picture(child) : null;
    if (shown !== null) {
      end();
      blocks.push(shown);
    } else if (child.type === "image" && child === only && children.length === 1) {
      blocks.push({ kind: "figure", source: child.url, alt: child.alt ?? "" });
    } else inlines.push(...inline(child));
  }
  end();
  return blocks;
}

function block(node: RootContent): Block[] {
  switch (node.type) {
    case "paragraph":
      return paragraph(node);
    case "heading":
      return [
        { kind: "heading", level: node.depth <= 3 ? 3 : 4, inlines: node.children.flatMap((child) => inline(child)) },
      ];
    case "list":
      return [
        {
          kind: "list",
          ordered: node.ordered === true,
          items: node.children.map((item) => item.children.flatMap(block)),
        },
      ];
    case "code":
      return [{ kind: "code", text: node.value }];
    case "blockquote":
      return [{ kind: "quote", blocks: node.children.flatMap(block) }];
    case "table": {
      const [head, ...rows] = node.children.map((row) =>
        row.children.map((cell) => cell.children.flatMap((child) => inline(child))),
      );
      const align = (node.align ?? []).map(
        (side): ColumnAlign => (side === "right" ? "end" : side === "center" ? side : null),
      );
      return [{ kind: "table", head: head ?? [], rows, ...(align.some((side) => side !== null) ? { align } : {}) }];
    }
    case "html":
      return [{ kind: "paragraph", inlines: [{ kind: "text", text: node.value }] }];
    default:
      return [];
  }
}

const parse = (markdown: string): Extract<Nodes, { type: "root" }> =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

// The same texts are shown again and again: a bank has a few thousand, and reading one takes longer than showing it.
const KEPT = 5_000;

/** Markdown (CommonMark with tables) as rich text. HTML in it stays text; links lead to https or into the app. */
export const richText = remember(KEPT, (markdown): RichText => {
  if (BURIED.test(markdown)) return [{ kind: "paragraph", inlines: [{ kind: "text", text: markdown }] }];
  return parse(markdown).children.flatMap(block);
});

/** Every image that Markdown names, wherever it stands; code holds none. */
export function imagesOf(markdown: string): { source: string; alt: string }[] {
  const images: { source: string; alt: string }[] = [];
  const left: Nodes[] = [parse(markdown)];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.type === "image") images.push({ source: next.url, alt: next.alt ?? "" });
    if ("children" in next) left.push(...next.children.toReversed());
  }
  return images;
}

/** The pictures that a text shows, those in lists and quotes too. */
export function picturesIn(text: RichText): Extract<Block, { kind: "picture" }>[] {
  return text.flatMap((part) => {
    switch (part.kind) {
      case "picture":
        return [part];
      case "list":
        return part.items.flatMap(picturesIn);
      case "quote":
        return picturesIn(part.blocks);
      default:
        return [];
    }
  });
}
