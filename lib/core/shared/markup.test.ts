import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Markup, markup } from "./markup";

const NASTY = `</td><script>alert("1")</script>' onclick='x' & &amp; <!-- \`\${`;

/** What a browser reads where the entities of `markup` stand. */
const read = (html: string): string =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

describe("markup", () => {
  it("lets no text end its place, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant(NASTY)), (text) => {
        const [, attribute = "", between = ""] =
          /^<b title="([\s\S]*)">([\s\S]*)<\/b>$/.exec(markup`<b title="${text}">${text}</b>`.html) ?? [];
        for (const place of [attribute, between]) {
          expect(place).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
          expect(read(place)).toBe(text);
        }
      }),
      { seed: 7 },
    );
  });

  it("keeps markup in markup as it is, alone and in lists, and nothing for null", () => {
    const rows = ["a", "<b>"].map((text) => markup`<li>${text}</li>`);
    expect(markup`<ul>${rows}</ul>${null}${markup`<p>${3}</p>`}${[]}`.html).toBe(
      "<ul><li>a</li><li>&lt;b&gt;</li></ul><p>3</p>",
    );
  });

  it("takes nothing for markup that it did not make", () => {
    // @ts-expect-error an object of the same shape is no markup
    const forged: Markup = { html: "<script>" };
    expect(() => markup`<p>${forged}</p>`).toThrow();
  });
});
