import type { fromHtml } from "hast-util-from-html";
import { shifted } from "./shifted-digits";

export type Root = ReturnType<typeof fromHtml>;
export type RootContent = Root["children"][number];
export type Element = Extract<RootContent, { type: "element" }>;
export type ElementContent = Element["children"][number];

/** Only links that lead somewhere from here, spelt without what browsers drop from an address before they follow it. */
export const LINK = /^(?:https?:\/\/|mailto:)[^\s\\]+$/i;

const wordsOf = (nodes: readonly RootContent[]): string =>
  nodes.map((node) => (node.type === "text" ? node.value : "children" in node ? wordsOf(node.children) : "")).join("");

export const text = (value: string): ElementContent => ({ type: "text", value });

/** Blocks within a table cell, which Markdown has not: their words, parted by spaces. */
function flat(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    if (/^(?:p|div|h[1-6]|ul|ol|dl|li|dt|dd|blockquote|table|thead|tbody|tfoot|tr|td|th|caption)$/.test(node.tagName)) {
      return [text(" "), ...flat(node.children), text(" ")];
    }
    if (node.tagName === "br" || node.tagName === "hr") return [text(" ")];
    if (node.tagName === "pre") return [{ ...node, tagName: "code", children: [text(wordsOf(node.children))] }];
    return [{ ...node, children: flat(node.children) }];
  });
}

/** The children as Markdown can say them; says what it cannot. Recursion is bounded by the tame text's depth. */
export function sayable(nodes: readonly RootContent[], lose: (what: string) => void): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === "text") return [node];
    if (node.type !== "element") return [];
    const children = sayable(node.children, lose);
    switch (node.tagName) {
      case "a": {
        const href = node.properties.href;
        if (typeof href === "string" && LINK.test(href)) return [{ ...node, children }];
        lose(`the address behind “${wordsOf(children).trim().slice(0, 80)}” was not taken`);
        return children;
      }
      case "sup":
      case "sub": {
        const shift = shifted(wordsOf(children), node.tagName);
        if (!shift.exact) lose(`${node.tagName === "sup" ? "raised" : "lowered"} text was written as “${shift.text}”`);
        return [text(shift.text)];
      }
      case "s":
        lose(`“${wordsOf(children).trim().slice(0, 80)}” was struck through and no longer is`);
        return children;
      case "caption":
        lose(`a table's caption “${wordsOf(children).trim().slice(0, 80)}” was not taken`);
        return [];
      case "table":
      case "thead":
      case "tbody":
      case "tfoot":
      case "tr":
        return [{ ...node, children }];
      case "td":
      case "th":
        return [{ ...node, children: flat(children) }];
      default:
        return [{ ...node, children }];
    }
  });
}
