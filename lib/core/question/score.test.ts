import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitraryAnswer,
  arbitraryOf,
  arbitraryQuestion,
  exampleOf,
  FIXED_RUNS,
} from "@/lib/core/question/testing/arbitrary-question";
import { type Answer, answerSize } from "./answer";
import { PLAIN_ERROR } from "./fields";
import { KINDS, type Question } from "./schema";
import { evidenceSchema, keyOf, offeredTraps, scoreAnswer } from "./score";

describe.each(KINDS)("scoring %s", (kind) => {
  const property = (holds: (question: Question, answer: Answer) => void) =>
    fc.assert(
      fc.property(
        arbitraryOf[kind].chain((question) => fc.tuple(fc.constant(question), arbitraryAnswer(question))),
        ([question, answer]) => {
          holds(question, answer);
        },
      ),
      FIXED_RUNS,
    );

  test("the key is right, takes nothing and refuses every trap", () => {
    property((question) => {
      const offered = offeredTraps(question);
      expect(scoreAnswer(question, keyOf(question))).toEqual({
        outcome: "right",
        evidence: { offered, taken: [], refused: offered },
      });
    });
  });

  test("only the key is right", () => {
    const same = (left: Answer, right: Answer): boolean =>
      Array.isArray(left) && Array.isArray(right) && kind === "multiple-response"
        ? JSON.stringify([...left].sort()) === JSON.stringify([...right].sort())
        : answerSize(left) === answerSize(right) &&
          Object.entries(right ?? {}).every(([place, id]) =>
            Object.entries(left ?? {}).some(([p, i]) => p === place && i === id),
          );
    property((question, answer) => {
      expect(scoreAnswer(question, answer).outcome === "right").toBe(same(answer, keyOf(question)));
    });
  });

  test("no answer is unanswered and no evidence", () => {
    property((question) => {
      const { outcome, evidence } = scoreAnswer(question, null);
      expect({ outcome, taken: evidence.taken, refused: evidence.refused }).toEqual({
        outcome: "unanswered",
        taken: [],
        refused: [],
      });
    });
  });

  test("evidence names offered traps alone, each once, and none as both taken and refused", () => {
    property((question, answer) => {
      const { evidence } = scoreAnswer(question, answer);
      const { offered, taken, refused } = evidenceSchema.parse(evidence);
      const named = [...taken, ...refused];
      expect(new Set(named).size).toBe(named.length);
      expect(new Set(offered).size).toBe(offered.length);
      expect(offered).toEqual(expect.arrayContaining(named));
      expect(offered).not.toContain(PLAIN_ERROR);
      expect(offered).toEqual(offeredTraps(question));
      expect([offered, taken, refused].map((list) => [...list].sort())).toEqual([offered, taken, refused]);
    });
  });
});

test("changing what does not decide the score changes no score", () => {
  fc.assert(
    fc.property(arbitraryQuestion, arbitraryQuestion, (question, other) => {
      const dressed = { ...question, stem: other.stem, ask: other.ask, lesson: other.lesson, facts: other.facts };
      expect(scoreAnswer(dressed, keyOf(question))).toEqual(scoreAnswer(question, keyOf(question)));
    }),
    FIXED_RUNS,
  );
});

test.each([
  { kind: "multiple-choice" as const, key: "key" },
  { kind: "multiple-response" as const, key: ["key-one", "key-two"] },
  { kind: "ordering" as const, key: ["first", "second", "third"] },
  { kind: "matching" as const, key: { green: "cool", black: "boil", white: "cool" } },
])("the key of $kind", ({ kind, key }) => {
  expect(keyOf(exampleOf[kind])).toEqual(key);
});
