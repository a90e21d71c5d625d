import { describe, expect, test } from "vitest";
import { type DraftFile, draftFileSchema, emptyQuestion, keptFileSchema } from "./draft-file";
import { nextInCase, withKey, withoutItem, withoutPrompt, withoutResponse } from "./edit-question";
import { findingsAt, placesOf } from "./finding-place";
import { findingWords } from "./finding-words";
import { edits, type MarkdownEdit } from "./markdown-edits";
import { overlongTexts } from "./overlong";
import { freePartId, moved } from "./rearrange";

test.each([
  { from: 0, to: 2, gives: "bca" },
  { from: 2, to: 0, gives: "cab" },
  { from: 1, to: 1, gives: "abc" },
  { from: 0, to: -1, gives: "abc" },
  { from: 2, to: 3, gives: "abc" },
  { from: 7, to: 0, gives: "abc" },
])("moved from $from to $to, abc is $gives", ({ from, to, gives }) => {
  expect(moved([..."abc"], from, to).join("")).toBe(gives);
});

test.each([
  { taken: [], prefix: "", free: "a" },
  { taken: ["a", "c"], prefix: "", free: "b" },
  { taken: ["p-a"], prefix: "p-", free: "p-b" },
  { taken: [..."abcdefghijklmnopqrstuvwxyz", "1"], prefix: "", free: "2" },
])("the id after $taken is $free", ({ taken, prefix, free }) => {
  expect(freePartId(taken, prefix)).toBe(free);
});

const of = <K extends "multiple-choice" | "multiple-response" | "ordering" | "matching">(type: K) => {
  const question = emptyQuestion(type, "q");
  const isOne = (held: typeof question): held is Extract<typeof question, { type: K }> => held.type === type;
  if (!isOne(question)) throw new Error("another type");
  return question;
};

describe("an edit", () => {
  test("makes one option of multiple choice right, and any number of multiple response", () => {
    const keys = (question: { options: { id: string; key: boolean }[] }) =>
      question.options.filter(({ key }) => key).map(({ id }) => id);
    expect(keys(withKey(withKey(of("multiple-choice"), "a", true), "c", true))).toEqual(["c"]);
    const two = withKey(withKey(of("multiple-response"), "a", true), "c", true);
    expect(keys(two)).toEqual(["a", "c"]);
    expect(keys(withKey(two, "a", false))).toEqual(["c"]);
  });

  test("takes an item out with the wrong orders that name it", () => {
    const question = {
      ...of("ordering"),
      wrongOrders: [
        { before: "a", after: "b", trap: "", why: "" },
        { before: "c", after: "d", trap: "", why: "" },
      ],
    };
    const left = withoutItem(question, "b");
    expect(left.items.map(({ id }) => id)).toEqual(["a", "c", "d"]);
    expect(left.wrongOrders).toEqual([{ before: "c", after: "d", trap: "", why: "" }]);
  });

  test("takes prompts and responses out with what names them", () => {
    const question = of("matching");
    const paired = {
      ...question,
      prompts: question.prompts.map((prompt) => ({ ...prompt, answer: "r-a" })),
      wrongPairs: [{ prompt: "p-a", response: "r-b", trap: "", why: "" }],
    };
    expect(withoutPrompt(paired, "p-a")).toMatchObject({ wrongPairs: [], prompts: [{ id: "p-b" }, { id: "p-c" }] });
    expect(withoutResponse(paired, "r-b").wrongPairs).toEqual([]);
    expect(withoutResponse(paired, "r-a").prompts.map(({ answer }) => answer)).toEqual(["", "", ""]);
  });

  test("adds a question to a case under an id of its own", () => {
    const file = draftFileSchema.parse({
      inCase: { id: "unit" },
      questions: [{ ...emptyQuestion("ordering", "unit-2"), lesson: "3.1" }],
    });
    expect(nextInCase(file, "matching")).toMatchObject({ id: "unit-3", type: "matching", lesson: "3.1" });
  });
});

