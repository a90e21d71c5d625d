import fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseContext, Question } from "@/lib/core/question/schema";
import { questionHash } from "./content-hash";
import { packQuestion, sampleQuestion } from "./testing/sample-pack";

const { question } = packQuestion();
const context: CaseContext = { id: "tea-case", title: "A case", scenario: "Guests wait.", position: 0, of: 2 };
const word = fc.stringMatching(/^[a-z]{1,12}$/);
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-10-${String(date).padStart(2, "0")}`);
const state = fc.constantFrom("agreed", "changed", "pending");

test("review, verifiedOn and the order of keys make no new version", () => {
  const review = fc.record({ by: fc.constantFrom("person", "model"), solvedBlind: state, tagsBlind: state, on: day });
  fc.assert(
    fc.property(fc.option(review, { nil: undefined }), day, fc.infiniteStream(fc.nat()), (notes, verifiedOn, order) => {
      const fields = Object.entries({ ...sampleQuestion(), review: notes, verifiedOn });
      const mixed = fields
        .map((field) => ({ field, at: order.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ field }) => field);
      expect(packQuestion(Object.fromEntries(mixed)).hash).toBe(questionHash(question, null));
    }),
    { seed: 7, numRuns: 100 },
  );
});

const changes: { name: string; change: (text: string) => [Record<string, unknown>, CaseContext | null] }[] = [
  { name: "stem", change: (stem) => [{ stem }, null] },
  { name: "ask", change: (ask) => [{ ask }, null] },
  { name: "lesson", change: (lesson) => [{ lesson }, null] },
  { name: "exams", change: (exam) => [{ exams: [exam] }, null] },
  { name: "facts", change: (fact) => [{ facts: [fact] }, null] },
  { name: "parallelOf", change: (parallelOf) => [{ parallelOf }, null] },
  { name: "a tag", change: (trap) => [{ options: withFirst({ trap: `x-${trap}` }) }, null] },
  { name: "an option's text", change: (text) => [{ options: withFirst({ text }) }, null] },
  { name: "a rationale", change: (why) => [{ options: withFirst({ why }) }, null] },
  { name: "the scenario", change: (scenario) => [{}, { ...context, scenario }] },
  { name: "the title of the case", change: (title) => [{}, { ...context, title }] },
];
const withFirst = (fields: Record<string, unknown>) =>
  sampleQuestion().options.map((option, index) => (index === 0 ? { ...option, ...fields } : option));

test.each(changes)("another text for $name makes a new version", ({ change }) => {
  fc.assert(
    fc.property(word, word, (left, right) => {
      const [first, second] = [left, right].map((text) => packQuestion(...change(text)).hash);
      expect(first === second).toBe(left === right);
    }),
    { seed: 7, numRuns: 30 },
  );
});

test("what is written out is the same as the default that is left out", () => {
  const written: Question = packQuestion({ counterCue: false, cues: [] }).question;
  expect(questionHash(written, null)).toBe(questionHash(question, null));
});

test("the place in the case makes no new version, being in a case does", () => {
  expect(packQuestion({}, { ...context, position: 1, of: 3 }).hash).toBe(questionHash(question, context));
  expect(questionHash(question, context)).not.toBe(questionHash(question, null));
});
