import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { type Outcome, scoreAnswer } from "@/lib/core/question/score";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";

// Two options carry `hot`, one carries `long`, one is a plain error.

type Case = { name: string; answer: Answer; outcome: Outcome; taken: string[]; refused: string[] };

test.each<Case>([
  { name: "the key refuses every trap once", answer: "key", outcome: "right", taken: [], refused: ["hot", "long"] },
  {
    name: "a trap is taken, nothing is known of the other",
    answer: "hot-one",
    outcome: "wrong",
    taken: ["hot"],
    refused: [],
  },
  { name: "the same trap in another option", answer: "hot-two", outcome: "wrong", taken: ["hot"], refused: [] },
  { name: "the other trap", answer: "long-one", outcome: "wrong", taken: ["long"], refused: [] },
  { name: "a plain error is no evidence", answer: "plain", outcome: "wrong", taken: [], refused: [] },
  { name: "unanswered is no evidence", answer: null, outcome: "unanswered", taken: [], refused: [] },
  { name: "an id of another question is no evidence", answer: "elsewhere", outcome: "wrong", taken: [], refused: [] },
  { name: "a value of another type is wrong", answer: ["key"], outcome: "wrong", taken: [], refused: [] },
])("$name", ({ answer, outcome, taken, refused }) => {
  const evidence = { offered: ["hot", "long"], taken, refused };
  expect(scoreAnswer(exampleOf["multiple-choice"], answer)).toEqual({ outcome, evidence });
});
