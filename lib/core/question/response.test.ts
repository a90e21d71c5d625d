import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitraryAnswered,
  arbitraryQuestion,
  exampleOf,
  FIXED_RUNS,
} from "@/lib/core/question/testing/arbitrary-question";
import { toPublic } from "./public";
import { parseResponse, responseValueSchema } from "./response";
import { KINDS } from "./schema";

type Case = { name: string; value: unknown; stored?: unknown; refused?: string };

const outcome = ({ stored, refused }: Case) =>
  refused === undefined ? { ok: true, value: stored } : { ok: false, error: refused };

const choice = "not one of the options";
describe("multiple choice", () => {
  test.each<Case>([
    { name: "an option", value: "key", stored: "key" },
    { name: "nothing", value: null, stored: null },
    { name: "an unknown id", value: "other", refused: choice },
    { name: "no words", value: "", refused: choice },
    { name: "a list", value: ["key"], refused: choice },
    { name: "a number", value: 1, refused: choice },
    { name: "an object", value: { key: "key" }, refused: choice },
    { name: "no value at all", value: undefined, refused: choice },
  ])("takes or refuses $name", (row) => {
    expect(parseResponse(toPublic(exampleOf["multiple-choice"]), row.value)).toEqual(outcome(row));
  });
});

const set = "not a set of the options";
describe("multiple response", () => {
  test.each<Case>([
    { name: "two options, sorted", value: ["key-two", "hot-one"], stored: ["hot-one", "key-two"] },
    { name: "one of two", value: ["key-two"], stored: ["key-two"] },
    { name: "no option as no answer", value: [], stored: null },
    { name: "nothing", value: null, stored: null },
    { name: "more than are asked for", value: ["key-one", "key-two", "plain"], refused: "at most 2 may be chosen" },
    { name: "an option twice", value: ["key-one", "key-one"], refused: "an option is chosen twice" },
    { name: "an unknown id", value: ["key-one", "other"], refused: set },
    { name: "one id alone", value: "key-one", refused: set },
    { name: "an object", value: { 0: "key-one" }, refused: set },
    { name: "a hole", value: ["key-one", null], refused: set },
  ])("takes or refuses $name", (row) => {
    expect(parseResponse(toPublic(exampleOf["multiple-response"]), row.value)).toEqual(outcome(row));
  });
});

const sequence = "not a sequence of the items";
describe("ordering", () => {
  test.each<Case>([
    { name: "a sequence as it is", value: ["third", "decoy", "first"], stored: ["third", "decoy", "first"] },
    { name: "a beginning", value: ["second"], stored: ["second"] },
    { name: "no item as no answer", value: [], stored: null },
    { name: "nothing", value: null, stored: null },
    {
      name: "more than are asked for",
      value: ["first", "second", "third", "decoy"],
      refused: "at most 3 may be placed",
    },
    { name: "an item twice", value: ["first", "first"], refused: "an item stands in two places" },
    { name: "an unknown id", value: ["first", "other"], refused: sequence },
    { name: "one id alone", value: "first", refused: sequence },
  ])("takes or refuses $name", (row) => {
    expect(parseResponse(toPublic(exampleOf.ordering), row.value)).toEqual(outcome(row));
  });
});

const matching = "not a matching of prompts and responses";
const unknown = "an unknown prompt or response";
describe("matching", () => {
  test.each<Case>([
    {
      name: "all prompts",
      value: { green: "cool", black: "boil", white: "cool" },
      stored: { green: "cool", black: "boil", white: "cool" },
    },
    { name: "one prompt", value: { white: "ice" }, stored: { white: "ice" } },
    { name: "no pair as no answer", value: {}, stored: null },
    { name: "nothing", value: null, stored: null },
    { name: "an unknown prompt", value: { red: "cool" }, refused: unknown },
    { name: "an unknown response", value: { green: "lukewarm" }, refused: unknown },
    { name: "a prompt as response", value: { green: "black" }, refused: unknown },
    { name: "what every object inherits", value: { constructor: "cool" }, refused: unknown },
    {
      name: "a prototype, which it drops,",
      value: JSON.parse('{"__proto__":"cool","green":"ice"}'),
      stored: { green: "ice" },
    },
    { name: "a list", value: ["cool"], refused: matching },
    { name: "a cleared pair", value: { green: null }, refused: matching },
    { name: "words", value: "cool", refused: matching },
  ])("takes or refuses $name", (row) => {
    expect(parseResponse(toPublic(exampleOf.matching), row.value)).toEqual(outcome(row));
  });

  test("the same pairs are the same text, in whatever order they were made", () => {
    const numbered = ["10", "9", "b"].map((id) => ({ id, text: id, answer: "cool", why: "Why" }));
    const question = toPublic({ ...exampleOf.matching, prompts: numbered, wrongPairs: [] });
    const texts = [
      { b: "cool", "9": "boil", "10": "ice" },
      { "10": "ice", b: "cool", "9": "boil" },
    ].map((value) => JSON.stringify(parseResponse(question, value)));
    expect(texts[0]).toBe(texts[1]);
  });
});

test("what was taken once is taken again as it is", () => {
  fc.assert(
    fc.property(arbitraryAnswered, ({ question, answer }) => {
      const form = toPublic(question);
      const again = parseResponse(form, JSON.parse(JSON.stringify(answer)));
      expect(again).toEqual({ ok: true, value: answer });
      if (answer !== null) expect(responseValueSchema.safeParse(answer).success).toBe(true);
    }),
    FIXED_RUNS,
  );
});

test("no value makes it throw, and what it takes names only parts of the question", () => {
  const known = new Set(KINDS.flatMap((kind) => JSON.stringify(exampleOf[kind]).match(/[a-z-]+/g) ?? []));
  const anything = fc.anything({
    key: fc.constantFrom(...known),
    values: [fc.constantFrom(...known), fc.constant(null)],
  });
  fc.assert(
    fc.property(arbitraryQuestion, anything, (question, value) => {
      const example = exampleOf[question.type];
      for (const candidate of [question, example]) {
        const form = toPublic(candidate);
        const parsed = parseResponse(form, value);
        if (!parsed.ok) continue;
        const chosen =
          parsed.value === null ? [] : typeof parsed.value === "string" ? [parsed.value] : Object.values(parsed.value);
        expect(form.options.map(({ id }) => id)).toEqual(expect.arrayContaining(chosen));
      }
    }),
    FIXED_RUNS,
  );
});