describe("a finding", () => {
  const at = (path: string[]) => ({ question: 1, path, rule: "schema", severity: "error" as const, message: "" });

  test("leads to its field, then to what is around it", () => {
    expect(placesOf(at(["options", "2", "why"]))).toEqual([
      "field-1-options-2-why",
      "field-1-options-2",
      "field-1-options",
      "field-1",
    ]);
  });

  test("about how many are right stands at the options", () => {
    expect(placesOf(at(["choose"]))[0]).toBe("field-1-options");
    expect(findingsAt([at(["choose"]), at(["options", "1"])], 1, ["options"])).toHaveLength(1);
    expect(findingsAt([at(["options", "1"])], 1, ["options", 1])).toHaveLength(1);
    expect(findingsAt([at(["options", "1"])], 0, ["options", 1])).toHaveLength(0);
  });
});

const after = (name: MarkdownEdit, text: string, from: number, to = from): string => {
  const edit = edits[name](text, from, to);
  const [start, end] = edit.select;
  const marked = `${edit.insert.slice(0, start)}[${edit.insert.slice(start, end)}]${edit.insert.slice(end)}`;
  return text.slice(0, edit.from) + marked + text.slice(edit.to);
};

test.each<{ name: MarkdownEdit; text: string; from: number; to?: number; gives: string }>([
  { name: "bold", text: "a word", from: 2, to: 6, gives: "a **[word]**" },
  { name: "bold", text: "a **word**", from: 4, to: 8, gives: "a [word]" },
  { name: "bold", text: "", from: 0, gives: "**[bold]**" },
  { name: "code", text: "x", from: 0, to: 1, gives: "`[x]`" },
  { name: "code-block", text: "say", from: 3, gives: "say\n\n```\n[code]\n```" },
  { name: "list", text: "one\ntwo", from: 0, to: 7, gives: "[- one\n- two]" },
  { name: "table", text: "a\nb", from: 2, gives: "a\n\n| [Head] | Head |\n| --- | --- |\n| cell | cell |\n\nb" },
])("$name on “$text” from $from", ({ name, text, from, to, gives }) => {
  expect(after(name, text, from, to)).toBe(gives);
});

describe("a text that is too long to be stored", () => {
  const long = (characters: number) => "x".repeat(characters);
  const [first, second] = [of("multiple-choice"), of("ordering")];
  const file: DraftFile = {
    inCase: { id: "case", title: "A case", scenario: long(8_123) },
    questions: [
      {
        ...first,
        options: first.options.map((option, place) => (place === 1 ? { ...option, why: long(9_000) } : option)),
      },
      { ...second, stem: long(8_001), facts: [`https://example.org/${long(600)}`] },
    ],
  };

  test("is named with its place, its length and the most there may be", () => {
    expect(overlongTexts(file).map(({ question, path, message }) => [question, path.join("."), message])).toEqual([
      [0, "inCase.scenario", "The scenario of the case has 8,123 characters; 8,000 are the most that can be stored."],
      [0, "options.1.why", "The rationale of option 2 has 9,000 characters; 8,000 are the most that can be stored."],
      [1, "stem", "The stem has 8,001 characters; 8,000 are the most that can be stored."],
      [1, "facts.0", expect.stringContaining("has 620 characters; 600 are the most")],
    ]);
  });

  test("is told with its question in a case, and without where there is one question or the case itself is meant", () => {
    const [scenario, why, stem] = overlongTexts(file);
    const words = (finding: typeof why, questions: number) => finding && findingWords(finding, questions);
    expect(words(why, 2)).toMatch(/^Question 1: The rationale of option 2 has/);
    expect(words(stem, 2)).toMatch(/^Question 2: The stem has/);
    expect(words(stem, 1)).toMatch(/^The stem has/);
    expect(words(scenario, 2)).toMatch(/^The scenario of the case has/);
  });

  test("is no finding at the longest that there may be, and can be kept on a device in any case", () => {
    expect(overlongTexts({ inCase: null, questions: [{ ...second, stem: long(8_000) }] })).toEqual([]);
    expect(draftFileSchema.safeParse(file).success).toBe(false);
    expect(keptFileSchema.parse(file)).toEqual(file);
  });
});
