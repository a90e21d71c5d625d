import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { type Outcome, scoreAnswer } from "@/lib/core/question/score";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";

// Right: first, second, third. Second before first is the trap `hot`, third before second is `long`, the decoy is
// `more`; the other decoy names no trap, and third before first means nothing.

type Case = { name: string; answer: Answer; outcome: Outcome; taken: string[]; refused: string[] };

test.each<Case>([
  {
    name: "the right sequence",
    answer: ["first", "second", "third"],
    outcome: "right",
    taken: [],
    refused: ["hot", "long", "more"],
  },
  {
    name: "one inversion, the other pair the right way round",
    answer: ["second", "first", "third"],
    outcome: "wrong",
    taken: ["hot"],
    refused: ["long"],
  },
  {
    name: "the other inversion",
    answer: ["first", "third", "second"],
    outcome: "wrong",
    taken: ["long"],
    refused: ["hot"],
  },
  {
    name: "both inversions",
    answer: ["third", "second", "first"],
    outcome: "wrong",
    taken: ["hot", "long"],
    refused: [],
  },
  {
    name: "an inversion with a step between",
    answer: ["second", "third", "first"],
    outcome: "wrong",
    taken: ["hot"],
    refused: ["long"],
  },
  { name: "a decoy placed", answer: ["first", "second", "decoy"], outcome: "wrong", taken: ["more"], refused: ["hot"] },
  {
    name: "a decoy without a trap is no evidence",
    answer: ["first", "second", "idle"],
    outcome: "wrong",
    taken: [],
    refused: ["hot"],
  },
  {
    name: "a decoy left out refuses nothing while the rest is wrong",
    answer: ["first", "third", "idle"],
    outcome: "wrong",
    taken: [],
    refused: [],
  },
  { name: "an inversion that nobody named", answer: ["third", "first"], outcome: "wrong", taken: [], refused: [] },
  {
    name: "a beginning is wrong, its pair counts",
    answer: ["first", "second"],
    outcome: "wrong",
    taken: [],
    refused: ["hot"],
  },
  { name: "one item alone is no evidence", answer: ["first"], outcome: "wrong", taken: [], refused: [] },
  {
    name: "the right sequence and one more",
    answer: ["first", "second", "third", "idle"],
    outcome: "wrong",
    taken: [],
    refused: ["hot", "long"],
  },
  { name: "unanswered", answer: null, outcome: "unanswered", taken: [], refused: [] },
  { name: "a value of another type", answer: "first", outcome: "wrong", taken: [], refused: [] },
])("$name", ({ answer, outcome, taken, refused }) => {
  const evidence = { offered: ["hot", "long", "more"], taken, refused };
  expect(scoreAnswer(exampleOf.ordering, answer)).toEqual({ outcome, evidence });
});

test("a trap of two inversions counts once, and taking it outweighs refusing it elsewhere", () => {
  const { wrongOrders } = exampleOf.ordering;
  const question = { ...exampleOf.ordering, wrongOrders: wrongOrders.map((pair) => ({ ...pair, trap: "hot" })) };
  expect(scoreAnswer(question, ["second", "first", "third"]).evidence).toEqual({
    offered: ["hot", "more"],
    taken: ["hot"],
    refused: [],
  });
  expect(scoreAnswer(question, ["third", "second", "first"]).evidence.taken).toEqual(["hot"]);
});
