import fc from "fast-check";
import { parse } from "gift-pegjs";
import { describe, expect, test } from "vitest";
import { encodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS, type QuestionDraft } from "@/lib/content/interchange/exchange";
import {
  arbitraryDraft,
  arbitraryDraftOf,
  settled,
  troublesomeText,
} from "@/lib/content/interchange/testing/arbitrary-draft";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { escapeGift, MarkedText } from "./marked-text";
import { readGift } from "./read-gift";
import { categoryIn } from "./split-gift";
import { BY_HAND, FAULTY, MOODLE_EXPORT } from "./testing/files";
import { writeGift } from "./write-gift";

const read = (text: string): Imported => readGift(encodeText(text));
const messages = (imported: Imported): string[] =>
  imported.problems.map(({ at, message }) => `${"line" in at ? at.line : at.element}: ${message}`);
const losses = (imported: Imported): string[] =>
  imported.losses.map(({ at, what }) => `${"line" in at ? at.line : at.element}: ${what}`);

/** What of a draft GIFT can hold. */
function held(draft: QuestionDraft): QuestionDraft {
  const whole = draft.ask?.includes("\n\n")
    ? { ...draft, stem: `${draft.stem}\n\n${draft.ask}`, ask: undefined }
    : draft;
  switch (whole.type) {
    case "ordering":
      return settled({
        ...whole,
        items: whole.items.map(({ id, text }) => ({ id, text })),
        decoys: [],
        wrongOrders: whole.wrongOrders.map(({ why: _, ...order }) => order),
      });
    case "matching":
      return settled({
        ...whole,
        prompts: whole.prompts.map(({ why: _, ...prompt }) => ({
          ...prompt,
          text: prompt.text.replaceAll("-\\>", "->"),
        })),
        wrongPairs: whole.wrongPairs.map(({ why: _, ...pair }) => pair),
      });
    default:
      return settled(whole);
  }
}

const hasTwins = (draft: QuestionDraft): boolean =>
  draft.type === "matching" && new Set(draft.responses.map(({ text }) => text)).size < draft.responses.length;

describe("round trip", () => {
  test("what GIFT can hold of a draft comes back, and the rest is told", () => {
    const drafts = fc.array(
      arbitraryDraft.filter((draft) => !hasTwins(draft)),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(drafts, (written) => {
        const file = writeGift(written);
        const imported = readGift(file.bytes);
        expect(imported.problems).toEqual([]);
        expect(imported.losses).toEqual([]);
        expect(imported.drafts.map(({ draft }) => settled(draft))).toEqual(written.map(held));
        const differs = written.some((draft) => JSON.stringify(held(draft)) !== JSON.stringify(settled(draft)));
        const arrows = written.some(
          (draft) => draft.type === "matching" && draft.prompts.some(({ text }) => text.includes("-\\>")),
        );
        if (!arrows) expect(file.losses.length > 0).toBe(differs);
      }),
      FIXED_RUNS,
    );
  });

  test("an escaped text has no mark left, and gives itself", () => {
    fc.assert(
      fc.property(troublesomeText, (text) => {
        const marked = MarkedText.of(escapeGift(text));
        expect(marked.text).toBe(text);
        for (const mark of "{}=~#:") expect(marked.find(mark)).toBe(-1);
      }),
      FIXED_RUNS,
    );
  });

  test("what is lost, is told by the question's id", () => {
    const file = writeGift([settled(exampleOf.ordering), settled(exampleOf.matching)]);
    expect(file.losses).toEqual([
      { at: { element: "tea-1.1-cup" }, what: 'GIFT cannot hold the decoy "Text of decoy"' },
      { at: { element: "tea-1.1-cup" }, what: 'GIFT cannot hold the decoy "Text of idle"' },
      { at: { element: "tea-1.1-cup" }, what: "GIFT cannot hold the rationales of its steps" },
      { at: { element: "tea-1.1-cup" }, what: "GIFT cannot hold the rationales of its wrong orders" },
      { at: { element: "tea-1.1-cup" }, what: "GIFT cannot hold the rationales of its prompts" },
      { at: { element: "tea-1.1-cup" }, what: "GIFT cannot hold the rationales of its wrong pairs" },
    ]);
  });

  test("two responses with one text are told", () => {
    const draft = settled({
      ...exampleOf.matching,
      responses: exampleOf.matching.responses.map((response) => ({ ...response, text: "hot" })),
    });
    expect(writeGift([draft]).losses.map(({ what }) => what)).toContain(
      'GIFT cannot hold that it has "hot" twice among its responses',
    );
  });

  test("another reader, gift-pegjs, finds the same questions in our files", () => {
    const choices = fc.oneof(arbitraryDraftOf["multiple-choice"], arbitraryDraftOf["multiple-response"]);
    fc.assert(
      fc.property(choices, (draft) => {
        if (!("options" in draft)) return;
        // It takes an arrow in a right option for a matching question's.
        fc.pre(!draft.options.some(({ text }) => text.includes("->")));
        fc.pre(draft.options.some(({ key }) => key) && draft.options.some(({ key }) => !key));
        const found = parse(new TextDecoder().decode(writeGift([draft]).bytes)).filter(({ type }) => type === "MC");
        expect(found).toHaveLength(1);
        const [question] = found;
        if (question?.type !== "MC") return;
        expect(question.choices).toHaveLength(draft.options.length);
        expect(typeof question.id).toBe(draft.id === undefined ? "object" : "string");
        expect(question.choices.map(({ isCorrect, weight }) => isCorrect || (weight ?? 0) > 0)).toEqual(
          draft.options.map(({ key }) => key),
        );
      }),
      { ...FIXED_RUNS, numRuns: 60 },
    );
  });
});

