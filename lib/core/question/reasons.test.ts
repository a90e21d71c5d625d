import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryAnswered, exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import type { Answer } from "./answer";
import { type AuthoredReason, authoredReasons } from "./reasons";
import { keyOf, scoreAnswer } from "./score";

const { "multiple-choice": choice, "multiple-response": several, ordering, matching } = exampleOf;

/** One line a reason: what it is about, whether it is right, whether it was chosen, and its trap. */
const told = (reasons: readonly AuthoredReason[]): string[] =>
  reasons.map(({ kind, options, prompt, right, chosen, trap }) =>
    [
      kind,
      ...(prompt === null ? [] : [prompt]),
      ...options,
      right ? "right" : "wrong",
      ...(chosen ? ["chosen"] : []),
      trap ?? "-",
    ].join(" "),
  );

describe("options", () => {
  test.each<{ name: string; answer: Answer; told: string[] }>([
    {
      name: "a wrong choice",
      answer: "hot-two",
      told: [
        "option key right -",
        "option hot-one wrong hot",
        "option hot-two wrong chosen hot",
        "option long-one wrong long",
        "option plain wrong -",
      ],
    },
    {
      name: "no answer",
      answer: null,
      told: [
        "option key right -",
        "option hot-one wrong hot",
        "option hot-two wrong hot",
        "option long-one wrong long",
        "option plain wrong -",
      ],
    },
  ])("of multiple choice after $name", (row) => {
    expect(told(authoredReasons(choice, row.answer))).toEqual(row.told);
  });

  test.each<{ name: string; answer: Answer; first: string }>([
    { name: "a key left out names its missed trap", answer: ["key-two", "plain"], first: "option key-one right more" },
    { name: "a key that was chosen has no trap", answer: ["key-one", "plain"], first: "option key-one right chosen -" },
    { name: "without an answer nothing was missed", answer: null, first: "option key-one right -" },
  ])("of multiple response: $name", ({ answer, first }) => {
    expect(told(authoredReasons(several, answer))[0]).toBe(first);
  });
});

describe("ordering", () => {
  const items = (chosen: readonly string[]) =>
    ["first", "second", "third"].map((id) => `option ${id} right ${chosen.includes(id) ? "chosen " : ""}-`);
  const decoys = ["decoy decoy wrong more", "decoy idle wrong -"];

  test.each<{ name: string; answer: Answer; told: string[] }>([
    {
      name: "the right sequence",
      answer: ["first", "second", "third"],
      told: [...items(["first", "second", "third"]), ...decoys],
    },
    {
      name: "an inversion",
      answer: ["second", "first", "third"],
      told: [...items(["third"]), ...decoys, "inversion second first wrong chosen hot"],
    },
    {
      name: "a decoy",
      answer: ["first", "decoy"],
      told: [...items(["first"]), "decoy decoy wrong chosen more", "decoy idle wrong -"],
    },
    { name: "no answer", answer: null, told: [...items([]), ...decoys] },
  ])("after $name", (row) => {
    expect(told(authoredReasons(ordering, row.answer))).toEqual(row.told);
  });
});

describe("matching", () => {
  test.each<{ name: string; answer: Answer; told: string[] }>([
    {
      name: "all pairs",
      answer: { green: "cool", black: "boil", white: "cool" },
      told: ["pair green cool right chosen -", "pair black boil right chosen -", "pair white cool right chosen -"],
    },
    {
      name: "a named and an unnamed wrong pair",
      answer: { green: "boil", black: "boil", white: "ice" },
      told: [
        "pair green cool right -",
        "pair black boil right chosen -",
        "pair white cool right -",
        "wrong-pair green boil wrong chosen hot",
      ],
    },
    {
      name: "no answer",
      answer: null,
      told: ["pair green cool right -", "pair black boil right -", "pair white cool right -"],
    },
  ])("after $name", (row) => {
    expect(told(authoredReasons(matching, row.answer))).toEqual(row.told);
  });
});

test("every rationale is the author's", () => {
  expect(authoredReasons(ordering, ["third", "second"]).map(({ why }) => why)).toEqual([
    "Why first",
    "Why second",
    "Why third",
    "Why decoy",
    "Why idle",
    "Why not third before second",
  ]);
});

test("the traps of what was wrongly chosen or missed are those that the score takes", () => {
  fc.assert(
    fc.property(arbitraryAnswered, ({ question, answer }) => {
      const traps = authoredReasons(question, answer).flatMap(({ right, chosen, trap }) =>
        trap !== null && chosen !== right ? [trap] : [],
      );
      expect([...new Set(traps)].sort()).toEqual(scoreAnswer(question, answer).evidence.taken);
    }),
    FIXED_RUNS,
  );
});

test("after the key nothing is chosen but what is right, and all of that is", () => {
  fc.assert(
    fc.property(arbitraryAnswered, ({ question }) => {
      for (const { right, chosen } of authoredReasons(question, keyOf(question))) expect(chosen).toBe(right);
    }),
    FIXED_RUNS,
  );
});
