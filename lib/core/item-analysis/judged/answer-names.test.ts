import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemAnswer } from "@/lib/core/item-analysis/counts/item-answer";
import { flagWords } from "@/lib/core/item-analysis/flags/flag-words";
import { type ItemFlag, renameFlag } from "@/lib/core/item-analysis/flags/flags";
import { UNFLAGGED, urgency } from "@/lib/core/item-analysis/flags/urgency";
import { KINDS } from "@/lib/core/question/schema";
import { keyOf, scoreAnswer } from "@/lib/core/question/score";
import { arbitraryOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { answerNames, slipNames } from "./answer-names";

const rest = { right: 7, of: 13 };

test.each(KINDS)("the key of %s is called by letters and numbers of the legend alone", (kind) => {
  fc.assert(
    fc.property(arbitraryOf[kind], (question) => {
      const { nameOf, legend } = answerNames(question);
      const key = keyOf(question);
      const { option } = itemAnswer({ question, family: null, answer: key, scored: scoreAnswer(question, key) }, rest);
      const names = legend.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const part of nameOf(option).split(/ > | \+ |: |, /)) expect(names).toContain(part);
    }),
    FIXED_RUNS,
  );
});

test("slips of a family are called by their traps", () => {
  const { nameOf } = slipNames((trap) => `the trap ${trap}`);
  expect(["right", "plain-error", "OMIT", "OTHERS", "rush + wait"].map(nameOf)).toEqual([
    "right",
    "a wrong number without a name",
    "no answer",
    "all others",
    "the trap rush + the trap wait",
  ]);
});

describe("flags", () => {
  const wrongKey: ItemFlag = {
    kind: "likely-wrong-key",
    ...{ n: 60, option: "o3", chosen: 30, correlation: 0.4, key: "o1 or o2", right: 20, keyCorrelation: -0.1 },
    isBeyondChance: true,
  };
  const dead: ItemFlag = {
    kind: "dead-distractor",
    n: 60,
    isUnavoidable: true,
    options: [{ option: "o4", n: 1, rate: 0.01 }],
  };
  const tooFew: ItemFlag = { kind: "too-few", n: 3, need: 30 };

  test("name answers as the screens do", () => {
    const letters = (option: string) => option.replace("o", "letter ");
    expect(flagWords(renameFlag(wrongKey, letters))).toContain("30 are letter 3");
    expect(flagWords(renameFlag(wrongKey, letters))).toContain("the key letter 1 or letter 2");
    expect(flagWords(renameFlag(dead, letters))).toContain("letter 4 (1,");
    expect(renameFlag(tooFew, letters)).toEqual(tooFew);
  });

  test("put the most urgent question first, and those with too few answers last", () => {
    const order = [[wrongKey, dead], [{ ...wrongKey, isBeyondChance: false }], [dead], [], [tooFew]].map(urgency);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(5);
    expect(order[3]).toBe(UNFLAGGED);
  });
});
