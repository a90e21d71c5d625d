import { expect, test } from "vitest";
import { toPublic } from "@/lib/core/question/public";
import { questionSchema } from "@/lib/core/question/schema";
import { compareBlind } from "./blind";
import { guessable } from "./guessable";

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

test("orders have tags that nobody is asked about: they stay open; a question without any tag has none left open", () => {
  const solved = { answer: ["x", "y", "z"], tags: { d: "hotter" } };
  expect(compareBlind(ordering, solved)).toMatchObject({ solved: "agreed", tags: "pending", guessed: 1, asked: 1 });
  const pairs = { answer: { p: "one", q: "one", r: "one" }, tags: {} };
  expect(compareBlind(matching, pairs)).toMatchObject({ solved: "agreed", tags: "agreed", asked: 0 });
});
