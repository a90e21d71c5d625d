import { expect, test } from "vitest";
import type { PackQuestion } from "@/lib/content/read-pack";
import { sampleBank, samplePack } from "@/lib/content/testing/sample-pack";
import { questionSchema } from "@/lib/core/question/schema";
import { plainErrorShare, plainErrors } from "./plain-errors";

const today = "2026-11-23";

/** Ten questions of three wrong options each, of which the first `count` questions keep one plain error. */
const bank = (count: number): PackQuestion[] =>
  sampleBank(10).map((entry, index): PackQuestion => {
    const { question } = entry;
    if (question.type !== "multiple-choice" || index < count) return entry;
    const options = question.options.map((option) => (option.key ? option : { ...option, trap: "hotter-is-better" }));
    return { ...entry, question: { ...question, options } };
  });

test("one wrong choice in five may be a plain error", () => {
  expect(plainErrors(samplePack({ questions: bank(6) }), { today })).toEqual([]);
  expect(plainErrors(samplePack({ questions: bank(7) }), { today })).toEqual([
    expect.objectContaining({ severity: "warning", message: expect.stringContaining("23.3 %") }),
  ]);
});

test("inversions, decoys and pairs are wrong choices too", () => {
  const base = {
    lesson: "1.1",
    exams: ["tea-1"],
    difficulty: 1,
    stem: "S",
    ask: "A?",
    facts: ["A.1"],
    verifiedOn: "2026-11-01",
  };
  const part = (id: string) => ({ id, text: id, why: "So." });
  const ordering = questionSchema.parse({
    ...base,
    id: "tea-order",
    type: "ordering",
    items: ["one", "two", "three"].map(part),
    decoys: [part("four")],
    wrongOrders: [{ before: "two", after: "one", trap: "hotter-is-better", why: "So." }],
  });
  const matching = questionSchema.parse({
    ...base,
    id: "tea-match",
    type: "matching",
    prompts: ["p", "q", "r"].map((id) => ({ ...part(id), answer: "x" })),
    responses: ["x", "y"].map((id) => ({ id, text: id })),
    wrongPairs: ["p", "q"].map((prompt) => ({ prompt, response: "y", trap: "hotter-is-better", why: "So." })),
  });
  const questions = [ordering, matching].map((question) => ({
    question,
    context: null,
    draw: null,
    file: "f",
    hash: "h",
  }));
  expect(plainErrorShare(samplePack({ questions }))).toBe(0.25);
});
