import { expect, test } from "vitest";
import { SAMPLE_SVG, samplePack } from "@/lib/content/testing/sample-pack";
import { figures } from "./figures";
import { svgFaults } from "./svg";

const today = "2026-11-23";

const withMarkdown = (markdown: string): string[] => {
  const sections = [{ id: "a", title: "A", markdown, exams: [] }];
  const lessons = samplePack().lessons.map((lesson) => ({ ...lesson, sections }));
  return figures(samplePack({ lessons }), { today }).map(({ message }) => message);
};

test("a figure that is there passes", () => {
  expect(figures(samplePack(), { today })).toEqual([]);
});

test.each([
  {
    name: "a figure that is missing",
    markdown: "![Time](diagrams/time.svg)",
    fault: "there is no figure diagrams/time.svg",
  },
  {
    name: "a figure from elsewhere",
    markdown: "![Heat](https://example.com/a.svg)",
    fault: "there is no figure https://example.com/a.svg",
  },
  {
    name: "a figure without words",
    markdown: "![](diagrams/heat.svg)",
    fault: "the figure diagrams/heat.svg has no text for who cannot see it",
  },
  {
    name: "an image among words",
    markdown: "See ![Heat](diagrams/heat.svg).",
    fault: "an image stands inside a paragraph and will not be shown",
  },
])("$name is an error", ({ markdown, fault }) => {
  expect(withMarkdown(markdown)).toContain(fault);
});

test("a figure inside a list counts, an unused one is warned of", () => {
  expect(withMarkdown("- one\n\n  ![Heat](diagrams/heat.svg)")).toEqual([]);
  expect(withMarkdown("No figure.")).toEqual(["no lesson uses the figure"]);
});

const inside = (markup: string): string => SAMPLE_SVG.replace("</svg>", `${markup}</svg>`);

test("the sample figure is safe", () => {
  expect(svgFaults(SAMPLE_SVG)).toEqual([]);
  expect(svgFaults(inside('<g class="d-box d-soft"><rect x="1" y="1" width="2" height="2" rx="1"/></g>'))).toEqual([]);
});

test.each([
  { name: "script", svg: inside("<script>alert(1)</script>") },
  { name: "style", svg: inside("<style>text { fill: red }</style>") },
  { name: "foreignObject", svg: inside("<foreignObject></foreignObject>") },
  { name: "a handler", svg: inside('<rect onclick="alert(1)"/>') },
  { name: "a link", svg: inside('<a href="https://example.com"></a>') },
  { name: "use", svg: inside('<use href="#x"/>') },
  { name: "xlink", svg: inside('<rect xlink:href="#x"/>') },
  { name: "an image", svg: inside('<image x="1"/>') },
  { name: "a style attribute", svg: inside('<rect style="fill:red"/>') },
  { name: "a colour of its own", svg: inside('<rect fill="red"/>') },
  { name: "a reference by url", svg: inside('<rect transform="url(#x)"/>') },
  { name: "an unknown class", svg: inside('<rect class="d-box big"/>') },
  { name: "a comment", svg: inside("<!-- <script> -->") },
  { name: "CDATA", svg: inside("<![CDATA[x]]>") },
  { name: "an entity of its own", svg: inside("<title>&x;</title>") },
  { name: "a doctype", svg: `<!DOCTYPE svg>${SAMPLE_SVG}` },
  { name: "single quotes", svg: inside("<rect x='1'/>") },
  { name: "a bare ampersand in an attribute", svg: inside('<rect x="&#106;"/>') },
  { name: "a stray end", svg: inside("</g>") },
  { name: "an element left open", svg: inside("<g>") },
  { name: "a second root", svg: `${SAMPLE_SVG}<svg></svg>` },
  { name: "no viewBox", svg: SAMPLE_SVG.replace(/ viewBox="[^"]*"/, "") },
  { name: "no title", svg: SAMPLE_SVG.replace(/<title>.*<\/title>/, "") },
  { name: "another namespace", svg: SAMPLE_SVG.replace("2000/svg", "1999/xhtml") },
  { name: "an attribute twice", svg: inside('<rect x="1" x="2"/>') },
  { name: "nothing", svg: "" },
])("$name is refused", ({ svg }) => {
  expect(svgFaults(svg)).not.toEqual([]);
});
