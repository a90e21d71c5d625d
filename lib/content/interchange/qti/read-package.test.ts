import { describe, expect, test } from "vitest";
import { writeArchive } from "@/lib/content/interchange/archive";
import { encodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS } from "@/lib/content/interchange/exchange";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { zipByHand } from "@/lib/content/interchange/testing/zip-by-hand";
import { readQti } from "./read-package";
import * as blackboard from "./testing/blackboard";
import * as canvas from "./testing/canvas";
import * as bare from "./testing/version-one";
import { sharedPassage, WITHOUT_PASSAGE } from "./testing/version-three";
import * as two from "./testing/version-two";

type File = { path: string; content: string };

const pack = (files: readonly File[]): Imported => readQti(writeArchive(files));
const single = (xml: string): Imported => readQti(encodeText(xml));
const draftsOf = ({ drafts }: Imported) => drafts.map(({ draft }) => draft);
const faultsOf = ({ problems }: Imported): string[] =>
  problems.map(({ at, message }) => `${"element" in at ? at.element : at.line}: ${message}`);
const lossesOf = ({ losses }: Imported): string[] =>
  losses.map(({ at, what }) => `${"element" in at ? at.element : at.line}: ${what}`);

const CANVAS: File[] = [
  { path: "imsmanifest.xml", content: canvas.MANIFEST },
  { path: "gquiz1/assessment_meta.xml", content: canvas.META },
  { path: "gquiz1/gquiz1.xml", content: canvas.QUIZ },
];
const BLACKBOARD: File[] = [
  { path: "imsmanifest.xml", content: blackboard.MANIFEST },
  { path: "res00001.dat", content: blackboard.POOL },
  { path: "res00002.dat", content: blackboard.SETTINGS },
];
const VERSION_TWO: File[] = [
  { path: "items/tea-choice.xml", content: two.CHOICE },
  { path: "items/tea-conditions.xml", content: two.CONDITIONS },
  { path: "items/tea-order.xml", content: two.ORDER },
  { path: "items/tea-several.xml", content: two.SEVERAL },
  { path: "test.xml", content: two.TEST },
];

