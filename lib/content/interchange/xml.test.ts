import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { LIMITS } from "./exchange";
import {
  childOf,
  childrenOf,
  childText,
  element,
  markupOf,
  parseXml,
  textOf,
  writeXml,
  type XmlElement,
  xmlCharacters,
} from "./xml";

const parsed = (text: string): XmlElement => {
  const result = parseXml(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const refusal = (text: string): string => {
  const result = parseXml(text);
  return result.ok ? "read" : result.error.message;
};

describe("reading", () => {
  test("elements with their attributes, text and lines", () => {
    const root = parsed(
      '<?xml version="1.0"?>\n<!-- x -->\n<quiz a="1 &amp; 2"\n  b=\'"\'>\n <q>one</q>\n <q/>\n</quiz>\n',
    );
    expect([...root.attributes]).toEqual([
      ["a", "1 & 2"],
      ["b", '"'],
    ]);
    expect(childrenOf(root, "q").map((q) => [textOf(q), q.line])).toEqual([
      ["one", 5],
      ["", 6],
    ]);
    expect(root.line).toBe(3);
  });

  test.each([
    { name: "XML's own entities, once", xml: "<a>&lt;b&gt; &amp;amp; &quot;&apos;</a>", text: "<b> &amp; \"'" },
    { name: "characters by number", xml: "<a>&#233;&#xe9;&#x1F642;</a>", text: "éé🙂" },
    { name: "numbers of no character", xml: "<a>x&#0;&#xFFFE;&#x110000;&#xD800;y</a>", text: "xy" },
    { name: "entities of HTML stay for whoever reads HTML", xml: "<a>&nbsp;&unknown;</a>", text: "&nbsp;&unknown;" },
    { name: "CDATA as it is", xml: "<a><![CDATA[<p>&lt;</p>]]></a>", text: "<p>&lt;</p>" },
    { name: "CDATA in parts", xml: "<a>x<![CDATA[ ]]]]><![CDATA[> ]]>y</a>", text: "x ]]> y" },
    { name: "comments within text", xml: "<a>x<!-- <b> -->y</a>", text: "xy" },
    { name: "blanks", xml: "<a>  x\n </a>", text: "  x\n " },
    { name: "an end of a section in text", xml: "<a>]]></a>", text: "]]>" },
    { name: "numbers as text", xml: "<a>0012.50</a>", text: "0012.50" },
  ])("$name", ({ xml, text }) => {
    expect(textOf(parsed(xml))).toBe(text);
  });

  test("names are found whatever their prefix", () => {
    expect(childText(parsed('<x:a xmlns:x="urn:x"><x:b> t </x:b></x:a>'), "b")).toBe("t");
    expect(childOf(parsed("<a/>"), "b")).toBeUndefined();
  });

  test("markup within XML comes back as markup", () => {
    const body = parsed('<t><p class="&quot;">a &lt; <b/>c<br/></p><![CDATA[<i>]]></t>');
    expect(markupOf(body.children)).toBe('<p class="&quot;">a &lt; <b></b>c<br/></p>&lt;i&gt;');
  });
});

describe("refused before parsing, with the line", () => {
  test.each([
    {
      name: "a DOCTYPE",
      xml: "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]>\n<a>&x;</a>",
      says: "Line 2: it has a DOCTYPE",
    },
    { name: "a DOCTYPE in small letters", xml: "<!doctype html><a/>", says: "Line 1: it has a DOCTYPE" },
    { name: "an external entity", xml: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', says: "it has a DOCTYPE" },
    { name: "a DOCTYPE within", xml: "<a><!DOCTYPE b></a>", says: "it has a DOCTYPE" },
    {
      name: "a processing instruction",
      xml: "<a>\n<?php echo 1 ?></a>",
      says: "Line 2: it has a processing instruction",
    },
    { name: "a style sheet", xml: '<?xml-stylesheet href="x.xsl"?><a/>', says: "it has a processing instruction" },
    {
      name: "a schema's name within",
      xml: '<a><?xml-model href="x.xsd"?></a>',
      says: "it has a processing instruction",
    },
    {
      name: "a schema's name that never ends",
      xml: '<?xml-model href="x.xsd"',
      says: "it has a processing instruction",
    },
    {
      name: "a second declaration",
      xml: '<?xml version="1.0"?><?xml version="1.0"?><a/>',
      says: "processing instruction",
    },
    { name: "an element that never ends", xml: "<a>\n<b>", says: "Line 2: <b> never ends" },
    { name: "crossed elements", xml: "<a><b></a></b>", says: "</a> stands where <b> has to end" },
    { name: "an end without a start", xml: "<a/></b>", says: "</b> ends an element that never started" },
    { name: "two outermost elements", xml: "<a/><b/>", says: "a second outermost element" },
    { name: "text around", xml: "<a/>x", says: "text outside" },
    { name: "no XML", xml: "What is 1 + 1?", says: "text outside" },
    { name: "a section that never ends", xml: "<a><![CDATA[x</a>", says: "CDATA section does not end" },
    { name: "a comment that never ends", xml: "<a><!-- </a>", says: "comment does not end" },
    { name: "an attribute without quotes", xml: "<a b=c/>", says: "has no quotes" },
    { name: "an attribute twice", xml: "<a b='1' b='2'/>", says: "twice" },
    { name: "an attribute without a value", xml: "<a b/>", says: "has no value" },
    { name: "a missing quote", xml: "<a b='1><c d='2'/></a>", says: "quote is missing" },
    { name: "a lone less-than sign", xml: "<a>1 < 2</a>", says: "write it as &lt;" },
    { name: "nesting", xml: "<a>".repeat(100) + "</a>".repeat(100), says: `nested deeper than ${LIMITS.depth}` },
    { name: "too many elements", xml: `<a>${"<b/>".repeat(LIMITS.elements)}</a>`, says: "elements; split it" },
    { name: "names of prototypes", xml: "<a __proto__='x'><constructor/><__proto__>y</__proto__></a>", says: "" },
  ])("$name", ({ xml, says }) => {
    expect(refusal(xml)).toContain(says);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("x");
  });

  test.each([
    { name: "start tags", xml: "<a ".repeat(200_000) },
    { name: "quotes", xml: "<a b='".repeat(200_000) },
    { name: "blanks", xml: `<a${" ".repeat(1_000_000)}` },
    { name: "names", xml: `<${"a".repeat(1_000_000)}` },
    { name: "comments", xml: `<a>${"<!---->".repeat(200_000)}` },
    { name: "ampersands", xml: `<a>${"&#".repeat(500_000)}</a>` },
    { name: "many lines", xml: `<a>${"\n<b/>".repeat(100_000)}</a>` },
  ])("a flood of $name takes no time", ({ xml }) => {
    const start = performance.now();
    parseXml(xml);
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});

const anyText = fc.string({
  unit: fc.constantFrom(..."ab <>&\"'\n\r\t]=".split(""), "]]>", "🙂", "\u202e", "\u0000", "\ud800", "é"),
  maxLength: 30,
});

test("what is written comes back", () => {
  fc.assert(
    fc.property(anyText, anyText, (text, value) => {
      const root = parsed(writeXml(element("a", { v: value }, [element("b", {}, text === "" ? [] : [text])])));
      expect(textOf(childOf(root, "b"))).toBe(xmlCharacters(text));
      expect(root.attributes.get("v")).toBe(xmlCharacters(value));
    }),
    { ...FIXED_RUNS, numRuns: 1_000 },
  );
});

test("mutations of a file: no throw", () => {
  const whole = '<?xml version="1.0"?>\n<quiz>\n<q type="x"><t><![CDATA[<p>a</p>]]></t><!-- c --><e/>&amp;</q></quiz>';
  fc.assert(
    fc.property(fc.nat({ max: whole.length }), fc.nat({ max: 12 }), fc.string({ maxLength: 6 }), (at, cut, put) => {
      const result = parseXml(whole.slice(0, at) + put + whole.slice(at + cut));
      if (!result.ok) expect(result.error.message).toMatch(/^The file cannot be read as XML/);
    }),
    { ...FIXED_RUNS, numRuns: 2_000 },
  );
});
