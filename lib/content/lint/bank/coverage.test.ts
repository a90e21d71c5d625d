import { expect, test } from "vitest";
import type { PackQuestion } from "@/lib/content/read-pack";
import { drawnQuestions, sampleBank, samplePack } from "@/lib/content/testing/sample-pack";
import { coverage, offersByTrap } from "./coverage";

const today = "2026-11-23";

/** A bank in which all but the first `kept` questions offer nothing, and the first `cues` are counter-cues. */
const bank = (size: number, kept: number, cues = 8): PackQuestion[] =>
  sampleBank(size).map((entry, index): PackQuestion => {
    const { question } = entry;
    if (question.type !== "multiple-choice") return entry;
    const counterCue = index < cues;
    if (index < kept) return { ...entry, question: { ...question, counterCue } };
    const options = question.options.map((option) => (option.key ? option : { ...option, trap: "plain-error" }));
    return { ...entry, question: { ...question, options, counterCue } };
  });

test("a question offers a trap once, whatever offers it", () => {
  expect([...offersByTrap(samplePack({ questions: bank(20, 7) }))]).toEqual([
    ["hotter-is-better", { written: 7, families: 0, draws: 0 }],
    ["boiling-for-green", { written: 7, families: 0, draws: 0 }],
  ]);
});

test("a family is one probe of a trap, of a numeric one each of its draws", () => {
  const questions = [...bank(150, 5), ...drawnQuestions("tea-steeping", 4), ...drawnQuestions("tea-cooling", 3)];
  const plain = samplePack({ questions });
  const [parent, sub] = plain.traps;
  expect(offersByTrap(plain).get("boiling-for-green")).toEqual({ written: 5, families: 2, draws: 7 });
  const faults = (traps: typeof plain.traps): (string | undefined)[] =>
    coverage({ ...plain, traps }, { today }).map(({ message }) => message.split(",")[0]);
  expect(faults(plain.traps)).toEqual(["hotter-is-better is offered by 7"]);
  expect(faults(plain.traps.map((trap) => ({ ...trap, numeric: true as const })))).toEqual([]);
  expect([parent?.numeric, sub?.numeric]).toEqual([undefined, undefined]);
});

test.each([
  { name: "12 offers of a chapter's trap and 6 of a sub-trap suffice", kept: 12, faults: [] },
  { name: "11 are too few for a chapter's trap", kept: 11, faults: ["hotter-is-better"] },
  { name: "5 are too few for a sub-trap", kept: 5, faults: ["hotter-is-better", "boiling-for-green"] },
])("$name", ({ kept, faults }) => {
  for (const [size, severity] of [
    [149, "warning"],
    [150, "error"],
  ] as const) {
    const problems = coverage(samplePack({ questions: bank(size, kept) }), { today });
    expect(problems.map(({ message }) => message.split(" ")[0])).toEqual(faults);
    expect(problems.every((problem) => problem.severity === severity)).toBe(true);
  }
});

test.each([
  { name: "8 counter-cues suffice in a large bank", size: 300, cues: 8, faults: 0 },
  { name: "8 % suffice in a small one", size: 50, cues: 4, faults: 0 },
  { name: "fewer of both are warned of", size: 100, cues: 7, faults: 1 },
])("$name", ({ size, cues, faults }) => {
  const problems = coverage(samplePack({ questions: bank(size, 20, cues) }), { today });
  expect(problems.filter(({ severity }) => severity === "warning")).toHaveLength(faults);
});