describe("a quiz of Canvas", () => {
  const read = pack(CANVAS);

  test("gives its five kinds of questions, with comments on answers as reasons", () => {
    expect(draftsOf(read)).toEqual([
      {
        type: "multiple-choice",
        id: "gchoice",
        stem: "Which tea needs water of **80 °C**?",
        options: [
          { id: "1001", text: "Green tea", key: true, why: "Green leaves are tender." },
          { id: "1002", text: "Black *tea*", key: false, why: "Black tea takes boiling water." },
          { id: "1003", text: "2 \\* 3 \\<b> teas", key: false },
        ],
        feedback: "Temperatures matter.\n\nIf the answer is right:\n\nYes.\n\nIf the answer is wrong:\n\nNo.",
      },
      {
        type: "multiple-response",
        id: "gseveral",
        stem: "Which of these are teas?",
        options: [
          { id: "200", text: "Assam", key: true },
          { id: "201", text: "Mocha", key: false },
          { id: "202", text: "Sencha", key: true },
        ],
      },
      expect.objectContaining({
        type: "multiple-choice",
        options: [
          { id: "301", text: "True", key: true },
          { id: "302", text: "False", key: false },
        ],
      }),
      expect.objectContaining({
        type: "matching",
        prompts: [
          { id: "response_401", text: "Sencha", answer: "500" },
          { id: "response_402", text: "Darjeeling", answer: "501", why: "It is a town in India." },
        ],
        responses: [
          { id: "500", text: "Japan" },
          { id: "501", text: "India" },
          { id: "502", text: "China" },
        ],
      }),
      expect.objectContaining({
        type: "ordering",
        items: [
          { id: "601", text: "Boil" },
          { id: "602", text: "Pour" },
          { id: "603", text: "Wait" },
        ],
      }),
    ]);
  });

  test("says in words which questions have no type here", () => {
    expect(faultsOf(read)).toEqual([
      expect.stringMatching(/gessay.*This is an essay question, which Trapline has not\./),
      expect.stringMatching(/gshort.*a text to type/),
      expect.stringMatching(/gnumber.*a number to type/),
      expect.stringMatching(/gfill.*several gaps/),
      expect.stringMatching(/gcalculated.*drawn at random/),
      expect.stringMatching(/gtext.*a text without a question/),
    ]);
  });

  test("says what was not taken, and fetches nothing", () => {
    expect(lossesOf(read)).toEqual([
      "gquiz1/gquiz1.xml: gchoice: image “a cup” was not taken",
      expect.stringMatching(/evil\.example\/picture\.png" lies outside/),
      "file: points were not taken: every question counts one",
      "file: titles were not taken: questions here have none",
      "file: the test draws questions from a bank that is not in the file: export that bank too",
      "file: the settings of the quiz (time, attempts, order) were not taken",
    ]);
  });

  test("is read once where a course holds it twice", () => {
    const course = [
      { path: "g1/assessment_qti.xml", content: canvas.QUIZ },
      { path: "non_cc_assessments/g1.xml.qti", content: canvas.QUIZ },
    ];
    expect(pack(course).drafts).toHaveLength(5);
  });

  test("is read as a single file", () => {
    expect(draftsOf(single(canvas.QUIZ))).toEqual(draftsOf(read));
  });
});

test("a pool of Blackboard gives its questions from .dat files", () => {
  const read = pack(BLACKBOARD);
  expect(draftsOf(read)).toEqual([
    {
      type: "multiple-choice",
      stem: "Which tea is **green**?",
      options: [
        { id: "aa11", text: "Sencha", key: true },
        { id: "bb22", text: "Assam", key: false, why: "Assam is black." },
      ],
      feedback: "If the answer is right:\n\nWell done.\n\nIf the answer is wrong:\n\nTry again.",
    },
    expect.objectContaining({
      type: "multiple-response",
      options: [
        { id: "c1", text: "Oolong", key: true },
        { id: "c2", text: "Cocoa", key: false },
        { id: "c3", text: "Pu-erh", key: true },
      ],
    }),
    expect.objectContaining({
      type: "multiple-choice",
      options: [
        { id: "true", text: "true", key: true },
        { id: "false", text: "false", key: false },
      ],
    }),
    expect.objectContaining({
      type: "matching",
      stem: "Match the countries.",
      prompts: [
        { id: "p1", text: "Sencha", answer: "m2" },
        { id: "p2", text: "Assam", answer: "m1" },
      ],
      responses: [
        { id: "m1", text: "India" },
        { id: "m2", text: "Japan" },
        { id: "m3", text: "Kenya" },
      ],
    }),
    expect.objectContaining({
      type: "ordering",
      items: [
        { id: "o1", text: "Boil" },
        { id: "o2", text: "Pour" },
      ],
    }),
  ]);
  expect(faultsOf(read)).toEqual([expect.stringMatching(/Essay.*an essay question/)]);
});

describe("QTI 1.2 of other systems", () => {
  test("is known by its shape where no type is given", () => {
    expect(draftsOf(single(bare.WITHOUT_TYPES))).toEqual([
      {
        type: "multiple-choice",
        id: "q1",
        stem: "Is *a* < b?",
        options: [
          { id: "A", text: "yes & no", key: true, why: "See p. 3" },
          { id: "B", text: "never", key: false },
        ],
        feedback: "Read on.",
      },
      expect.objectContaining({
        type: "multiple-response",
        stem: "Pick\n\nany two",
        options: [
          { id: "A", text: "one", key: true },
          { id: "B", text: "two", key: true },
          { id: "C", text: "three", key: false },
        ],
      }),
    ]);
  });

  test.each(bare.UNREAD)("$name is a problem in words", ({ xml, says }) => {
    const read = single(xml);
    expect(read.drafts).toEqual([]);
    expect(faultsOf(read)).toEqual([expect.stringMatching(says)]);
  });

  test("keeps what parts of points it leaves out, and media, as losses", () => {
    expect(lossesOf(single(bare.WITH_MEDIA))).toEqual([
      "m: points for partly right answers were not taken: an answer is right or wrong",
      "m: instructions (a rubric) were not taken",
      "m: image “tea.gif” was not taken",
      "m: a sound (“tea.mp3”) was not taken",
    ]);
  });
});

describe("items of QTI 2", () => {
  test("with one answer: reasons from within options, from conditions, and for right and wrong", () => {
    const read = single(two.CHOICE);
    expect(draftsOf(read)).toEqual([
      {
        type: "multiple-choice",
        id: "tea-choice",
        stem: "A guest wants green tea.",
        ask: "How hot is the water?",
        options: [
          { id: "ChoiceA", text: "80 *degrees*", key: true, why: "Tender leaves." },
          { id: "ChoiceB", text: "100 degrees", key: false, why: "That burns the leaves." },
        ],
        feedback: "If the answer is right:\n\nGood.\n\nIf the answer is wrong:\n\nThink of the leaves.",
      },
    ]);
    expect(lossesOf(read)).toEqual([
      "tea-choice: fixed places of options were not taken: options are shuffled",
      "tea-choice: image “cup” was not taken",
    ]);
  });

  test("scored by a mapping", () => {
    expect(draftsOf(single(two.SEVERAL))).toEqual([
      {
        type: "multiple-response",
        id: "tea-several",
        stem: "What is water made of?",
        options: [
          { id: "H", text: "Hydrogen", key: true },
          { id: "Cl", text: "Chlorine", key: false },
          { id: "O", text: "Oxygen", key: true },
        ],
      },
    ]);
  });

  test("scored by conditions of their own", () => {
    const read = single(two.CONDITIONS);
    expect(draftsOf(read)).toMatchObject([
      {
        options: [
          { id: "a", key: false },
          { id: "b", key: true },
        ],
      },
    ]);
    expect(lossesOf(read)).toEqual([expect.stringContaining("partly right")]);
  });

  test("that order, with what belongs to no step as decoys", () => {
    expect(draftsOf(single(two.ORDER))).toMatchObject([
      { type: "ordering", items: [{ id: "s1" }, { id: "s2" }], decoys: [{ id: "s0", text: "Sing" }] },
    ]);
  });

  test("that sort into groups: what is sorted is asked for, the groups are the answers", () => {
    expect(draftsOf(single(two.MATCH))).toMatchObject([
      {
        type: "matching",
        stem: "Sort the teas.",
        prompts: [
          { id: "A", answer: "G" },
          { id: "B", answer: "G" },
          { id: "C", answer: "K" },
        ],
        responses: [
          { id: "G", text: "green" },
          { id: "K", text: "black" },
        ],
      },
    ]);
  });

  test.each(two.UNREAD)("with $name are a problem in words", ({ xml, says }) => {
    const read = single(xml);
    expect(read.drafts).toEqual([]);
    expect(faultsOf(read)).toEqual([expect.stringMatching(says)]);
  });

  test("come in the order of their test, then the others; what the test misses is said", () => {
    const read = pack(VERSION_TWO);
    expect(draftsOf(read).map(({ id }) => id)).toEqual(["tea-several", "tea-choice", "tea-order", "tea-conditions"]);
    expect(faultsOf(read)).toEqual([expect.stringMatching(/^items\/missing\.xml: The test asks for this file/)]);
    expect(lossesOf(read)).toContain("file: time limits were not taken");
  });
});

describe("a package of QTI 3.0 by another system", () => {
  test.each([
    { count: 1, cases: [undefined] },
    { count: 2, cases: ["passage", "passage"] },
    { count: 5, cases: ["passage-1", "passage-1", "passage-1", "passage-2", "passage-2"] },
  ])("with $count questions on one passage", ({ count, cases }) => {
    const read = pack(sharedPassage(count));
    expect(draftsOf(read).map(({ inCase }) => inCase?.id)).toEqual(cases);
    expect(draftsOf(read)[0]?.stem).toBe(
      count === 1 ? "It opens at *six*.\n\nWhat about **q1**?" : "What about **q1**?",
    );
    expect(lossesOf(read).some((loss) => loss.includes("became 2 cases"))).toBe(count === 5);
  });

  test("has the catalogue's difficulty, and instructions for scorers as a loss", () => {
    const read = pack(sharedPassage(2));
    expect(draftsOf(read).map(({ difficulty }) => difficulty)).toEqual([4, 4]);
    expect(lossesOf(read)).toContain("items/q1.xml: q1 “Item q1”: instructions (a rubric) were not taken");
  });

  test.each([
    "../../secret.xml",
    "/etc/passwd",
    "file:///etc/passwd",
    "https://evil.example/x.xml",
    "..%2f..%2fsecret.xml",
    "C:\\x.xml",
  ])("whose passage is said to be at %s is told that it is not in the package", (href) => {
    const files = [
      { path: "items/q1.xml", content: WITHOUT_PASSAGE.replace("../../secret.xml", href) },
      { path: "secret.xml", content: "<a/>" },
    ];
    expect(faultsOf(pack(files))).toEqual([expect.stringContaining("is not in the package")]);
  });
});

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
