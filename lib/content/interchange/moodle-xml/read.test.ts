import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LIMITS, type QuestionDraft } from "@/lib/content/interchange/exchange";
import { settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { readMoodleXml } from "./read";
import { writeMoodleXml } from "./write";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sample = (name: string): Uint8Array => readFileSync(`${import.meta.dirname}/testing/${name}`);
const draftsOf = (file: Uint8Array): QuestionDraft[] => readMoodleXml(file).drafts.map(({ draft }) => settled(draft));
const quiz = (question: string): Uint8Array => bytes(`<quiz>${question}</quiz>`);
const choice = (inner: string): Uint8Array =>
  quiz(`<question type="multichoice"><questiontext><text>Q?</text></questiontext>${inner}</question>`);
const ONE =
  '<question type="multichoice"><questiontext><text>Q?</text></questiontext><single>true</single>' +
  '<answer fraction="100"><text>yes</text></answer><answer fraction="0"><text>no</text></answer></question>';
const utf16 = (text: string): Uint8Array => {
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, index) => text.charCodeAt(index))];
  return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
};
const lossesOf = (file: Uint8Array): string[] => readMoodleXml(file).losses.map(({ what }) => what);
const problemsOf = (file: Uint8Array): string[] => readMoodleXml(file).problems.map(({ message }) => message);

describe("a file of Moodle 4", () => {
  const read = readMoodleXml(sample("moodle-4.xml"));
  const [starter, flours, loaves, steps, salt] = read.drafts.map(({ draft }) => settled(draft));

  test("multiple choice of one answer", () => {
    expect(starter).toEqual({
      type: "multiple-choice",
      id: "dough-017",
      difficulty: 2,
      stem: "A baker keeps a **starter** at 24\u00a0°C & wants it ready by noon.\n\nWhen does she feed it?",
      options: [
        { text: "At 6 in the morning", key: true, why: "Six hours at 24 °C." },
        { text: "At *7* in the morning", key: false, trap: "feeding-late" },
        { text: "At 11 in the morning", key: false },
      ],
      feedback: "See [the guide](https://example.org/starter?a=1\\&b=2).",
    });
  });

  test("multiple choice of several answers", () => {
    expect(flours).toEqual({
      type: "multiple-response",
      stem: "Which flours rise?\n\n1. Think of gluten\n2. Then choose\n\n| flour | gluten |\n| - | - |\n| wheat | 11\u00a0% |",
      options: [
        { text: "Wheat", key: true },
        { text: "Spelt", key: true },
        { text: "Rice", key: false, why: "It has **no** gluten." },
      ],
    });
  });

  test("matching, with an answer that serves twice and one that serves none", () => {
    expect(loaves).toEqual({
      type: "matching",
      stem: "Match loaf and country.",
      prompts: [
        { text: "Baguette", answer: "r1" },
        { text: "Brioche", answer: "r1" },
        { text: "Ciabatta", answer: "r2" },
      ],
      responses: [
        { id: "r1", text: "France" },
        { id: "r2", text: "Italy & beyond \\*" },
        { id: "r3", text: "Denmark" },
      ],
      wrongPairs: [],
    });
  });

  test("ordering, by the fractions", () => {
    expect(steps).toEqual({
      type: "ordering",
      id: "loaf-steps",
      stem: "Put the steps into order.",
      items: [{ text: "Knead" }, { text: "Let it\\\nrest" }, { text: "Bake" }],
      decoys: [],
      wrongOrders: [],
    });
  });

  test("true or false", () => {
    expect(salt).toEqual({
      type: "multiple-choice",
      stem: "Salt slows yeast down.",
      options: [
        { text: "True", key: true, why: "By osmosis." },
        { text: "False", key: false },
      ],
    });
  });

  test("each question of a type that we have not is a problem in words", () => {
    expect(read.problems).toEqual([
      {
        at: { element: expect.stringMatching(/^question 6 “Tell about rye” \(line \d+\)$/) },
        message:
          "This question was not taken: it is an essay question, which Trapline has not; make it a multiple choice, or leave it out.",
      },
      {
        at: { element: expect.stringMatching(/^question 7 “Gaps”/) },
        message:
          "This question was not taken: it is a question with gaps (cloze), which Trapline has not; make it a multiple choice, or leave it out.",
      },
      {
        at: { element: expect.stringMatching(/^question 8 “Code”/) },
        message:
          "This question was not taken: it is of the type “coderunner”, which Trapline does not know; make it a multiple choice, or leave it out.",
      },
    ]);
  });

  test("nothing is lost in silence", () => {
    expect(read.losses.map(({ what }) => what)).toEqual([
      "the category “$course$/top/Default for Bakery/Week 3” was not taken",
      "the file “starter jar.png” was not taken",
      "colours, fonts and sizes were not taken",
      "answer b gave 50 % and is simply wrong now",
      "wrong answers cost marks and no longer do",
      "image “A jar of starter” was not taken",
      "the tag “week 3” was not taken",
      "it was worth 2.0000000 marks; every question counts one now",
      "its feedback on the whole answer (incorrectfeedback) was not taken",
      "its hint was not taken",
      "its name “Sourdough starter” was not taken",
      "its answers were not shuffled; options always are now",
      "its name “Loaves” was not taken",
      "its name “Steps of a loaf” was not taken",
      "a true/false question becomes a multiple choice of two options; it needs a third to be published",
    ]);
  });
});

