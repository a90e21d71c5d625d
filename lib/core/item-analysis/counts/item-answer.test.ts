import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OMIT } from "@/lib/core/item-analysis/statistics/cell";
import type { Answer } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { KINDS } from "@/lib/core/question/schema";
import { keyOf, scoreAnswer } from "@/lib/core/question/score";
import { arbitraryAnswer, arbitraryOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { describeItem, itemAnswer } from "./item-answer";

const rest = { right: 7, of: 13 };

const count = (question: Question, answer: Answer) =>
  itemAnswer({ question, family: null, answer, scored: scoreAnswer(question, answer) }, rest);

describe.each(KINDS)("an answer to %s", (kind) => {
  const anyPair = arbitraryOf[kind].chain((question) => fc.tuple(fc.constant(question), arbitraryAnswer(question)));

  test("is counted as it is scored, and the key alone has the key's pattern", () => {
    fc.assert(
      fc.property(anyPair, ([question, answer]) => {
        const { outcome, evidence } = scoreAnswer(question, answer);
        const counted = count(question, answer);
        expect(counted).toMatchObject({ right: outcome === "right", rest, taken: evidence.taken });
        expect(counted.refused).toEqual(evidence.refused);
        expect(counted.option === count(question, keyOf(question)).option).toBe(outcome === "right");
      }),
      FIXED_RUNS,
    );
  });

  test("that was not given is an omission", () => {
    fc.assert(
      fc.property(arbitraryOf[kind], (question) => {
        const omission = { option: OMIT, right: false, rest, taken: [], refused: [] };
        expect(count(question, null)).toEqual(omission);
        const empty = kind === "multiple-choice" ? "" : kind === "matching" ? {} : [];
        expect(count(question, empty).option).toBe(OMIT);
      }),
      FIXED_RUNS,
    );
  });

  test("has one pattern, however the same choices are listed", () => {
    fc.assert(
      fc.property(anyPair, ([question, answer]) => {
        if (answer === null || typeof answer === "string" || kind === "ordering") return;
        const turned = Array.isArray(answer)
          ? [...answer].reverse()
          : Object.fromEntries(Object.entries(answer).reverse());
        expect(count(question, turned)).toEqual(count(question, answer));
      }),
      FIXED_RUNS,
    );
  });

  test("is one option of a choice, and a pattern of anything else", () => {
    fc.assert(
      fc.property(arbitraryOf[kind], (question) => {
        const { kind: described, options } = describeItem(question);
        expect(described).toBe(kind === "multiple-choice" ? "choice" : "pattern");
        const keys = options.filter(({ isKey }) => isKey).map(({ id }) => id);
        expect(keys).toEqual(kind === "multiple-choice" ? [keyOf(question)] : []);
        expect(options.map(({ trap }) => trap)).not.toContain("plain-error");
      }),
      FIXED_RUNS,
    );
  });
});

test("another order is another pattern", () => {
  fc.assert(
    fc.property(arbitraryOf.ordering, (question) => {
      const key = question.items.map(({ id }) => id);
      const turned = count(question, [...key].reverse());
      expect(turned.option).not.toBe(count(question, key).option);
    }),
    FIXED_RUNS,
  );
});
