import { describe, expect, test } from "vitest";
import { writeArchive } from "@/lib/content/interchange/archive";
import { encodeText } from "@/lib/content/interchange/decode-text";
import { LIMITS } from "@/lib/content/interchange/exchange";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { zipByHand } from "@/lib/content/interchange/testing/zip-by-hand";
import { readQti } from "./read-package";
import * as canvas from "./testing/canvas";
import { BLACKBOARD, draftsOf, faultsOf, lossesOf, pack, single, VERSION_TWO } from "./testing/packages";
import { sharedPassage } from "./testing/version-three";
import * as two from "./testing/version-two";

describe("hostile and broken files", () => {
  const item = two.SEVERAL;

  test.each<{ name: string; xml: string; says: RegExp }>([
    {
      name: "a DOCTYPE",
      xml: item.replace("<assessmentItem", '<!DOCTYPE x [<!ENTITY a "b">]><assessmentItem'),
      says: /DOCTYPE/,
    },
    {
      name: "a style sheet",
      xml: item.replace("<assessmentItem", '<?xml-stylesheet href="https://evil.example/"?><assessmentItem'),
      says: /processing instruction/,
    },
    { name: "an end that is missing", xml: item.slice(0, item.indexOf("<simpleChoice")), says: /cut off/ },
    { name: "another root", xml: "<quiz><question/></quiz>", says: /no question in it that is written in QTI/ },
    { name: "no XML", xml: "Which tea is green?", says: /XML/ },
    { name: "elements too deep", xml: "<assessmentItem>".repeat(100), says: /deeper/ },
  ])("$name is told in one sentence", ({ xml, says }) => {
    expect(single(xml)).toMatchObject({ drafts: [], losses: [] });
    expect(faultsOf(single(xml))).toEqual([expect.stringMatching(says)]);
  });

  test("one broken file of a package does not keep the others from being read", () => {
    const read = pack([...VERSION_TWO, { path: "items/broken.xml", content: "<assessmentItem><p></assessmentItem>" }]);
    expect(read.drafts).toHaveLength(4);
    expect(faultsOf(read)).toContainEqual(expect.stringMatching(/^items\/broken\.xml: .*XML/));
  });

  test("scripts, forms and frames in texts are losses, not texts", () => {
    const read = single(
      two.ORDER.replace(
        "Make tea.",
        "Make tea.<script>alert(1)</script><iframe src='x'/><object data='https://evil.example/'/>",
      ),
    );
    expect(draftsOf(read)[0]?.stem).toBe("Make tea.");
    expect(lossesOf(read)).toHaveLength(3);
  });

  test("what an inclusion names is not fetched, and that is said", () => {
    const read = single(
      two.ORDER.replace(
        "<p>Make tea.</p>",
        '<p>Make tea.</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
      ),
    );
    expect(draftsOf(read)[0]?.stem).toBe("Make tea.");
    expect(lossesOf(read)).toEqual([expect.stringContaining("not fetched")]);
  });

  test("archives that are refused are refused here too, and archives inside are named", () => {
    expect(faultsOf(readQti(zipByHand([{ name: "../a.xml" }])))).toEqual([expect.stringContaining("leads elsewhere")]);
    const inner = zipByHand([{ name: "q.xml", content: item }]);
    expect(
      lossesOf(
        readQti(
          zipByHand([
            { name: "q.xml", content: item },
            { name: "more.zip", content: inner },
          ]),
        ),
      ),
    ).toEqual([expect.stringContaining("more.zip")]);
  });

  test.each<{ name: string; bytes: () => Uint8Array; says: RegExp }>([
    { name: "20 MB and a byte", bytes: () => new Uint8Array(LIMITS.bytes + 1), says: /20 MB/ },
    { name: "a PDF", bytes: () => encodeText("%PDF-1.7"), says: /PDF/ },
    { name: "nothing", bytes: () => new Uint8Array(), says: /empty/ },
    { name: "half of UTF-16", bytes: () => Uint8Array.of(0xff, 0xfe, 0x3c), says: /UTF-16/ },
    {
      name: "more questions than the bound",
      bytes: () => encodeText(`<questestinterop>${"<item/>".repeat(LIMITS.questions + 1)}</questestinterop>`),
      says: /more than 5000 questions/,
    },
  ])("$name is refused", ({ bytes, says }) => {
    expect(faultsOf(readQti(bytes()))).toEqual([expect.stringMatching(says)]);
  });

  test("UTF-16 with its mark, and CRLF, are read", () => {
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from([...item].map((letter) => letter.charCodeAt(0))).buffer),
    ]);
    expect(draftsOf(readQti(wide))).toEqual(draftsOf(single(item)));
    expect(draftsOf(single(item.replaceAll("\n", "\r\n")))).toEqual(draftsOf(single(item)));
  });

  test("a question with 30,000 answers, feedbacks and conditions is read in moments", () => {
    const many = (text: (place: number) => string) =>
      Array.from({ length: 30_000 }, (_, place) => text(place)).join("");
    const values = many((place) => `<value>v${place}</value>`);
    const modal = many(
      (place) => `<modalFeedback outcomeIdentifier="F" identifier="v${place}">w${place}</modalFeedback>`,
    );
    const big = `<assessmentItem identifier="x"><responseDeclaration identifier="RESPONSE" cardinality="multiple"><correctResponse>${values}</correctResponse></responseDeclaration><itemBody><p>Q</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="0">${many((place) => `<simpleChoice identifier="v${place}">t</simpleChoice>`)}</choiceInteraction></itemBody>${modal}</assessmentItem>`;
    expect(faultsOf(single(big))).toEqual([expect.stringContaining("more than 26")]);
    const old = `<questestinterop><item ident="x"><presentation><material><mattext>Q</mattext></material><response_lid ident="r"><render_choice>${many((place) => `<response_label ident="v${place}"/>`)}</render_choice></response_lid></presentation><resprocessing>${many((place) => `<respcondition><conditionvar><varequal respident="r">v${place}</varequal></conditionvar><setvar>1</setvar><displayfeedback linkrefid="f${place}"/></respcondition>`)}</resprocessing></item></questestinterop>`;
    expect(single(old).drafts).toEqual([]);
  });
});

test.each([
  { name: "Canvas", bytes: () => encodeText(canvas.QUIZ) },
  { name: "Blackboard", bytes: () => writeArchive(BLACKBOARD) },
  { name: "QTI 2", bytes: () => encodeText(two.CHOICE) },
  { name: "QTI 3", bytes: () => writeArchive(sharedPassage(3)) },
])("1,250 damaged files of $name: never an exception, never silence", { timeout: 60_000 }, ({ name, bytes }) => {
  for (const copy of damaged(bytes(), 1_250, name)) {
    const read = readQti(copy);
    expect(read.drafts.length + read.problems.length).toBeGreaterThan(0);
  }
});
