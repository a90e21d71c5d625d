import { expect, test } from "vitest";
import { partIdSchema, slugSchema } from "./fields";
import { KINDS, questionFileSchema, questionSchema } from "./schema";
import { exampleOf } from "./testing/arbitrary-question";

test.each([
  { id: "mla-c01-3.1-radiology", slug: true, part: false },
  { id: "a", slug: true, part: true },
  { id: "0", slug: true, part: true },
  { id: "two-words", slug: true, part: true },
  { id: "", slug: false, part: false },
  { id: "Two", slug: false, part: false },
  { id: "two words", slug: false, part: false },
  { id: "-two", slug: false, part: false },
  { id: "two-", slug: false, part: false },
  { id: "two--words", slug: false, part: false },
  { id: "../two", slug: false, part: false },
  { id: "__proto__", slug: false, part: false },
  { id: "two\n", slug: false, part: false },
  { id: "x".repeat(81), slug: false, part: false },
  { id: "x".repeat(41), slug: true, part: false },
])("$id is a slug: $slug, a part: $part", ({ id, slug, part }) => {
  expect(slugSchema.safeParse(id).success).toBe(slug);
  expect(partIdSchema.safeParse(id).success).toBe(part);
});

test.each(KINDS)("unknown fields of a %s question are errors", (kind) => {
  expect(questionSchema.safeParse({ ...exampleOf[kind], hint: "No" }).success).toBe(false);
});

test.each([
  { name: "one question", count: 1, taken: false },
  { name: "two questions", count: 2, taken: true },
  { name: "four questions", count: 4, taken: true },
  { name: "five questions", count: 5, taken: false },
])("a case of $name: taken is $taken", ({ count, taken }) => {
  const file = {
    id: "tea-case",
    type: "case",
    title: "Night train",
    scenario: "Guests sleep late.",
    questions: Array.from({ length: count }, (_, index) => ({ ...exampleOf.ordering, id: `tea-${index}` })),
  };
  expect(questionFileSchema.safeParse(file).success).toBe(taken);
});
