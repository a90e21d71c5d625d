import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import type { Kind } from "@/lib/core/question/schema";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";
import { type AnswerStep, answerChange, type Change } from "./answer-path";
import type { EventOutcome } from "./events";

const stored = (...values: Answer[]): AnswerStep[] => values.map((value, at) => ({ value, outcome: "stored", at }));
const counting = (outcome: EventOutcome, value: Answer): AnswerStep => ({ value, outcome, at: 99 });

type Case = { name: string; kind: Kind; steps: AnswerStep[]; change: Change };

test.each<Case>([
  { name: "no answer", kind: "multiple-choice", steps: [], change: "none" },
  { name: "one answer", kind: "multiple-choice", steps: stored("key"), change: "none" },
  { name: "the same again", kind: "multiple-choice", steps: stored("plain", "plain"), change: "none" },
  { name: "right to wrong", kind: "multiple-choice", steps: stored("key", "plain"), change: "right-to-wrong" },
  {
    name: "wrong to right",
    kind: "multiple-choice",
    steps: stored("hot-one", "plain", "key"),
    change: "wrong-to-right",
  },
  { name: "wrong to wrong", kind: "multiple-choice", steps: stored("hot-one", "plain"), change: "wrong-to-wrong" },
  { name: "away from the key and back", kind: "multiple-choice", steps: stored("key", "plain", "key"), change: "none" },
  {
    name: "over the key to another wrong one",
    kind: "multiple-choice",
    steps: stored("plain", "key", "hot-one"),
    change: "wrong-to-wrong",
  },
  { name: "cleared and chosen again", kind: "multiple-choice", steps: stored("plain", null, "plain"), change: "none" },
  {
    name: "a late answer counts for nothing",
    kind: "multiple-choice",
    steps: [...stored("key"), counting("late", "plain")],
    change: "none",
  },
  {
    name: "a conflict counts for nothing",
    kind: "multiple-choice",
    steps: [counting("conflict", "plain"), ...stored("key")],
    change: "none",
  },
  {
    name: "choosing the second of two is no change of mind",
    kind: "multiple-response",
    steps: stored(["key-one"], ["key-one", "key-two"]),
    change: "none",
  },
  {
    name: "one of two exchanged",
    kind: "multiple-response",
    steps: stored(["key-one"], ["key-one", "plain"], ["key-one"], ["key-one", "key-two"]),
    change: "wrong-to-right",
  },
  {
    name: "a sequence turned round",
    kind: "ordering",
    steps: stored(["first"], ["first", "second", "third"], ["second", "first", "third"]),
    change: "right-to-wrong",
  },
  {
    name: "pairs while they grow",
    kind: "matching",
    steps: stored({ green: "cool" }, { black: "boil", green: "cool" }, { black: "boil", green: "cool", white: "cool" }),
    change: "none",
  },
  {
    name: "one pair mended",
    kind: "matching",
    steps: stored({ black: "ice", green: "cool", white: "cool" }, { black: "boil", green: "cool", white: "cool" }),
    change: "wrong-to-right",
  },
])("$name: $change", ({ kind, steps, change }) => {
  expect(answerChange(exampleOf[kind], steps)).toBe(change);
});
