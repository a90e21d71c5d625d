import { describe, expect, test } from "vitest";
import * as canvas from "@/lib/content/interchange/qti/testing/canvas";
import {
  BLACKBOARD,
  CANVAS,
  draftsOf,
  faultsOf,
  lossesOf,
  pack,
  single,
} from "@/lib/content/interchange/qti/testing/packages";
import * as bare from "@/lib/content/interchange/qti/testing/version-one";

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
