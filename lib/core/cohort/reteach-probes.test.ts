import { expect, test } from "vitest";
import { probesFor } from "./reteach-probes";

const question = (id: string, more: Partial<Parameters<typeof probesFor>[0][number]> = {}) => ({
  ...{ id, family: null, type: "multiple-choice" as const, traps: ["heat"], counterCue: false },
  ...more,
});
const idsOf = (...questions: ReturnType<typeof question>[]) => probesFor(questions, "heat").map(({ id }) => id);

test.each([
  {
    name: "what sets the trap itself goes before what sets a part of it",
    questions: [question("a", { traps: ["heat-of-pots"] }), question("b"), question("c", { traps: ["heat", "x"] })],
    shown: ["b", "c", "a"],
  },
  {
    name: "a question where the trap is right comes after those where it is wrong",
    questions: [question("a", { counterCue: true }), question("b", { type: "multiple-response" })],
    shown: ["b", "a"],
  },
  {
    name: "one right answer goes before several",
    questions: [question("a", { type: "multiple-response" }), question("b")],
    shown: ["b", "a"],
  },
  {
    name: "of a family there is one",
    questions: [question("a", { family: "f" }), question("b", { family: "f" }), question("c")],
    shown: ["a", "c"],
  },
  {
    name: "there are no more than three, in the order of the bank",
    questions: ["a", "b", "c", "d"].map((id) => question(id)),
    shown: ["a", "b", "c"],
  },
])("$name", ({ questions, shown }) => expect(idsOf(...questions)).toEqual(shown));
