import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { type Outcome, scoreAnswer } from "@/lib/core/question/score";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";

// Leaving out key-one is the trap `more`; two wrong options carry `hot`, one is a plain error.

type Case = { name: string; answer: Answer; outcome: Outcome; taken: string[]; refused: string[] };

test.each<Case>([
  {
    name: "all keys, in any order",
    answer: ["key-two", "key-one"],
    outcome: "right",
    taken: [],
    refused: ["hot", "more"],
  },
  {
    name: "one key of two is wrong, and the other's omission has no trap",
    answer: ["key-one"],
    outcome: "wrong",
    taken: [],
    refused: [],
  },
  { name: "a key left out takes its missed trap", answer: ["key-two"], outcome: "wrong", taken: ["more"], refused: [] },
  {
    name: "a wrong option and an omission",
    answer: ["hot-one", "key-two"],
    outcome: "wrong",
    taken: ["hot", "more"],
    refused: [],
  },
  {
    name: "a key that was chosen is not missed",
    answer: ["hot-one", "key-one"],
    outcome: "wrong",
    taken: ["hot"],
    refused: [],
  },
  {
    name: "a trap in two options counts once",
    answer: ["hot-one", "hot-two"],
    outcome: "wrong",
    taken: ["hot", "more"],
    refused: [],
  },
  {
    name: "a plain error beside a key is no evidence",
    answer: ["key-one", "plain"],
    outcome: "wrong",
    taken: [],
    refused: [],
  },
  {
    name: "keys and one more are wrong",
    answer: ["key-one", "key-two", "plain"],
    outcome: "wrong",
    taken: [],
    refused: [],
  },
  {
    name: "unanswered is no evidence, not even of an omission",
    answer: null,
    outcome: "unanswered",
    taken: [],
    refused: [],
  },
  { name: "a value of another type is wrong", answer: "key-one", outcome: "wrong", taken: ["more"], refused: [] },
])("$name", ({ answer, outcome, taken, refused }) => {
  const evidence = { offered: ["hot", "more"], taken, refused };
  expect(scoreAnswer(exampleOf["multiple-response"], answer)).toEqual({ outcome, evidence });
});