describe("a file of Moodle 1.9", () => {
  const read = readMoodleXml(sample("moodle-1.9.xml"));

  test("its text formats, its answers without one, its true and false in another language", () => {
    expect(read.drafts.map(({ draft }) => settled(draft))).toEqual([
      {
        type: "multiple-choice",
        stem: "Which of these is a bread?\n\nChoose **one**.",
        options: [
          { text: "Pumpernickel", key: true, why: "Yes, since\\\n1450\\." },
          { text: "2 \\* 3 = 6", key: false },
        ],
      },
      {
        type: "multiple-choice",
        stem: "Rye \\<b>is\\</b> a grass\\_",
        options: [
          { text: "True", key: false, why: "No." },
          { text: "False", key: true },
        ],
      },
      {
        type: "matching",
        stem: "Match *these*",
        prompts: [
          { text: "One", answer: "r1" },
          { text: "Two", answer: "r2" },
        ],
        responses: [
          { id: "r1", text: "1" },
          { id: "r2", text: "2" },
        ],
        wrongPairs: [],
      },
    ]);
  });

  test("its other types are problems in words", () => {
    expect(read.problems.map(({ message }) => message.replace("This question was not taken: ", ""))).toEqual([
      "it is a short-answer question, which Trapline has not; make it a multiple choice, or leave it out.",
      "it is a numerical question, which Trapline has not; make it a multiple choice, or leave it out.",
      "it is a description, a text without a question, which Trapline has not; make it a multiple choice, or leave it out.",
      "it is a calculated multiple choice, which Trapline has not; make it a multiple choice, or leave it out.",
      "it is of the type “”, which Trapline does not know; make it a multiple choice, or leave it out.",
    ]);
  });
});

