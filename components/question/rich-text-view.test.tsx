import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type Block, type Inline, plainText, type RichText } from "@/lib/core/rich-text/rich-text";
import { lineInlines, lineWords } from "./line-text";
import { RichTextView } from "./rich-text-view";

const text = (words: string): Inline => ({ kind: "text", text: words });
const paragraph = (...inlines: Inline[]): Block => ({ kind: "paragraph", inlines });

/** Every kind of block and inline there is. */
const ALL: RichText = [
  paragraph(
    text("A "),
    { kind: "strong", inlines: [text("bold "), { kind: "em", inlines: [text("and slanted")] }] },
    text(" word, "),
    { kind: "code", text: "code" },
    { kind: "break" },
    { kind: "link", href: "https://example.org", inlines: [text("a link & more")] },
  ),
  { kind: "heading", level: 3, inlines: [text("A heading")] },
  {
    kind: "list",
    ordered: false,
    items: [[paragraph(text("first"))], [paragraph(text("second with "), { kind: "code", text: "x" })]],
  },
  { kind: "list", ordered: true, items: [[paragraph(text("one")), paragraph(text("more of one"))]] },
  {
    kind: "table",
    head: [[text("area")], [text("how")]],
    rows: [
      [[text("a")], [{ kind: "strong", inlines: [text("b")] }]],
      [[text("c")], []],
    ],
  },
  { kind: "code", text: "x = 1\ny = 2" },
  { kind: "quote", blocks: [paragraph(text("quoted"))] },
  { kind: "figure", source: "fig.svg", alt: "A drawing of it" },
];

const unescaped = (html: string): string =>
  html.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** Each run of text with the place that it carries. */
const runs = (html: string): { at: number; text: string; lit: boolean }[] =>
  [...html.matchAll(/<(span|mark) data-at="(\d+)">([^<]*)<\/\1>/g)].map((match) => ({
    at: Number(match[2]),
    text: unescaped(match[3] ?? ""),
    lit: match[1] === "mark",
  }));

describe("offsets", () => {
  const plain = plainText(ALL);

  test("every run stands where it says, in the words of the plain text", () => {
    const all = runs(renderToStaticMarkup(<RichTextView text={ALL} highlights={[]} />));
    for (const { at, text: words } of all) expect(plain.slice(at, at + words.length)).toBe(words);
    expect(
      all
        .map((run) => run.text)
        .join("")
        .replaceAll(/\s/g, ""),
    ).toBe(plain.replaceAll(/\s/g, ""));
  });

  test("a highlight marks exactly its characters, across bold, code and cells", () => {
    const start = plain.indexOf("and slanted");
    const end = plain.indexOf("second") + 3;
    const lit = runs(renderToStaticMarkup(<RichTextView text={ALL} highlights={[{ start, end }]} />)).filter(
      (run) => run.lit,
    );
    expect(lit[0]?.at).toBe(start);
    expect(lit.at(-1)).toMatchObject({ text: "sec" });
    expect(lit.map((run) => run.text).join("")).toBe(plain.slice(start, end).replaceAll("\n", ""));
  });
});

test("text that is not highlighted carries no extra elements", () => {
  expect(renderToStaticMarkup(<RichTextView text={[paragraph(text("Plain "), { kind: "code", text: "x" })]} />)).toBe(
    "<p>Plain <code>x</code></p>",
  );
});

test("figures of a table stand at the right where their column does", () => {
  const table: Block = {
    kind: "table",
    head: [[text("day")], [text("loaves")]],
    rows: [[[text("Monday")], [text("120")]]],
    align: [null, "end"],
  };
  const html = renderToStaticMarkup(<RichTextView text={[table]} />);
  expect(html).toContain("<th>day</th>");
  expect(html).toMatch(/<th class="text-end[^"]*">loaves<\/th>/);
  expect(html).toMatch(/<td class="text-end[^"]*">120<\/td>/);
});

test("markup in a text is shown, not run", () => {
  const html = renderToStaticMarkup(<RichTextView text={[paragraph(text("<img src=x onerror=alert(1)>"))]} />);
  expect(html).not.toContain("<img");
});

test("a figure is drawn where there is a drawing, and described where there is none", () => {
  const figure: RichText = [{ kind: "figure", source: "fig.svg", alt: "A drawing of it" }];
  const drawn = renderToStaticMarkup(<RichTextView text={figure} figures={{ "fig.svg": <b>drawing</b> }} />);
  expect(drawn).toBe("<figure><b>drawing</b></figure>");
  expect(renderToStaticMarkup(<RichTextView text={figure} />)).toContain("A drawing of it");
});

test("a picture keeps its place before it is there, and a highlight behind it still fits", () => {
  const picture: Block = { kind: "picture", address: "/media/x.webp", width: 640, height: 480, alt: "A cup" };
  const html = renderToStaticMarkup(
    <RichTextView text={[picture, paragraph(text("after it"))]} highlights={[{ start: 6, end: 11 }]} />,
  );
  expect(html).toContain('<img src="/media/x.webp" alt="A cup" width="640" height="480"');
  expect(runs(html).filter(({ lit }) => lit)).toEqual([{ at: 6, text: "after", lit: true }]);
});

test.each([
  { line: "Call `UpdateEndpoint` now", words: "Call UpdateEndpoint now", kinds: ["text", "code", "text"] },
  { line: "`a``b`", words: "ab", kinds: ["code", "code"] },
  { line: "one ` alone", words: "one ` alone", kinds: ["text"] },
])("the words of $line", ({ line, words, kinds }) => {
  const inlines = lineInlines(line);
  expect(inlines.map((inline) => inline.kind)).toEqual(kinds);
  expect(lineWords(line)).toBe(words);
  expect(plainText([{ kind: "paragraph", inlines }])).toBe(words);
});
