import { describe, expect, test } from "vitest";
import { exampleOf } from "@/lib/core/question/testing/arbitrary-question";
import { KINDS, type Question } from "./schema";
import { questionProblems } from "./validate";

const { "multiple-choice": choice, "multiple-response": several, ordering, matching } = exampleOf;
const wrong = { id: "wrong", text: "Wrong", trap: "hot", why: "Why" };
const right = { id: "right", text: "Right", key: true as const, why: "Why" };
const order = { before: "second", after: "first", trap: "hot", why: "Why" };
const pair = { prompt: "green", response: "boil", trap: "hot", why: "Why" };

test.each(KINDS)("a sound %s question has no problems", (kind) => {
  expect(questionProblems(exampleOf[kind])).toEqual([]);
});

type Case = { name: string; question: Question; problems: string[] };

describe("multiple choice", () => {
  test.each<Case>([
    {
      name: "two keys",
      question: { ...choice, options: [...choice.options, right] },
      problems: ["2 options are keys, 1 must be"],
    },
    {
      name: "no key",
      question: { ...choice, options: choice.options.filter((option) => !("key" in option)) },
      problems: ["0 options are keys, 1 must be"],
    },
    {
      name: "a key with a trap",
      question: { ...choice, options: [{ ...right, trap: "hot" }, wrong] },
      problems: ["option right is a key and carries a trap"],
    },
    {
      name: "a wrong option without a trap",
      question: { ...choice, options: [right, wrong, { ...wrong, id: "bare", trap: undefined }] },
      problems: ["option bare names no trap (or plain-error)"],
    },
    {
      name: "an id three times, told once",
      question: { ...choice, options: [right, wrong, wrong, wrong] },
      problems: ["the id wrong stands twice"],
    },
  ])("$name", ({ question, problems }) => {
    expect(questionProblems(question)).toEqual(problems);
  });
});

describe("multiple response", () => {
  test.each<Case>([
    {
      name: "another number of keys than may be chosen",
      question: { ...several, choose: 3 },
      problems: ["2 options are keys, 3 must be"],
    },
    {
      name: "nothing but keys",
      question: { ...several, options: ["a", "b"].map((id) => ({ ...right, id })) },
      problems: ["every option is a key"],
    },
    {
      name: "a missed trap on what is no key",
      question: { ...several, options: [...several.options, { ...wrong, missedTrap: "more" }] },
      problems: ["option wrong is no key and carries a missedTrap"],
    },
  ])("$name", ({ question, problems }) => {
    expect(questionProblems(question)).toEqual(problems);
  });
});

describe("ordering", () => {
  test.each<Case>([
    {
      name: "an inversion that is the right way round",
      question: { ...ordering, wrongOrders: [{ ...order, before: "first", after: "second" }] },
      problems: ["wrongOrders has first before second, which is the right way round"],
    },
    {
      name: "an inversion with an unknown item",
      question: { ...ordering, wrongOrders: [{ ...order, before: "last" }] },
      problems: ["wrongOrders names last or first, which is no item"],
    },
    {
      name: "an inversion with a decoy",
      question: { ...ordering, wrongOrders: [{ ...order, after: "decoy" }] },
      problems: ["wrongOrders names second or decoy, which is no item"],
    },
    {
      name: "a decoy with the id of an item",
      question: { ...ordering, decoys: [{ id: "third", text: "Third", why: "Why" }] },
      problems: ["the id third stands twice"],
    },
  ])("$name", ({ question, problems }) => {
    expect(questionProblems(question)).toEqual(problems);
  });
});

describe("matching", () => {
  test.each<Case>([
    {
      name: "an answer that is no response",
      question: {
        ...matching,
        prompts: [...matching.prompts, { id: "red", text: "Red", answer: "warm", why: "Why" }],
      },
      problems: ["prompt red is answered by warm, which is no response"],
    },
    {
      name: "a wrong pair of an unknown prompt",
      question: { ...matching, wrongPairs: [{ ...pair, prompt: "red" }] },
      problems: ["wrongPairs names the prompt red, which is none"],
    },
    {
      name: "a wrong pair with an unknown response",
      question: { ...matching, wrongPairs: [{ ...pair, response: "warm" }] },
      problems: ["wrongPairs names the response warm, which is none"],
    },
    {
      name: "a wrong pair that is right",
      question: { ...matching, wrongPairs: [{ ...pair, response: "cool" }] },
      problems: ["wrongPairs has green with its right answer"],
    },
    {
      name: "a response with the id of a prompt",
      question: { ...matching, responses: [...matching.responses, { id: "green", text: "Green" }] },
      problems: ["the id green stands twice"],
    },
  ])("$name", ({ question, problems }) => {
    expect(questionProblems(question)).toEqual(problems);
  });
});