describe("odd but legal files", () => {
  test.each([
    { name: "a byte order mark and CRLF", file: bytes("\ufeff<quiz>\r\n</quiz>".replace("</quiz>", `${ONE}</quiz>`)) },
    { name: "UTF-16", file: utf16(`<?xml version="1.0" encoding="utf-16"?><quiz>${ONE}</quiz>`) },
    { name: "text that nobody put into <text>", file: quiz(ONE.replaceAll(/<\/?text>/g, "")) },
    { name: "markup that nobody escaped", file: quiz(ONE.replace("Q?", "<p>Q?</p>")) },
    { name: "single as a number", file: quiz(ONE.replace("<single>true", "<single>1")) },
    { name: "no single at all", file: quiz(ONE.replace("<single>true</single>", "")) },
    { name: "fractions with a comma", file: quiz(ONE.replace('"100"', '"100,0000"')) },
    { name: "blank answers", file: quiz(ONE.replace("</question>", "<answer><text> </text></answer></question>")) },
    { name: "elements that nobody knows", file: quiz(ONE.replace("</question>", "<x><y z='1'/></x></question>")) },
  ])("$name", ({ file }) => {
    expect(draftsOf(file)).toEqual([
      {
        type: "multiple-choice",
        stem: "Q?",
        options: [
          { text: "yes", key: true },
          { text: "no", key: false },
        ],
      },
    ]);
    expect(problemsOf(file)).toEqual([]);
  });

  test("plugins for several right answers", () => {
    const several = ONE.replace("multichoice", "multichoiceset").replace("<single>true</single>", "");
    expect(draftsOf(quiz(several))).toMatchObject([{ type: "multiple-response" }]);
    const dragged = quiz(
      `<question type="ddmatch"><questiontext><text>Q</text></questiontext>
      <subquestion><text>a</text><answer format="html"><text><![CDATA[<b>1</b>]]></text></answer></subquestion>
      <subquestion><text>b</text><answer format="html"><text>2</text></answer></subquestion></question>`,
    );
    expect(draftsOf(dragged)).toMatchObject([
      {
        type: "matching",
        responses: [
          { id: "r1", text: "**1**" },
          { id: "r2", text: "2" },
        ],
      },
    ]);
  });

  test("an ordering of the old plugin: a choice of its steps, and no places", () => {
    const file = quiz(
      `<question type="ordering"><questiontext><text>Q</text></questiontext><selecttype>RANDOM</selecttype>
      <selectcount>2</selectcount><answer fraction="100"><text>one</text></answer>
      <answer fraction="100"><text>two</text></answer><answer fraction="100"><text>three</text></answer></question>`,
    );
    expect(draftsOf(file)).toMatchObject([{ items: [{ text: "one" }, { text: "two" }, { text: "three" }] }]);
    expect(lossesOf(file)).toEqual(["2 of its steps were shown at a time; all are shown now"]);
  });

  test("tags by hand, in any case", () => {
    const tags = [
      "Trap: A=x",
      "TRAP:b = Forcing-Real-Time ",
      "lesson:3.1",
      "Exam:mla-c02",
      "exam:mla-c01",
      "fact:x",
      "counter-cue:maybe",
    ];
    const file = quiz(
      ONE.replace(
        "</question>",
        `<tags>${tags.map((tag) => `<tag><text>${tag}</text></tag>`).join("")}</tags></question>`,
      ),
    );
    expect(draftsOf(file)).toMatchObject([
      { lesson: "3.1", exams: ["mla-c01", "mla-c02"], options: [{ trap: "x" }, { trap: "Forcing-Real-Time" }] },
    ]);
    expect(lossesOf(file)).toEqual([
      "the tag counter-cue:maybe is neither yes nor no and was not taken",
      "the tag “fact:x” was not taken",
    ]);
  });

  test.each([
    { inner: "", says: "no answer gives full marks" },
    { inner: '<answer fraction="50"><text>a</text></answer>', says: "no answer gives full marks" },
    {
      inner: '<answer fraction="100"><text>a</text></answer><answer fraction="100"><text>b</text></answer>',
      says: "2 answers give full marks",
    },
    { inner: '<single>false</single><answer fraction="0"><text>a</text></answer>', says: "no answer is right" },
    { inner: '<answer fraction="100"><text>a</text></answer>', says: "at least 2" },
    {
      inner: `<answer fraction="100"><text>a</text></answer><answer><text>&lt;img src="x.png"&gt;</text></answer>`,
      says: "answer 2 holds nothing but what cannot be taken",
    },
    {
      inner: `<answer fraction="100"><text>a</text></answer><answer><text>${"x".repeat(9_000)}</text></answer>`,
      says: "longer than 8000 characters",
    },
    {
      inner: `<answer fraction="100"><text>a</text></answer><answer><text>${"x".repeat(300_000)}</text></answer>`,
      says: "longer than 256 KB",
    },
  ])("a bad question says what to do: $says", ({ inner, says }) => {
    const file = bytes(new TextDecoder().decode(choice(inner)).replace("</quiz>", `${ONE}</quiz>`));
    expect(problemsOf(file)).toEqual([expect.stringContaining(says)]);
    expect(draftsOf(file)).toHaveLength(1);
  });

  test.each([
    { name: "no XML", file: bytes("What is 1 + 1? {=2}"), says: "cannot be read as XML" },
    { name: "another XML", file: bytes("<html><body/></html>"), says: "not <quiz>" },
    { name: "no questions", file: bytes("<quiz/>"), says: "no questions" },
    { name: "a DOCTYPE", file: bytes('<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>'), says: "DOCTYPE" },
    { name: "an archive", file: Uint8Array.of(0x50, 0x4b, 3, 4), says: "ZIP archive" },
    { name: "nothing", file: new Uint8Array(), says: "empty" },
    { name: "too many questions", file: quiz(ONE.repeat(LIMITS.questions + 1)), says: `at most ${LIMITS.questions}` },
    { name: "too large", file: new Uint8Array(LIMITS.bytes + 1), says: "larger than" },
  ])("a file that is refused as a whole: $name", ({ file, says }) => {
    const read = readMoodleXml(file);
    expect(read.drafts).toEqual([]);
    expect(read.problems.map(({ message }) => message)).toEqual([expect.stringContaining(says)]);
  });

  test("as many questions as may be, and more markup than may be", { timeout: 60_000 }, () => {
    expect(draftsOf(quiz(ONE.repeat(LIMITS.questions)))).toHaveLength(LIMITS.questions);
    const heavy = ONE.replace("Q?", `<![CDATA[${"&lt;".repeat(60_000)}]]>`);
    const problems = problemsOf(quiz(heavy.repeat(60)));
    expect(problems.at(-1)).toContain("more markup than can be read at once");
    expect(problems.length).toBeLessThan(50);
  });
});

describe("damaged files", () => {
  const questions = ["moodle-4.xml", "moodle-1.9.xml"].flatMap(
    (name) => new TextDecoder().decode(sample(name)).match(/<question type.*?<\/question>/gs) ?? [],
  );
  const ours = draftsOf(sample("moodle-4.xml")).map((draft) => writeMoodleXml([draft]).bytes);
  const files = [...questions.map(quiz), ...ours];

  test("5,000 of them: no throw, and each comes to something", { timeout: 60_000 }, () => {
    for (const [index, whole] of files.entries()) {
      for (const file of damaged(whole, Math.ceil(5_000 / files.length), `moodle ${index}`)) {
        const { drafts, problems, losses } = readMoodleXml(file);
        expect(drafts.length + problems.length + losses.length).toBeGreaterThan(0);
      }
    }
  });
});
