import { describe, expect, test } from "vitest";
import { packQuestion, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { questionSchema } from "@/lib/core/question/schema";
import { blindSheet, sheetParts } from "./blind-sheet";
import { blindAnswersSchema, compareBlind } from "./compare-blind";

const base = {
  lesson: "1.1",
  exams: ["tea-1"],
  difficulty: 1,
  stem: "The cup is bitter.",
  ask: "What now?",
  facts: ["A.1"],
  verifiedOn: "2026-11-01",
};
const part = (id: string) => ({ id, text: `Text of ${id}`, why: `Reason of ${id}` });
const ordering = questionSchema.parse({
  ...base,
  id: "tea-order",
  type: "ordering",
  items: ["one", "two", "three"].map(part),
  decoys: [{ ...part("four"), trap: "hotter-is-better" }],
  wrongOrders: [{ before: "two", after: "one", trap: "boiling-for-green", why: "Secret inversion" }],
});
const matching = questionSchema.parse({
  ...base,
  id: "tea-match",
  type: "matching",
  prompts: ["p", "q", "r"].map((id) => ({ ...part(id), answer: "x" })),
  responses: ["x", "y"].map((id) => ({ id, text: `Response ${id}` })),
  wrongPairs: [{ prompt: "q", response: "y", trap: "hotter-is-better", why: "Secret pair" }],
});
const entry = (question: typeof ordering) => ({ question, context: null, draw: null, file: "f", hash: "h" });
const choice = packQuestion();
const pack = samplePack({ questions: [choice, entry(ordering), entry(matching)] });
const letter = (question: typeof ordering, id: string): string =>
  sheetParts(question).find((one) => one.id === id)?.letter ?? "?";

describe("the sheet", () => {
  const sheet = blindSheet(pack, pack.questions);

  test("holds what is asked and every part, and the traps to guess from", () => {
    for (const text of ["Text of four", "Response y", "Text of q", "hotter-is-better: "]) expect(sheet).toContain(text);
    for (const option of sampleQuestion().options) expect(sheet).toContain(option.text);
  });

  test("tells no key, tag or reason", () => {
    expect(sheet).not.toContain("Reason of");
    expect(sheet).not.toContain("Secret");
    for (const { why } of sampleQuestion().options) expect(sheet).not.toContain(why);
    // Each trap stands once, in the list to guess from.
    expect(sheet.match(/hotter-is-better/g)).toHaveLength(1);
  });

  test("keeps one order for ever, which is not that of the file", () => {
    const orders = Array.from({ length: 12 }, (_, index) => {
      const { question } = packQuestion(sampleQuestion(`tea-1.1-${index}`));
      return sheetParts(question)
        .map(({ id }) => id)
        .join("");
    });
    expect(new Set(orders).size).toBeGreaterThan(4);
    expect(sheetParts(ordering)).toEqual(sheetParts(ordering));
  });
});

describe("the comparison", () => {
  const keyOf = (): string[] => {
    const { question } = choice;
    if (question.type !== "multiple-choice") throw new Error("no choice");
    return question.options.filter(({ key }) => key).map(({ id }) => letter(question, id));
  };
  const traps = (): Record<string, string> => {
    const { question } = choice;
    if (question.type !== "multiple-choice") throw new Error("no choice");
    return Object.fromEntries(
      question.options.flatMap(({ id, key, trap }) => (key ? [] : [[letter(question, id), trap ?? "plain-error"]])),
    );
  };
  const compare = (answers: unknown) => compareBlind(pack, blindAnswersSchema.parse(answers));

  test("agrees where key and tags came out", () => {
    const [outcome] = compare({ [choice.question.id]: { answer: keyOf(), traps: traps() } });
    expect(outcome).toMatchObject({ solved: true, tags: [], tagged: 3, doubt: "" });
  });

  test("names every tag that was guessed otherwise, or not at all", () => {
    const [first, second] = Object.keys(traps());
    const { [second ?? ""]: _, ...rest } = { ...traps(), [first ?? ""]: "plain-error" };
    const [outcome] = compare({ [choice.question.id]: { answer: keyOf(), traps: rest } });
    expect(outcome?.tags.map(({ guessed }) => guessed).sort()).toEqual([null, "plain-error"].sort());
  });

  test("a wrong answer is told with the key", () => {
    const wrong = Object.keys(traps())[0] ?? "?";
    const [outcome] = compare({ [choice.question.id]: { answer: [wrong], traps: traps(), doubt: "Both." } });
    expect(outcome).toMatchObject({ solved: false, answered: wrong, key: keyOf()[0], doubt: "Both." });
  });

  test("steps are compared in their order, and an inversion where it was named", () => {
    const [one, two, three, four] = ["one", "two", "three", "four"].map((id) => letter(ordering, id));
    const right = { answer: [one, two, three], traps: { [`${four}`]: "hotter-is-better" } };
    expect(compare({ "tea-order": right })[0]).toMatchObject({ solved: true, tags: [], tagged: 1 });
    const named = { ...right, answer: [two, one, three], inversions: { [`${two}${one}`]: "hotter-is-better" } };
    expect(compare({ "tea-order": named })[0]).toMatchObject({
      solved: false,
      tagged: 2,
      tags: [{ part: "two before one", tagged: "boiling-for-green", guessed: "hotter-is-better" }],
    });
  });

  test("pairs are compared in any order", () => {
    const [x, y] = ["x", "y"].map((id) => letter(matching, id));
    const answers = { "tea-match": { answer: [`3${x}`, `1${x}`, `2${x}`], traps: { [`2${y}`]: "hotter-is-better" } } };
    expect(compare(answers)[0]).toMatchObject({ solved: true, tags: [], tagged: 1 });
  });

  test("unknown questions are left out", () => {
    expect(compare({ "no-such-question": { answer: ["A"] } })).toEqual([]);
  });
});
