import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import type { Block, Inline, RichText } from "@/lib/core/rich-text/rich-text";

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

function block(node: RootContent): Block[] {
  switch (node.type) {
    case "paragraph": {
      const [only] = node.children;
      if (node.children.length === 1 && only?.type === "image") {
        return [{ kind: "figure", source: only.url, alt: only.alt ?? "" }];
      }
      return [{ kind: "paragraph", inlines: node.children.flatMap((child) => inline(child)) }];
    }
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
      return [{ kind: "table", head: head ?? [], rows }];
    }
    case "html":
      return [{ kind: "paragraph", inlines: [{ kind: "text", text: node.value }] }];
    default:
      return [];
  }
}

const parse = (markdown: string): Extract<Nodes, { type: "root" }> =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

/** Markdown (CommonMark with tables) as rich text. HTML in it stays text; links lead to https or into the app. */
export function richText(markdown: string): RichText {
  if (BURIED.test(markdown)) return [{ kind: "paragraph", inlines: [{ kind: "text", text: markdown }] }];
  return parse(markdown).children.flatMap(block);
}
