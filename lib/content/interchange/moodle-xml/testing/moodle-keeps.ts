import { element, parseXml, textOf, writeXml, type XmlElement, type XmlNode } from "@/lib/content/interchange/xml";

// What a file is after Moodle has imported and exported it, as far as that changes anything: the cleaning of tags
// (clean_param, PARAM_TAG), their order and case, trimmed texts, and what the ordering type drops (save_question_options).

const keptTag = (tag: string, lowerCase: boolean): string => {
  const clean = tag
    .replaceAll(/[\p{Cc}<>`]/gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  return [...(lowerCase ? clean.toLowerCase() : clean)].slice(0, 50).join("");
};

const withText = (node: XmlElement, text: string): XmlElement => ({ ...node, children: text === "" ? [] : [text] });

function kept(node: XmlNode, ordering: boolean, lowerCase: boolean): XmlNode {
  if (typeof node === "string") return node;
  if (node.name === "text") return withText(node, textOf(node).trim());
  if (node.name === "tags") {
    const tags = node.children.flatMap((tag) => (typeof tag === "string" ? [] : [keptTag(textOf(tag), lowerCase)]));
    const sorted = [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()].sort().reverse();
    return { ...node, children: sorted.map((tag) => element("tag", {}, [element("text", {}, [tag])])) };
  }
  const isOrdering = ordering || (node.name === "question" && node.attributes.get("type") === "ordering");
  if (isOrdering && node.name === "answer") {
    const text = node.children.flatMap((child) =>
      typeof child !== "string" && child.name === "text"
        ? [
            withText(
              child,
              textOf(child)
                .trim()
                .replace(/^<p>((?:(?!<p>).)*)<\/p>$/s, "$1"),
            ),
          ]
        : [],
    );
    return { ...node, children: text };
  }
  return { ...node, children: node.children.map((child) => kept(child, isOrdering, lowerCase)) };
}

/** The file as Moodle exports it after it has imported it. */
export function asMoodleKeeps(bytes: Uint8Array, { lowerCase = true } = {}): Uint8Array {
  const root = parseXml(new TextDecoder().decode(bytes));
  if (!root.ok) throw new Error(root.error.message);
  const [whole] = [kept(root.value, false, lowerCase)];
  if (typeof whole === "string" || whole === undefined) throw new Error("no element");
  return new TextEncoder().encode(writeXml(whole));
}
