import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { type MissFacts, missType, missTypeSchema } from "./miss-type";

const PLAIN: MissFacts = {
  trapsTaken: [],
  changedFromRight: false,
  seconds: 60,
  medianSeconds: 60,
  confidence: null,
  counterCue: false,
  parallelRight: false,
};
const trap = { trapsTaken: ["force-real-time"] };

describe("a wrong answer", () => {
  test.each<{ name: string; facts: Partial<MissFacts>; type: string; reason: string }>([
    {
      name: "changed away from right, whatever else",
      facts: { ...trap, changedFromRight: true, seconds: 5 },
      type: "changed-away-from-right",
      reason: "You had the right answer and changed it.",
    },
    {
      name: "much faster than usual",
      facts: { seconds: 20 },
      type: "rushed",
      reason: "You answered in 20 s, where you usually take 60 s.",
    },
    {
      name: "fast, with a trap",
      facts: { ...trap, seconds: 20 },
      type: "rushed",
      reason: "You answered in 20 s, where you usually take 60 s.",
    },
    { name: "not so much faster", facts: { seconds: 21 }, type: "gap", reason: "No known trap is in what you chose." },
    {
      name: "fast and sure of a trap",
      facts: { ...trap, seconds: 20, confidence: "sure" },
      type: "misconception",
      reason: "You took a trap's option and were sure of it.",
    },
    { name: "a trap", facts: trap, type: "misconception", reason: "You took a trap's option." },
    {
      name: "a trap, guessed",
      facts: { ...trap, confidence: "guess" },
      type: "misconception",
      reason: "You took a trap's option.",
    },
    {
      name: "a trap, with the parallel question right",
      facts: { ...trap, parallelRight: true },
      type: "misread-constraint",
      reason: "You got a question right that differs from this one in a single constraint.",
    },
    {
      name: "a counter-cue question without a trap taken",
      facts: { counterCue: true },
      type: "misread-constraint",
      reason: "Here the constraint makes the answer right that is often the trap.",
    },
    {
      name: "a counter-cue question with a trap taken",
      facts: { ...trap, counterCue: true },
      type: "misconception",
      reason: "You took a trap's option.",
    },
    {
      name: "sure, and no trap",
      facts: { confidence: "sure" },
      type: "misread-constraint",
      reason: "You were sure and took no known trap: read the constraint again.",
    },
    {
      name: "unsure, and no trap",
      facts: { confidence: "unsure" },
      type: "gap",
      reason: "You were unsure, and took no known trap.",
    },
    { name: "guessed", facts: { confidence: "guess" }, type: "gap", reason: "You guessed, and took no known trap." },
    {
      name: "slow",
      facts: { seconds: 91 },
      type: "gap",
      reason: "You took 91 s, where you usually take 60 s, and no known trap.",
    },
    { name: "no time known", facts: { seconds: null }, type: "gap", reason: "No known trap is in what you chose." },
    {
      name: "no pace known",
      facts: { seconds: 1, medianSeconds: null },
      type: "gap",
      reason: "No known trap is in what you chose.",
    },
  ])("$name: $type", ({ facts, type, reason }) => {
    expect(missType({ ...PLAIN, ...facts })).toEqual({ type, reason, by: "proposal" });
  });
});

const facts: fc.Arbitrary<MissFacts> = fc.record({
  trapsTaken: fc.array(fc.constantFrom("a", "b"), { maxLength: 2 }),
  changedFromRight: fc.boolean(),
  seconds: fc.option(fc.double({ min: 0, max: 600, noNaN: true })),
  medianSeconds: fc.option(fc.double({ min: 0, max: 600, noNaN: true })),
  confidence: fc.option(fc.constantFrom("sure", "unsure", "guess")),
  counterCue: fc.boolean(),
  parallelRight: fc.boolean(),
});

test("every miss has a type and a reason, and the learner's word wins", () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(...missTypeSchema.options), (given, correction) => {
      const proposed = missType(given);
      expect(proposed.by).toBe("proposal");
      expect(proposed.reason).not.toBe("");
      expect(missType(given, correction)).toEqual({ type: correction, reason: "You said so.", by: "learner" });
    }),
    FIXED_RUNS,
  );
});
