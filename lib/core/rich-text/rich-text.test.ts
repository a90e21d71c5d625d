import { expect, test } from "vitest";
import { type Inline, plainText, type RichText } from "./rich-text";

const text = (words: string): Inline => ({ kind: "text", text: words });
const paragraph = (...inlines: Inline[]) => ({ kind: "paragraph" as const, inlines });

test.each<{ name: string; tree: RichText; plain: string }>([
  { name: "nothing", tree: [], plain: "" },
  { name: "a paragraph", tree: [paragraph(text("Green leaves"))], plain: "Green leaves" },
  { name: "two paragraphs", tree: [paragraph(text("One")), paragraph(text("Two"))], plain: "One\nTwo" },
  {
    name: "words within words",
    tree: [
      paragraph(
        text("Cool "),
        { kind: "strong", inlines: [text("down "), { kind: "em", inlines: [{ kind: "code", text: "to 80" }] }] },
        { kind: "break" },
        { kind: "link", href: "https://example.com/", inlines: [text("degrees")] },
      ),
    ],
    plain: "Cool down to 80\ndegrees",
  },
  { name: "a heading", tree: [{ kind: "heading", level: 3, inlines: [text("Heat")] }], plain: "Heat" },
  { name: "code as it is", tree: [{ kind: "code", text: "a\n  b" }], plain: "a\n  b" },
  {
    name: "a list within a list",
    tree: [
      {
        kind: "list",
        ordered: true,
        items: [
          [paragraph(text("One")), { kind: "list", ordered: false, items: [[paragraph(text("Inner"))]] }],
          [paragraph(text("Two"))],
        ],
      },
    ],
    plain: "One\nInner\nTwo",
  },
  { name: "a quote", tree: [{ kind: "quote", blocks: [paragraph(text("So she said"))] }], plain: "So she said" },
  {
    name: "a table",
    tree: [
      {
        kind: "table",
        head: [[text("leaf")], [text("heat")]],
        rows: [
          [[text("green")], [text("80")]],
          [[], [text("95")]],
        ],
      },
    ],
    plain: "leaf\theat\ngreen\t80\n\t95",
  },
  { name: "a figure by its words", tree: [{ kind: "figure", source: "heat.svg", alt: "A curve" }], plain: "A curve" },
  {
    name: "a picture by its words",
    tree: [{ kind: "picture", address: "/media/x.webp", width: 2, height: 1, alt: "A cup" }],
    plain: "A cup",
  },
])("the plain text of $name", ({ tree, plain }) => {
  expect(plainText(tree)).toBe(plain);
});
