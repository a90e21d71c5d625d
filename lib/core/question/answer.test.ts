import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitraryAnswered,
  arbitraryQuestion,
  exampleOf,
  FIXED_RUNS,
} from "@/lib/core/question/testing/arbitrary-question";
import { type Answer, answerProgress, answerSize } from "./answer";
import { toPublic } from "./public";
import type { Kind } from "./schema";
import { keyOf, scoreAnswer } from "./score";

test.each<{ name: string; answer: Answer; size: number }>([
  { name: "no answer", answer: null, size: 0 },
  { name: "one option", answer: "a", size: 1 },
  { name: "no option of several", answer: [], size: 0 },
  { name: "two options", answer: ["a", "b"], size: 2 },
  { name: "no pair", answer: {}, size: 0 },
  { name: "two pairs", answer: { p: "a", q: "a" }, size: 2 },
])("$name holds $size choices", ({ answer, size }) => {
  expect(answerSize(answer)).toBe(size);
});

test.each<{ kind: Kind; answer: Answer; progress: "none" | "partial" | "complete" }>([
  { kind: "multiple-choice", answer: null, progress: "none" },
  { kind: "multiple-choice", answer: "hot-one", progress: "complete" },
  { kind: "multiple-response", answer: null, progress: "none" },
  { kind: "multiple-response", answer: ["key-one"], progress: "partial" },
  { kind: "multiple-response", answer: ["key-one", "plain"], progress: "complete" },
  { kind: "ordering", answer: null, progress: "none" },
  { kind: "ordering", answer: ["third", "first"], progress: "partial" },
  { kind: "ordering", answer: ["third", "first", "decoy"], progress: "complete" },
  { kind: "matching", answer: null, progress: "none" },
  { kind: "matching", answer: { green: "ice", black: "ice" }, progress: "partial" },
  { kind: "matching", answer: { green: "ice", black: "ice", white: "ice" }, progress: "complete" },
])("$kind with $answer: $progress", ({ kind, answer, progress }) => {
  expect(answerProgress(toPublic(exampleOf[kind]), answer)).toBe(progress);
});

test("the key is complete", () => {
  fc.assert(
    fc.property(arbitraryQuestion, (question) => {
      expect(answerProgress(toPublic(question), keyOf(question))).toBe("complete");
    }),
    FIXED_RUNS,
  );
});

test("what is not complete is never right", () => {
  fc.assert(
    fc.property(arbitraryAnswered, ({ question, answer }) => {
      if (answerProgress(toPublic(question), answer) === "complete") return;
      expect(scoreAnswer(question, answer).outcome).toBe(answer === null ? "unanswered" : "wrong");
    }),
    FIXED_RUNS,
  );
});
