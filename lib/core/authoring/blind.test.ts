import { expect, test } from "vitest";
import type { Answer } from "@/lib/core/question/answer";
import { toPublic } from "@/lib/core/question/public";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import { compareBlind } from "./blind";
import { guessable, isWrongPair, pairId, pairOf } from "./guessable";

const common = {
  id: "q",
  lesson: "1.1",
  exams: ["tea-1"],
  difficulty: 2,
  stem: "The cup is bitter.",
  ask: "What now?",
  facts: ["A.1"],
  verifiedOn: "2026-11-01",
};
const part = (id: string, own: Record<string, unknown> = {}) => ({ id, text: `Text ${id}`, why: "So.", ...own });
const choice = questionSchema.parse({
  ...common,
  type: "multiple-choice",
  options: [part("a", { trap: "hotter" }), part("b", { key: true }), part("c", { trap: "plain-error" })],
});
const ordering = questionSchema.parse({
  ...common,
  type: "ordering",
  items: ["x", "y", "z"].map((id) => part(id)),
  decoys: [part("d", { trap: "hotter" })],
  wrongOrders: [{ before: "y", after: "x", trap: "hotter", why: "No." }],
});
const matching = questionSchema.parse({
  ...common,
  type: "matching",
  prompts: ["p", "q", "r"].map((id) => part(id, { answer: "one" })),
  responses: ["one", "two"].map((id) => ({ id, text: id })),
});

test.each([
  { name: "nothing before there is an answer", question: choice, answer: null, ids: [] },
  { name: "of a choice what was not chosen", question: choice, answer: "b", ids: ["a", "c"] },
  { name: "of an ordering what was not placed", question: ordering, answer: ["x", "y", "z"], ids: ["d"] },
  { name: "of pairs nothing", question: matching, answer: { p: "one", q: "one", r: "one" }, ids: [] },
])("traps are guessed: $name", ({ question, answer, ids }) => {
  expect(guessable(toPublic(question), answer).map(({ id }) => id)).toEqual(ids);
});

const tagged = { a: "hotter", c: "plain-error" };
test.each<{ name: string; answer: string; tags: Record<string, string>; solved: string; tagsAre: string }>([
  { name: "key and tags as they are", answer: "b", tags: tagged, solved: "agreed", tagsAre: "agreed" },
  { name: "a wrong answer", answer: "a", tags: { c: "plain-error" }, solved: "changed", tagsAre: "pending" },
  { name: "no tags", answer: "b", tags: {}, solved: "agreed", tagsAre: "pending" },
  { name: "some tags", answer: "b", tags: { a: "hotter" }, solved: "agreed", tagsAre: "pending" },
  { name: "another tag", answer: "b", tags: { ...tagged, c: "hotter" }, solved: "agreed", tagsAre: "changed" },
])("a choice solved with $name", ({ answer, tags, solved, tagsAre }) => {
  expect(compareBlind(choice, { answer, tags })).toMatchObject({ solved, tags: tagsAre, asked: 2 });
});

test("a difference says which part, what it is tagged and what was guessed", () => {
  const { differences } = compareBlind(choice, { answer: "b", tags: { a: "colder" } });
  expect(differences).toEqual([{ id: "a", text: "Text a", tagged: "hotter", guessed: "colder" }]);
});

test("an order whose inversion nobody named stays open; named, it is compared as every other part", () => {
  const answer = ["x", "y", "z"];
  const left = compareBlind(ordering, { answer, tags: { d: "hotter" } });
  expect(left).toMatchObject({ solved: "agreed", tags: "pending", guessed: 1, asked: 2, untagged: [] });
  const named = compareBlind(ordering, { answer, tags: { d: "hotter", [pairId("y", "x")]: "hotter" } });
  expect(named).toMatchObject({ tags: "agreed", guessed: 2, asked: 2 });
  const other = compareBlind(ordering, { answer, tags: { d: "hotter", [pairId("y", "x")]: "colder" } });
  expect(other).toMatchObject({ tags: "changed" });
  expect(other.differences).toEqual([
    { id: "y>x", text: "“Text y” before “Text x”", tagged: "hotter", guessed: "colder" },
  ]);
});

test("pairs without any tag leave none open; a trap that was seen where no tag is, is told and counts for nothing", () => {
  const answer = { p: "one", q: "one", r: "one" };
  expect(compareBlind(matching, { answer, tags: {} })).toMatchObject({ solved: "agreed", tags: "agreed", asked: 0 });
  const seen = compareBlind(matching, { answer, tags: { [pairId("q", "two")]: "hotter" } });
  expect(seen).toMatchObject({ tags: "agreed", guessed: 0 });
  expect(seen.untagged).toEqual([{ text: "“Text q” with “two”", guessed: "hotter" }]);
});

test.each<{ name: string; question: Question; answer: Answer; pair: string; may: boolean }>([
  { name: "a step before one that it follows", question: ordering, answer: ["x", "y", "z"], pair: "z>x", may: true },
  { name: "steps as they were put", question: ordering, answer: ["x", "y", "z"], pair: "x>z", may: false },
  { name: "a decoy", question: ordering, answer: ["x", "y", "z"], pair: "d>x", may: false },
  { name: "another response", question: matching, answer: { p: "one", q: "one", r: "one" }, pair: "p>two", may: true },
  { name: "the response that was given", question: matching, answer: { p: "one" }, pair: "p>one", may: false },
  { name: "options of a choice", question: choice, answer: "b", pair: "a>c", may: false },
])("whether a trap can be named in a pair: $name", ({ question, answer, pair, may }) => {
  expect(isWrongPair(toPublic(question), answer, pairOf(pair) ?? ["", ""])).toBe(may);
});

test.each(["a", "a>b>c", ""])("%j is no pair", (id) => {
  expect(pairOf(id)).toBe(null);
});
