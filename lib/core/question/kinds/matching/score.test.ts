import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { type Outcome, scoreAnswer } from "@/lib/core/question/score";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";

// Right: green and white with cool, black with boil. Green or white with boil is the trap `hot`, black with ice `long`.

type Case = { name: string; answer: Answer; outcome: Outcome; taken: string[]; refused: string[] };

test.each<Case>([
  {
    name: "all pairs",
    answer: { green: "cool", black: "boil", white: "cool" },
    outcome: "right",
    taken: [],
    refused: ["hot", "long"],
  },
  {
    name: "a wrong pair outweighs the same trap refused at another prompt",
    answer: { green: "boil", black: "boil", white: "cool" },
    outcome: "wrong",
    taken: ["hot"],
    refused: ["long"],
  },
  {
    name: "a trap of two pairs counts once",
    answer: { green: "boil", black: "boil", white: "boil" },
    outcome: "wrong",
    taken: ["hot"],
    refused: ["long"],
  },
  {
    name: "two wrong pairs",
    answer: { green: "boil", black: "ice", white: "cool" },
    outcome: "wrong",
    taken: ["hot", "long"],
    refused: [],
  },
  {
    name: "a wrong pair that nobody named is no evidence",
    answer: { green: "ice", black: "boil", white: "ice" },
    outcome: "wrong",
    taken: [],
    refused: ["long"],
  },
  {
    name: "some prompts are wrong as a whole, each counts by itself",
    answer: { black: "boil" },
    outcome: "wrong",
    taken: [],
    refused: ["long"],
  },
  { name: "a wrong pair alone", answer: { white: "boil" }, outcome: "wrong", taken: ["hot"], refused: [] },
  { name: "an unnamed wrong pair alone", answer: { green: "ice" }, outcome: "wrong", taken: [], refused: [] },
  { name: "unanswered", answer: null, outcome: "unanswered", taken: [], refused: [] },
  { name: "a value of another type", answer: ["cool"], outcome: "wrong", taken: [], refused: [] },
])("$name", ({ answer, outcome, taken, refused }) => {
  const evidence = { offered: ["hot", "long"], taken, refused };
  expect(scoreAnswer(exampleOf.matching, answer)).toEqual({ outcome, evidence });
});
