import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "@/lib/core/rich-text/rich-text";
import { imagesOf, picturesIn, richText } from "./markdown";

test("paragraphs, lists, tables, code and figures become blocks", () => {
  const text = richText("**Now** `x`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n![Heat](diagrams/heat.svg)");
  expect(text.map(({ kind }) => kind)).toEqual(["paragraph", "list", "table", "figure"]);
  expect(plainText(text)).toBe("Now x\none\ntwo\na\tb\nc\td\nHeat");
});

test("the columns of a table stand as its Markdown says", () => {
  const [aligned] = richText("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |");
  expect(aligned).toMatchObject({ kind: "table", align: [null, "center", "end"] });
  const [plain] = richText("| a |\n|---|\n| 1 |");
  expect(plain).not.toHaveProperty("align");
});

const PICTURE = "media/0123456789abcdef0123456789abcdef-640x480.webp";

test("a picture is a block of its own wherever it stands, with its size", () => {
  const text = richText(`Before ![A \\] cup](${PICTURE}) after\n\n- ![In a list](${PICTURE})`);
  expect(text.map(({ kind }) => kind)).toEqual(["paragraph", "picture", "paragraph", "list"]);
  expect(text[1]).toEqual({ kind: "picture", address: `/${PICTURE}`, width: 640, height: 480, alt: "A ] cup" });
  expect(picturesIn(text).map(({ alt }) => alt)).toEqual(["A ] cup", "In a list"]);
});

test.each([
  "https://evil.example/x.png",
  `https://evil.example/${PICTURE}`,
  `/${PICTURE}`,
  `../${PICTURE}`,
  "data:image/png;base64,AA",
])("no picture comes from %s", (source) => {
  expect(richText(`![x](${source})`).map(({ kind }) => kind)).toEqual(["figure"]);
  expect(picturesIn(richText(`a ![x](${source}) b`))).toEqual([]);
});

test("images are found wherever they stand, but not in code", () => {
  const markdown = `# ![a](1)\n\n\`![b](2)\`\n\n> - **![c](3)**\n\n    ![d](4)\n`;
  expect(imagesOf(markdown)).toEqual([
    { source: "1", alt: "a" },
    { source: "3", alt: "c" },
  ]);
});

test.each(["<script>alert(1)</script>", "a <b onclick=x>bold</b> word", "<!-- hidden -->"])("%s stays text", (html) => {
  expect(JSON.stringify(richText(html))).not.toMatch(/"kind":"(?!paragraph|text)/);
  expect(plainText(richText(html))).toBe(html);
});

test.each([
  { address: "https://example.com/a?b=c", href: "https://example.com/a?b=c" },
  { address: "/learn/1.1#how-hot", href: "/learn/1.1#how-hot" },
  { address: "#how-hot", href: "#how-hot" },
  { address: "http://example.com", href: null },
  { address: "javascript:alert(1)", href: null },
  { address: "//example.com", href: null },
  { address: "/\\example.com", href: null },
  { address: "</\t/example.com>", href: null },
  { address: "/&#9;/example.com", href: null },
  { address: "data:text/html,x", href: null },
])("a link to $address leads to $href", ({ address, href }) => {
  const [block] = richText(`[tea](${address})`);
  const [inline] = block?.kind === "paragraph" ? block.inlines : [];
  expect(inline?.kind === "link" ? inline.href : null).toBe(href);
  expect(plainText(richText(`[tea](${address})`))).toBe("tea");
});

test.each([
  { name: "quotes", text: ">".repeat(8_000) },
  { name: "lists", text: `${"- ".repeat(4_000)}x` },
  { name: "emphasis", text: `${"**".repeat(200)}x${"**".repeat(200)}` },
])("$name nested beyond reason are shown, not followed", ({ text }) => {
  expect(plainText(richText(text))).toContain(text.includes("x") ? "x" : ">");
});

test("emphasis within emphasis ends somewhere", () => {
  const text = JSON.stringify(richText(`${"**".repeat(200)}x${"**".repeat(200)}`));
  expect(text.split('"strong"').length).toBeLessThan(30);
});

test("no text is too odd to be shown", () => {
  const odd = fc.stringMatching(/^[a<>*_`[\]()|#\-!\\&\n ]{0,60}$/);
  fc.assert(
    fc.property(odd, (text) => {
      expect(typeof plainText(richText(text))).toBe("string");
    }),
    { seed: 7, numRuns: 300 },
  );
});