describe("files of others", () => {
  test("Moodle's export", () => {
    const imported = read(MOODLE_EXPORT);
    expect(messages(imported)).toEqual([]);
    expect(imported.drafts.map(({ at }) => at)).toEqual([
      { line: 6 },
      { line: 15 },
      { line: 23 },
      { line: 32 },
      { line: 35 },
    ]);
    expect(imported.drafts.map(({ draft }) => draft)).toMatchObject([
      {
        id: "oak-1",
        lesson: "Leaves and bark",
        difficulty: 2,
        stem: "Which leaf is **lobed**?\n\nRatio 1:2 {a}",
        options: [
          { text: "Oak", key: true, why: "Lobed *deeply*." },
          { text: "Beech", key: false, why: "Its edge is smooth_ish." },
          { text: "Elm" },
        ],
        feedback: "Look at the edge.",
      },
      { id: "Conifers", type: "multiple-response", options: [{ key: true }, { key: true }, { key: false }] },
      {
        type: "matching",
        prompts: [
          { text: "Oak", answer: "a" },
          { text: "Beech", answer: "b" },
          { text: "Red oak", answer: "a" },
        ],
        responses: [
          { id: "a", text: "acorn" },
          { id: "b", text: "mast" },
          { id: "c", text: "cone" },
        ],
      },
      {
        type: "multiple-choice",
        options: [
          { text: "True", key: true, why: "Right: an evergreen." },
          { text: "False", key: false, why: "It does." },
        ],
      },
      { type: "ordering", items: [{ text: "Pith" }, { text: "Heartwood" }, { text: "Bark" }] },
    ]);
    expect(losses(imported)).toEqual([
      '6: the name "Oak leaf" was not taken',
      "6: image “an elm” was not taken",
      '6: the tag "botany" was not taken',
    ]);
  });

  test("by hand", () => {
    const imported = read(BY_HAND);
    expect(messages(imported)).toEqual([]);
    expect(losses(imported)).toEqual([]);
    expect(imported.drafts.map(({ draft }) => draft)).toMatchObject([
      {
        stem: "Who planted the wood?",
        options: [{ text: "no one", key: true }, { text: "Grant", why: "He was away." }, { text: "Jefferson" }],
      },
      { stem: "The oak is \\_\\_\\_\\_\\_ in Europe.", options: [{ key: false }, { key: true }, { key: false }] },
      { lesson: "bark", stem: "2 < 3 and \\*stars\\*:" },
      { stem: "Rings: see https://example.com/a?b=c", options: [{ text: "True", key: true }, { text: "False" }] },
      {
        id: "Escapes:: a \\ b",
        options: [{ key: true }, { text: "50% off", key: false, why: "not # here" }],
      },
    ]);
  });

  test("each faulty block is told by its line, and the good one is read", () => {
    const imported = read(FAULTY);
    expect(imported.drafts.map(({ at }) => at)).toEqual([{ line: 23 }]);
    expect(messages(imported)).toEqual([
      expect.stringMatching(/^1: "Describe a tree." is an essay question, which Trapline has not/),
      expect.stringMatching(/^3: .*is a numerical question/),
      expect.stringMatching(/^5: .*is a short-answer question/),
      expect.stringMatching(/^7: The answers' "\{" is never closed/),
      expect.stringMatching(/^9: There is a "\}" without/),
      expect.stringMatching(/^11: There are two blocks/),
      expect.stringMatching(/^13: There is text before the first answer/),
      expect.stringMatching(/^17: "options" needs more entries/),
      expect.stringMatching(/^19: A pair has no "->"/),
      expect.stringMatching(/^21: "text" of option 1 is empty/),
    ]);
    expect(losses(imported)).toEqual([expect.stringMatching(/^15: "Intro" is a text without a question/)]);
  });

  test.each([
    { name: "unequal shares", block: "~%70%a ~%30%b ~c", told: true },
    { name: "a penalty", block: "~%50%a ~%50%b ~%-25%c", told: true },
    { name: "part of the mark", block: "=a ~%50%b ~c", told: true },
    { name: "thirds", block: "~%33.33333%a ~%33.33333%b ~%33.33333%c ~d", told: false },
    { name: "all taken off", block: "~%100%a ~%-100%b", told: false },
    { name: "the mark that = has anyway", block: "=%100%a ~b", told: false },
  ])("weights: $name", ({ block, told }) => {
    expect(losses(read(`Q {${block}}`)).some((what) => what.includes("weights"))).toBe(told);
  });

  test("a tag that names a trap, but no answer", () => {
    expect(losses(read("// [tag:trap:hot] [id:a\\]b]\nQ {=a ~b}"))).toEqual([
      '2: the tag "trap:hot" does not say which answer it belongs to',
    ]);
  });

  test.each([
    ["$course$/top/Default for A//B/Trees//Bark", "Trees/Bark"],
    ["$course$/top", null],
    ["", null],
    ["Default", null],
  ])("the category in %s is %s", (path, name) => {
    expect(categoryIn(path)).toBe(name);
  });
});

describe("bounds", () => {
  test("too many questions", () => {
    const imported = read("Q {=a ~b}\n\n".repeat(LIMITS.questions + 1));
    expect(imported.drafts).toEqual([]);
    expect(messages(imported)).toEqual([expect.stringContaining("more than 5000 questions")]);
  });

  const lines = (letter: string) => `${letter.repeat(60_000)}\n`.repeat(30);
  test.each([
    { name: "backslashes", text: `Q {=${lines("\\")}}` },
    { name: "opening braces", text: lines("{") },
    { name: "marks", text: `Q {${lines("=~#")}}` },
    { name: "colons", text: lines("::") },
    { name: "hashes", text: `Q {=a ~b ${lines("#")}}` },
    { name: "escaped hashes", text: `Q {=a ~b ${lines("\\#")}}` },
    { name: "brackets in comments", text: `// ${lines("[tag:")}Q {=a ~b}` },
    { name: "closed brackets in comments", text: `// ${lines("[id:\\]")}Q {=a ~b}` },
    { name: "angle brackets", text: `[html]${lines("<b>")}{=a ~b}` },
    { name: "percent signs", text: `Q {${lines("~%1")}}` },
    { name: "questions of tags", text: "[html]<p><b>x</b><i>y</i></p> {=<b>a</b> ~<i>b</i>}\n\n".repeat(1_000) },
  ])("millions of $name end in time", ({ text }) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

const { ordering, matching } = exampleOf;
test.each([
  { name: "ours", bytes: writeGift([settled(matching)]).bytes, copies: 2_200 },
  { name: "ours in order", bytes: writeGift([settled(ordering)]).bytes, copies: 2_000 },
  { name: "by hand", bytes: encodeText(BY_HAND), copies: 700 },
  { name: "Moodle's", bytes: encodeText(MOODLE_EXPORT), copies: 100 },
])("no damage to a file of $name makes it throw", ({ name, bytes, copies }) => {
  for (const copy of damaged(bytes, copies, name)) expect(() => readGift(copy)).not.toThrow();
});
