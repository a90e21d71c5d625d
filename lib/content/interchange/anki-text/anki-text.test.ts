import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { writeAnkiText } from "./anki-text";

/** The rows as Anki reads them: lines that begin with "#" are headers, fields are parted by tabs. */
function notes(drafts: readonly QuestionDraft[]): { headers: string[]; rows: string[][]; losses: string[] } {
  const { bytes, losses } = writeAnkiText(drafts);
  const lines = new TextDecoder().decode(bytes).split("\n");
  const headers = lines.filter((line) => line.startsWith("#"));
  const body = lines.slice(headers.length).join("\n");
  return { headers, rows: parse(body, { delimiter: "\t" }), losses: losses.map(({ what }) => what) };
}

const noteOf = (draft: object) => {
  const [guid = "", front = "", back = "", tags = ""] = notes([settled(draft)]).rows[0] ?? [];
  return { guid, front, back, tags };
};

test("the file says how it is to be read", () => {
  expect(notes([]).headers).toEqual([
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:Trapline",
    "#columns:Id\tFront\tBack\tTags",
    "#guid column:1",
    "#tags column:4",
  ]);
});

test("whatever a question holds, it is one note of four fields, its tags hold no blanks, and nothing in it runs", () => {
  fc.assert(
    fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 3 }), (drafts) => {
      const { rows, headers } = notes(drafts);
      expect(headers).toHaveLength(7);
      expect(rows).toHaveLength(drafts.length);
      for (const row of rows) {
        expect(row).toHaveLength(4);
        expect(row[3]?.split(" ").every((tag) => /^[a-z-]+::\S+$/.test(tag))).toBe(true);
        expect(`${row[1]}${row[2]}`).not.toMatch(
          /<(?!\/?(?:p|b|ul|ol|li|br|hr|small|strong|em|code|pre|a|blockquote|table|thead|tbody|tr|td|th|h[1-6])\b)|\son\w+=|\[sound:|javascript:/i,
        );
      }
    }),
    { ...FIXED_RUNS, numRuns: 50 },
  );
});

describe("cards", () => {
  test("of multiple response: what to choose in front, every rationale and trap behind", () => {
    const { guid, front, back, tags } = noteOf(exampleOf["multiple-response"]);
    expect(guid).toBe("trapline-tea-1.1-cup");
    expect(front).toBe(
      "<p>A tea house serves green leaves.</p><p>What comes first?</p><p>Choose 2.</p><ul><li><b>A.</b> Text of key-one</li><li><b>B.</b> Text of key-two</li><li><b>C.</b> Text of hot-one</li><li><b>D.</b> Text of hot-two</li><li><b>E.</b> Text of plain</li></ul>",
    );
    expect(back).toContain("<p><b>A, B</b></p>");
    expect(back).toContain("<b>✓ A.</b> Text of key-one<br>Why key-one<br><small>Trap of leaving it out: more</small>");
    expect(back).toContain("<b>✗ C.</b> Text of hot-one<br>Why hot-one<br><small>Trap: hot</small>");
    expect(back).toContain("<small>A.1</small>");
    expect(tags.split(" ")).toEqual([
      "type::multiple-response",
      "lesson::1.1",
      "exam::tea-1",
      "trap::more",
      "trap::hot",
      "trap::plain-error",
      "difficulty::2",
      "counter-cue::no",
    ]);
  });

  test("of ordering: the front's order tells nothing", () => {
    const { front, back } = noteOf(exampleOf.ordering);
    expect(front).toContain(
      "<li>Text of decoy</li><li>Text of first</li><li>Text of idle</li><li>Text of second</li><li>Text of third</li>",
    );
    expect(back).toMatch(/<ol><li>Text of first<br>Why first<\/li><li>Text of second/);
    expect(back).toContain("Text of second <b>before</b> Text of first<br>Why not second before first");
  });

  test("of matching", () => {
    const { front, back } = noteOf(exampleOf.matching);
    expect(front).toContain("<hr><ul><li>5 degrees</li><li>80 degrees</li><li>95 degrees</li></ul>");
    expect(back).toContain("<li>Text of green → <b>80 degrees</b><br>Why green</li>");
    expect(back).toContain("Text of green → 95 degrees<br>Why not green at 95<br><small>Trap: hot</small>");
  });

  test("of a case begin with it", () => {
    const { front } = noteOf({
      ...exampleOf.ordering,
      inCase: { title: "Tea & more", scenario: "Two *kettles*.", index: 0 },
    });
    expect(front).toMatch(/^<p><b>Tea &#x26; more<\/b><\/p><p>Two <em>kettles<\/em>\.<\/p><p>A tea house/);
  });

  test("without an id have one that stays the same", () => {
    const { id: _, ...nameless } = exampleOf.ordering;
    expect(noteOf(nameless).guid).toMatch(/^trapline-[0-9a-f]{20}$/);
    expect(noteOf(nameless).guid).toBe(noteOf(nameless).guid);
  });

  test("what Anki would run is only shown", () => {
    expect(noteOf({ ...exampleOf.ordering, stem: "Hear [sound:x.mp3] and [latex]x[/latex]" }).front).toContain(
      "&#91;sound:x.mp3] and &#91;latex]x&#91;/latex]",
    );
  });
});

test("what cards do not hold is told", () => {
  const { losses } = notes([
    settled({ ...exampleOf.ordering, lesson: "lesson one", stem: "See ![the pot](pot.png).", ask: "a\0b" }),
  ]);
  expect(losses).toEqual([
    expect.stringContaining("do not hold the ids of options"),
    expect.stringContaining("the pot"),
    'the blanks in the tag "lesson one" became "_"',
    expect.stringContaining("characters that no text file can hold"),
  ]);
});
